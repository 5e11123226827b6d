// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

#include <QWidget>

namespace waxwing {

/// The status bar: dot and word, delay; which key seals and opens, and how many messages it has served. Too
/// narrow, the receiving part goes, then the dots.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    enum class State { Connecting, Connected, Disconnected, Closed };

    explicit StatusLine(QWidget *parent = nullptr);

    void setConnection(State state);
    void setLink(const LinkView &link);
    [[nodiscard]] QString words() const;       ///< all of it, as a screen reader hears it
    [[nodiscard]] bool showsReceiving() const; ///< at this width

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Key
    {
        QString name;
        QString count;
        int filled = 0;
        int dots = 0;
    };
    [[nodiscard]] QString connection() const;
    [[nodiscard]] Key sending() const;
    [[nodiscard]] Key receiving() const;
    [[nodiscard]] Key keyOf(const QString &name, quint64 talk) const;
    [[nodiscard]] int widthOf(const Key &key) const;
    int paintKey(QPainter *painter, const Key &key, int right) const;
    void tell();

    State m_state = State::Connecting;
    LinkView m_link;
};

} // namespace waxwing
