// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConversationModel.h"

#include "ChatWords.h"
#include "Unicode.h"

#include <QDateTime>
#include <algorithm>
#include <iterator>

namespace waxwing {

ConversationModel::ConversationModel(QObject *parent) : ConversationLines(parent) {}

int ConversationModel::unread() const
{
    const bool isSeen = m_unread.isSeen || (m_unread.isWatched && m_reading);
    return m_unread.isSet && !isSeen ? static_cast<int>(m_unread.count) : 0;
}

void ConversationModel::tellUnread()
{
    if (const int now = unread(); std::exchange(m_unreadTold, now) != now)
        Q_EMIT unreadChanged(now);
}

void ConversationModel::setReading(bool reading)
{
    if (reading ? !m_hasNewer : m_unread.isWatched && m_reading)
        m_unread.isSeen = m_unread.isSet;
    m_reading = reading;
    tellUnread();
}

void ConversationModel::setEndSeen()
{
    if (m_hasNewer)
        return;
    m_unread.isSeen = m_unread.isSet;
    tellUnread();
}

/// What a room shares of the time before they came is nothing to be caught up with.
bool ConversationModel::isOfNewcomer() const
{
    const auto isSaid = [](const Row &above) { return above.kind == Kind::Said; };
    return m_unread.isShared && !m_hasOlder && m_unreadRow >= 0 &&
           std::none_of(m_rows.begin(), m_rows.begin() + m_unreadRow, isSaid);
}

int ConversationModel::rowToHold() const
{
    return m_unread.isSet && !m_unread.isSeen && !m_unread.isHeld && !isOfNewcomer() ? m_unreadRow : -1;
}

void ConversationModel::setHeld()
{
    m_unread.isHeld = true;
    m_unread.isWatched = false;
}

void ConversationModel::refreshDays(const QDate &today)
{
    if (m_wordedOn == today)
        return;
    m_wordedOn = today;
    for (int at = 0; at < rowCount(); ++at) {
        Row &line = m_rows[static_cast<std::size_t>(at)];
        if (line.kind != Kind::Day)
            continue;
        line.text = ChatWords::day(QDateTime::fromMSecsSinceEpoch(line.timeMs).date(), today);
        changed(at, at);
    }
}

/// What is not in the window, but known: behind it, or waiting for its end.
ConversationModel::Row *ConversationModel::findBeyond(quint64 localId, quint64 number)
{
    for (Rows *rows : {&m_beyond, &m_aside}) {
        for (Row &row : *rows) {
            if (localId != 0 ? row.localId == localId : number != 0 && row.number == number)
                return &row;
        }
    }
    return nullptr;
}

} // namespace waxwing
