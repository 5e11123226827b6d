// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "OwnMessages.h"

#include "Limits.h"

#include <algorithm>

namespace waxwing {

void OwnMessages::restore(const MessageReach &reach)
{
    m_mine[reach.number].reach = reach;
}

void OwnMessages::linkBegan(quint64 next, bool replays)
{
    m_next = next;
    m_replays = replays;
    if (!replays)
        m_mine.clear();
    for (auto &[number, mine] : m_mine)
        mine.deliveredTold = mine.seenTold = 0;
}

void OwnMessages::numbered(quint64 number, quint64 localId)
{
    Mine &mine = m_mine[number];
    mine.reach.number = number;
    if (localId != 0)
        mine.localId = localId;
}

void OwnMessages::numberSeen(quint64 number)
{
    if (number >= limits::deliveredNumbers)
        m_mine.erase(m_mine.begin(), m_mine.upper_bound(number - limits::deliveredNumbers));
}

/// Null where it is to be ignored (PROTOCOL 8.9).
Result<OwnMessages::Mine *> OwnMessages::find(quint64 number, quint64 count, quint64 of)
{
    const auto found = m_mine.find(number);
    if (found == m_mine.end() && m_replays && number < m_next)
        return nullptr;
    if (found == m_mine.end())
        return failure(Code::Unexpected, QStringLiteral("a count of what was not sent"));
    if (count > of)
        return failure(Code::Unexpected, QStringLiteral("a count that cannot be"));
    return &found->second;
}

std::optional<MessageProgress> OwnMessages::progressOf(const Mine &mine, const MessageReach &before)
{
    const MessageReach &now = mine.reach;
    if (now.delivered == before.delivered && now.of == before.of && now.seen == before.seen)
        return std::nullopt;
    MessageProgress progress;
    progress.localId = mine.localId;
    progress.number = now.number;
    progress.state = now.seen > 0 ? MessageState::Seen : MessageState::Delivered;
    progress.count = now.delivered;
    progress.of = now.of;
    progress.seen = now.seen;
    return progress;
}

Result<std::optional<MessageProgress>> OwnMessages::receive(const Delivered &delivered)
{
    const auto found = find(delivered.number, delivered.count, delivered.of);
    if (!found)
        return tl::make_unexpected(found.error());
    if (!*found)
        return std::nullopt;
    Mine &mine = **found;
    if (delivered.count <= mine.deliveredTold)
        return failure(Code::Unexpected, QStringLiteral("a delivery count that does not rise"));
    mine.deliveredTold = delivered.count;
    const MessageReach before = mine.reach;
    mine.reach.delivered = std::max(mine.reach.delivered, delivered.count);
    mine.reach.of = std::max(mine.reach.of, delivered.of);
    return progressOf(mine, before);
}

Result<std::optional<MessageProgress>> OwnMessages::receive(const Seen &seen)
{
    const auto found = find(seen.number, seen.count, seen.of);
    if (!found)
        return tl::make_unexpected(found.error());
    if (!*found)
        return std::nullopt;
    Mine &mine = **found;
    if (seen.count <= mine.seenTold)
        return failure(Code::Unexpected, QStringLiteral("a count of readers that does not rise"));
    mine.seenTold = seen.count;
    const MessageReach before = mine.reach;
    mine.reach.seen = std::max(mine.reach.seen, seen.count);
    mine.reach.of = std::max(mine.reach.of, seen.of);
    return progressOf(mine, before);
}

MessageReach OwnMessages::reach(quint64 number) const
{
    const auto found = m_mine.find(number);
    return found == m_mine.end() ? MessageReach{number} : found->second.reach;
}

} // namespace waxwing
