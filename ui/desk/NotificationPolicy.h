// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "NotificationWords.h"
#include "RoomView.h"

#include <QList>
#include <map>

namespace waxwing {

/// What pops up and when. What arrives in a room, or in a conversation with one person, is gathered: the
/// first of a quiet time after a moment, so that a burst (what was missed during a break, above all) is one
/// notice with a number; what follows at most every few seconds, in the place of the one before. Knows no
/// window and no desktop.
class NotificationPolicy
{
public:
    static constexpr qint64 settleMs = 300;    ///< from the first of a burst to its notice
    static constexpr qint64 betweenMs = 5'000; ///< from one notice of a room to its next

    explicit NotificationPolicy(const Clock &clock) : m_clock(clock) {}

    /// For what is told from here on.
    void setPrivacy(NotificationPrivacy privacy) { m_privacy = privacy; }

    /// Arrived in a room that nobody looks at; one's own are passed over.
    void heard(quint64 room, const QString &name, const QList<RoomMessage> &messages, bool isDirect = false);
    /// Somebody looks at it now: nothing of it is told any more.
    void seen(quint64 room);

    /// Those whose time has come; each is told once.
    [[nodiscard]] QList<Notice> due();
    /// Until the next is due, ms; −1: none waits.
    [[nodiscard]] qint64 nextDueMs() const;

private:
    struct Room
    {
        NotificationWords::Said said;
        qint64 dueAt = -1; ///< −1: all is told
        qint64 toldAt = -1;
    };

    const Clock &m_clock;
    NotificationPrivacy m_privacy = NotificationPrivacy::Full;
    std::map<quint64, Room> m_rooms;
};

} // namespace waxwing
