// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "LockWords.h"

namespace waxwing {

class Button;
class ElidedLabel;
class LockLine;

/// The room's name, the lock line below it, and the buttons at the right.
class ChatHeader final : public Composite
{
    Q_OBJECT

public:
    explicit ChatHeader(QWidget *parent = nullptr);

    void setRoom(const QString &room);
    void setLock(const LockFacts &facts);
    void setJoinCardShown(bool shown);
    void setPeopleShown(bool shown); ///< what the button would do
    void setWireOffered(bool offered);
    void setWireShown(bool shown); ///< what the button would do
    [[nodiscard]] Button *joinCardButton() const { return m_joinCard; }
    [[nodiscard]] Button *findButton() const { return m_find; }
    [[nodiscard]] Button *peopleButton() const { return m_people; }
    [[nodiscard]] Button *wireButton() const { return m_wire; }
    [[nodiscard]] LockLine *lockLine() const { return m_lock; }
    [[nodiscard]] QString roomText() const;

Q_SIGNALS:
    void lockClicked();
    void joinCardRequested();
    void findRequested();
    void peopleToggled();
    void wireToggled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_room;
    LockLine *m_lock;
    Button *m_joinCard;
    Button *m_find;
    Button *m_people;
    Button *m_wire;
};

} // namespace waxwing
