// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Outbox.h"

#include "Limits.h"

#include <algorithm>

namespace waxwing {

void Outbox::add(quint64 localId, const QString &text)
{
    Entry entry;
    entry.localId = localId;
    entry.text = text;
    m_entries.push_back(std::move(entry));
}

bool Outbox::discard(quint64 localId)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.localId == localId && entry.counter == 0;
    });
    if (found == m_entries.end())
        return false;
    m_entries.erase(found);
    return true;
}

std::vector<quint64> Outbox::linkBegan(quint64 highestAtHost)
{
    linkLost();
    std::vector<quint64> known;
    for (Entry &entry : m_entries) {
        if (entry.counter != 0 && entry.counter <= highestAtHost) {
            known.push_back(entry.localId);
            entry.acknowledged = entry.numbered = true;
        }
    }
    dropFinished();
    m_highestOnLink = highestAtHost;
    m_highest = std::max(m_highest, highestAtHost);
    return known;
}

void Outbox::linkLost()
{
    // What was acknowledged or came back is with the host; the rest will be sent again.
    for (Entry &entry : m_entries) {
        entry.onThisLink = false;
        if (entry.acknowledged || entry.numbered)
            entry.acknowledged = entry.numbered = true;
    }
    dropFinished();
    m_numbered.clear();
    m_unacknowledged = 0;
}

std::optional<Say> Outbox::takeNext()
{
    if (m_unacknowledged >= limits::unacknowledged)
        return std::nullopt;
    const auto next = std::find_if(m_entries.begin(), m_entries.end(),
                                   [](const Entry &entry) { return !entry.onThisLink; });
    if (next == m_entries.end() || (next->counter == 0 && m_highest >= limits::largestInteger))
        return std::nullopt;
    if (next->counter == 0)
        next->counter = ++m_highest;
    next->onThisLink = true;
    m_highestOnLink = next->counter;
    ++m_unacknowledged;
    return Say{next->counter, next->text};
}

Result<std::vector<quint64>> Outbox::acknowledge(quint64 counter)
{
    if (counter > m_highestOnLink) // PROTOCOL 8.3; what `welcome` knew may be said again
        return failure(Code::Unexpected, QStringLiteral("ack of what was not sent"));
    std::vector<quint64> acknowledged;
    for (Entry &entry : m_entries) {
        if (!entry.onThisLink || entry.counter > counter)
            break;
        if (!std::exchange(entry.acknowledged, true)) {
            --m_unacknowledged;
            if (!entry.numbered)
                acknowledged.push_back(entry.localId);
        }
    }
    dropFinished();
    return acknowledged;
}

std::optional<quint64> Outbox::cameBack(const Said &said)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.onThisLink && entry.counter == said.counter;
    });
    if (found == m_entries.end() || found->numbered || found->text != said.text)
        return std::nullopt;
    found->numbered = true;
    const quint64 localId = found->localId;
    m_numbered.emplace(said.number, Numbered{localId, 0});
    dropFinished();
    return localId;
}

Result<quint64> Outbox::delivered(const Delivered &delivered)
{
    const auto found = m_numbered.find(delivered.number);
    if (found == m_numbered.end())
        return failure(Code::Unexpected, QStringLiteral("delivered of what was not sent"));
    if (delivered.count > delivered.of || delivered.count <= found->second.count)
        return failure(Code::Unexpected, QStringLiteral("a delivery count that cannot be"));
    found->second.count = delivered.count;
    return found->second.localId;
}

void Outbox::numberSeen(quint64 number)
{
    if (number >= limits::deliveredNumbers)
        m_numbered.erase(m_numbered.begin(), m_numbered.upper_bound(number - limits::deliveredNumbers));
}

std::vector<std::pair<quint64, QString>> Outbox::takeLongerThan(qsizetype bytes)
{
    std::vector<std::pair<quint64, QString>> taken;
    std::erase_if(m_entries, [&](const Entry &entry) {
        if (entry.onThisLink || entry.text.toUtf8().size() <= bytes)
            return false;
        taken.emplace_back(entry.localId, entry.text);
        return true;
    });
    return taken;
}

std::vector<std::pair<quint64, QString>> Outbox::takeAll()
{
    linkLost();
    std::vector<std::pair<quint64, QString>> taken;
    for (const Entry &entry : m_entries)
        taken.emplace_back(entry.localId, entry.text);
    m_entries.clear();
    return taken;
}

void Outbox::dropFinished()
{
    std::erase_if(m_entries, [](const Entry &entry) { return entry.acknowledged && entry.numbered; });
}

} // namespace waxwing
