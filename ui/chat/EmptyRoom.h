// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class Button;
class Label;
class Tile;

/// In place of the messages while nobody has written: what to do.
class EmptyRoom final : public Composite
{
    Q_OBJECT

public:
    explicit EmptyRoom(QWidget *parent = nullptr);

    void setHost(bool isHost);           ///< a guest has no join card to show
    void setPerson(const QString &name); ///< a conversation with that person alone
    [[nodiscard]] Button *joinCardButton() const { return m_joinCard; }

Q_SIGNALS:
    void joinCardRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tile *m_icon;
    Label *m_title;
    Label *m_what;
    Button *m_joinCard;
};

} // namespace waxwing
