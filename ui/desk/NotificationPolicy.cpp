// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NotificationPolicy.h"

#include <algorithm>

namespace waxwing {

void NotificationPolicy::heard(quint64 room, const QString &name, const QList<RoomMessage> &messages,
                               bool isDirect)
{
    for (const RoomMessage &message : messages) {
        if (message.mine)
            continue;
        Room &at = m_rooms[room];
        at.said.room = name;
        at.said.isDirect = isDirect;
        at.said.senders.removeOne(message.name);
        at.said.senders.append(message.name);
        if (at.said.senders.size() > 4) // more are "and others"
            at.said.senders.removeFirst();
        at.said.text = message.text;
        ++at.said.count;
        const qint64 now = m_clock.monotonicMs();
        if (at.dueAt < 0)
            at.dueAt = at.toldAt < 0 ? now + settleMs : std::max(now + settleMs, at.toldAt + betweenMs);
    }
}

void NotificationPolicy::seen(quint64 room)
{
    m_rooms.erase(room);
}

QList<Notice> NotificationPolicy::due()
{
    const qint64 now = m_clock.monotonicMs();
    QList<Notice> notices;
    for (auto &[id, room] : m_rooms) {
        if (room.dueAt < 0 || room.dueAt > now)
            continue;
        room.dueAt = -1;
        room.toldAt = now;
        Notice notice = NotificationWords::of(m_privacy, room.said);
        notice.room = id;
        notices.append(notice);
    }
    return notices;
}

qint64 NotificationPolicy::nextDueMs() const
{
    qint64 next = -1;
    for (const auto &[id, room] : m_rooms) {
        if (room.dueAt >= 0)
            next = next < 0 ? room.dueAt : std::min(next, room.dueAt);
    }
    return next < 0 ? -1 : std::max<qint64>(0, next - m_clock.monotonicMs());
}

} // namespace waxwing
