// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class Button;
class ElidedLabel;
class Tile;

/// Above what is written: the message that it answers, or that it changes, and a button that lets go of it.
class QuoteBar final : public Composite
{
    Q_OBJECT

public:
    explicit QuoteBar(QWidget *parent = nullptr);

    /// `account`: whose colour; `name`: as a window may show it.
    void showReply(const QString &account, const QString &name, const QString &line);
    void showEdit(const QString &line);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString line() const;
    [[nodiscard]] Button *closeButton() const { return m_close; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void show(const QString &icon, const QString &title, const QString &line);

    Tile *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_line;
    Button *m_close;
    QString m_account; ///< empty: the accent
};

} // namespace waxwing
