// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectIndex.h"

#include <utility>

namespace waxwing {

namespace {

constexpr quint64 firstMissing = quint64(1) << 62; ///< above all places

} // namespace

MessageState DirectIndex::stateOf(quint64 counter) const
{
    return counter <= m_read   ? MessageState::Seen
           : counter <= m_told ? MessageState::Delivered
                               : MessageState::Waiting;
}

quint64 DirectIndex::numberOf(const Key &key)
{
    if (const auto known = m_numbers.constFind(key); known != m_numbers.constEnd())
        return *known;
    quint64 &instead = m_missing[key];
    if (instead == 0)
        instead = firstMissing + ++m_lastMissing;
    return instead;
}

RoomMessage DirectIndex::take(const DirectMessage &message, quint64 localId)
{
    RoomMessage shown;
    shown.number = static_cast<quint64>(message.id);
    shown.localId = localId;
    shown.mine = message.isMine();
    shown.name = shown.mine ? m_self : m_other;
    shown.device = message.device;
    shown.counter = message.counter;
    shown.text = message.text;
    shown.timeMs = message.timeMs;
    shown.isEdited = message.isEdited;
    shown.isErased = message.isErased;
    shown.file = message.file;
    if (message.act == Act::Reply)
        shown.replyTo = numberOf({message.targetDevice, message.target});
    if (shown.mine) {
        m_mine[message.counter] = shown.number;
        shown.state = stateOf(message.counter);
        shown.seen = message.counter <= m_read ? 1 : 0;
    }
    if (message.file && !shown.mine)
        m_files.insert(message.file->id, {message.device, message.identity});
    const Key key{message.device, message.counter};
    m_numbers.insert(key, shown.number);
    m_places.insert(shown.number, {key, message.identity});
    if (const quint64 instead = m_missing.take(key); instead != 0)
        m_found.append({instead, shown});
    return shown;
}

std::optional<RoomChange> DirectIndex::changeOf(const DirectMessage &change, quint64 localId) const
{
    const auto number = m_numbers.constFind({change.targetDevice, change.target});
    if (number == m_numbers.constEnd() || !change.changesAnother())
        return {};
    RoomChange done;
    done.number = *number;
    done.mine = change.isMine();
    done.name = done.mine ? m_self : m_other;
    done.text = change.text;
    done.act = *change.act;
    done.localId = localId;
    done.device = change.device;
    done.timeMs = change.timeMs;
    return done;
}

std::optional<DirectIndex::Key> DirectIndex::keyOf(quint64 number) const
{
    const auto place = m_places.constFind(number);
    return place == m_places.constEnd() ? std::nullopt : std::optional(place->key);
}

void DirectIndex::move(const Bytes &device, const std::map<quint64, quint64> &counters)
{
    // From the last one on: none takes the place of another.
    for (auto moved = counters.rbegin(); moved != counters.rend(); ++moved) {
        const auto [from, to] = *moved;
        if (const quint64 number = m_numbers.take({device, from}); number != 0) {
            m_numbers.insert({device, to}, number);
            m_places[number].key.counter = to;
        }
        if (const auto mine = m_mine.find(from); mine != m_mine.end()) {
            m_mine[to] = mine->second;
            m_mine.erase(mine);
        }
    }
}

bool DirectIndex::isFrom(quint64 number, const QSet<Bytes> &identities) const
{
    const auto place = m_places.constFind(number);
    return place != m_places.constEnd() && identities.contains(place->identity);
}

QList<DirectIndex::Found> DirectIndex::takeFound()
{
    return std::exchange(m_found, {});
}

QList<MessageProgress> DirectIndex::progress(quint64 above, quint64 upTo) const
{
    QList<MessageProgress> steps;
    for (auto at = m_mine.upper_bound(above); at != m_mine.end() && at->first <= upTo; ++at) {
        MessageProgress step;
        step.number = at->second;
        step.state = stateOf(at->first);
        step.seen = at->first <= m_read ? 1 : 0;
        steps.append(step);
    }
    return steps;
}

QList<MessageProgress> DirectIndex::toldUpTo(quint64 counter)
{
    const quint64 before = std::exchange(m_told, std::max(m_told, counter));
    return progress(before, m_told);
}

QList<MessageProgress> DirectIndex::readUpTo(quint64 counter)
{
    const quint64 before = std::exchange(m_read, std::max(m_read, counter));
    return progress(before, m_read);
}

} // namespace waxwing
