// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Outbox.h"

#include "Limits.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

/// So many have a counter before their turn comes, that the vault need not be waited for at each `ack`.
constexpr std::size_t countedAhead = 2 * limits::unacknowledged;

} // namespace

void Outbox::add(quint64 localId, const OutgoingMessage &message)
{
    Entry entry;
    entry.localId = localId;
    entry.message = message;
    entry.isKept = message.id != 0;
    entry.maybeSent = message.counter != 0;
    m_highest = std::max(m_highest, message.counter);
    if (message.counter == 0)
        return m_entries.push_back(std::move(entry));
    m_entries.insert(m_entries.begin() + std::ptrdiff_t(m_counted), std::move(entry));
    ++m_counted;
}

void Outbox::addKnown(quint64 localId, const OutgoingMessage &message)
{
    Entry entry;
    entry.localId = localId;
    entry.message = message;
    entry.isKept = true;
    entry.maybeSent = true;
    const auto end = m_entries.begin() + std::ptrdiff_t(m_counted);
    const auto place = std::find_if(
        m_entries.begin(), end, [&](const Entry &other) { return other.message.counter > message.counter; });
    m_entries.insert(place, std::move(entry));
    ++m_counted;
}

const OutgoingMessage *Outbox::find(quint64 localId) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.localId == localId; });
    return found == m_entries.end() ? nullptr : &found->message;
}

std::optional<qint64> Outbox::discard(quint64 localId)
{
    for (std::size_t at = m_onLink; at < m_entries.size(); ++at) {
        if (m_entries[at].localId != localId)
            continue;
        if (m_entries[at].maybeSent)
            return std::nullopt;
        return takeOut(at).message.id;
    }
    return std::nullopt;
}

bool Outbox::change(quint64 localId, const QString &text)
{
    for (std::size_t at = m_onLink; at < m_entries.size(); ++at) {
        Entry &entry = m_entries[at];
        if (entry.localId != localId)
            continue;
        if (entry.maybeSent)
            return false;
        entry.message.text = text;
        entry.isKept = false;
        entry.isChanged = true;
        return true;
    }
    return false;
}

Outbox::Waiting Outbox::takeOut(std::size_t at)
{
    Waiting waiting{m_entries[at].localId, std::move(m_entries[at].message)};
    m_entries.erase(m_entries.begin() + std::ptrdiff_t(at));
    if (at < m_counted)
        --m_counted;
    return waiting;
}

// ---- What is to be kept

void Outbox::giveCounters()
{
    while (m_counted < m_entries.size() && m_counted - m_acknowledged < countedAhead &&
           m_highest < limits::largestInteger) {
        Entry &entry = m_entries[m_counted++];
        entry.message.counter = ++m_highest;
        entry.isKept = false;
        entry.isChanged = true;
    }
}

std::vector<Outbox::Waiting> Outbox::takeToKeep()
{
    std::vector<Waiting> toKeep;
    for (Entry &entry : m_entries) {
        if (entry.isKept || entry.isKeeping)
            continue;
        entry.isKeeping = true;
        entry.isChanged = false;
        toKeep.push_back({entry.localId, entry.message});
    }
    return toKeep;
}

std::vector<qint64> Outbox::keptAll(const std::vector<Waiting> &kept)
{
    std::vector<qint64> orphans;
    auto next = kept.begin();
    for (Entry &entry : m_entries) {
        if (next == kept.end())
            break;
        if (!entry.isKeeping)
            continue;
        for (; next != kept.end() && next->localId != entry.localId; ++next)
            orphans.push_back(next->message.id); // discarded meanwhile
        if (next == kept.end())
            break;
        entry.isKeeping = false;
        entry.message.id = next->message.id;
        if (entry.numbered)
            orphans.push_back(entry.message.id); // came back meanwhile, and nobody settles it
        entry.isKept = !entry.isChanged;
        ++next;
    }
    for (; next != kept.end(); ++next)
        orphans.push_back(next->message.id);
    std::erase_if(orphans, [](qint64 id) { return id == 0; });
    return orphans;
}

void Outbox::keepLater(const std::vector<Waiting> &first)
{
    auto next = first.begin();
    for (Entry &entry : m_entries) {
        if (!entry.isKeeping)
            continue;
        if (next != first.end() && next->localId == entry.localId)
            ++next;
        else
            entry.isKeeping = false;
    }
}

void Outbox::keptNone()
{
    for (Entry &entry : m_entries)
        entry.isKeeping = false;
}

void Outbox::keepUnkept()
{
    for (Entry &entry : m_entries) {
        if (entry.message.id == 0 && !entry.numbered)
            entry.isKept = false;
    }
}

// ---- On a link

std::vector<Outbox::Waiting> Outbox::linkBegan(quint64 highestAtHost, bool replays)
{
    linkLost();
    m_highestOnLink = highestAtHost;
    m_highest = std::max(m_highest, highestAtHost);
    std::vector<Waiting> known;
    for (; m_onLink < m_counted && m_entries[m_onLink].message.counter <= highestAtHost; ++m_onLink) {
        Entry &entry = m_entries[m_onLink];
        known.push_back({entry.localId, entry.message});
        entry.acknowledged = true;
        entry.numbered = !replays;
    }
    m_acknowledged = m_onLink;
    dropFinished();
    return known;
}

std::vector<Outbox::CameBack> Outbox::replayEnded()
{
    std::vector<CameBack> settled;
    for (std::size_t at = 0; at < m_acknowledged; ++at) {
        Entry &entry = m_entries[at];
        if (entry.message.counter > m_highestOnLink || std::exchange(entry.numbered, true))
            continue;
        settled.push_back({entry.localId, entry.message.id});
    }
    dropFinished();
    return settled;
}

void Outbox::linkLost()
{
    // What came back is with the host and kept; what was acknowledged alone the next `welcome` knows of.
    std::erase_if(m_entries, [this](const Entry &entry) {
        if (entry.numbered)
            --m_counted;
        return entry.numbered;
    });
    for (Entry &entry : m_entries)
        entry.acknowledged = false;
    m_onLink = 0;
    m_acknowledged = 0;
}

std::optional<Say> Outbox::takeNext()
{
    if (m_onLink >= m_counted || m_onLink - m_acknowledged >= std::size_t(limits::unacknowledged) ||
        !m_entries[m_onLink].isKept)
        return std::nullopt;
    Entry &next = m_entries[m_onLink++];
    next.maybeSent = true;
    m_highestOnLink = next.message.counter;
    Say say{next.message.counter, next.message.text, next.message.act, next.message.target};
    if (next.message.file)
        say.file = next.message.file->id;
    return say;
}

Result<std::vector<quint64>> Outbox::acknowledge(quint64 counter)
{
    if (counter > m_highestOnLink) // PROTOCOL 8.3; what `welcome` knew may be said again
        return failure(Code::Unexpected, QStringLiteral("ack of what was not sent"));
    std::vector<quint64> acknowledged;
    while (m_acknowledged < m_onLink && m_entries[m_acknowledged].message.counter <= counter) {
        Entry &entry = m_entries[m_acknowledged++];
        entry.acknowledged = true;
        if (!entry.numbered)
            acknowledged.push_back(entry.localId);
    }
    dropFinished();
    return acknowledged;
}

std::optional<Outbox::CameBack> Outbox::cameBack(const Said &said)
{
    const auto end = m_entries.begin() + std::ptrdiff_t(m_onLink);
    const auto found =
        std::lower_bound(m_entries.begin(), end, said.counter,
                         [](const Entry &entry, quint64 counter) { return entry.message.counter < counter; });
    if (found == end || found->message.counter != said.counter || found->numbered ||
        found->message.text != said.text)
        return std::nullopt;
    found->numbered = true;
    const CameBack back{found->localId, found->message.id};
    dropFinished();
    return back;
}

std::vector<Outbox::Waiting> Outbox::unkept() const
{
    std::vector<Waiting> left;
    for (const Entry &entry : m_entries) {
        if (entry.message.id != 0 || entry.isKeeping || entry.acknowledged || entry.numbered)
            continue;
        left.push_back({entry.localId, entry.message});
        if (!entry.maybeSent)
            left.back().message.counter = 0;
    }
    return left;
}

std::vector<Outbox::Waiting> Outbox::takeAll()
{
    std::vector<Waiting> taken;
    for (Entry &entry : m_entries) {
        if (!entry.acknowledged && !entry.numbered)
            taken.push_back({entry.localId, std::move(entry.message)});
    }
    m_entries.clear();
    m_counted = m_onLink = m_acknowledged = 0;
    return taken;
}

void Outbox::dropFinished()
{
    while (!m_entries.empty() && m_entries.front().acknowledged && m_entries.front().numbered) {
        m_entries.pop_front();
        --m_acknowledged;
        --m_onLink;
        --m_counted;
    }
}

} // namespace waxwing
