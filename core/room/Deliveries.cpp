// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Deliveries.h"

#include "Limits.h"

#include <algorithm>

namespace waxwing {

Deliveries::Deliveries() : m_entries(std::size_t(limits::deliveredNumbers)) {}

Deliveries::Entry &Deliveries::entry(quint64 number)
{
    return m_entries[std::size_t(number % quint64(limits::deliveredNumbers))];
}

void Deliveries::numbered(quint64 number, quint64 speaker, qint64 speakersAccount, quint64 of)
{
    m_latest = number;
    entry(number) = {number, speaker, speakersAccount, 0, of, false};
}

void Deliveries::received(qint64 account, quint64 first, quint64 last)
{
    const quint64 oldest =
        m_latest < quint64(limits::deliveredNumbers) ? 1 : m_latest - quint64(limits::deliveredNumbers) + 1;
    first = std::max(first, oldest);
    if (first > last)
        return;
    std::vector<Range> &had = m_had[account];
    // What the account has had already splits the new range; the common case is one range that grows at its
    // end.
    std::vector<Range> merged;
    Range grown{first, last};
    quint64 next = first;
    if (had.size() == 1 && had.front().last + 1 >= first && had.front().first <= first) {
        count(account, std::max(first, had.front().last + 1), last);
        had.front().last = std::max(had.front().last, last);
        return;
    }
    for (const Range &range : had) {
        if (range.last < oldest)
            continue;
        if (range.last + 1 < first || range.first > last + 1) {
            merged.push_back(range);
            continue;
        }
        if (range.first > next)
            count(account, next, std::min(last, range.first - 1));
        next = std::max(next, range.last + 1);
        grown = {std::min(grown.first, range.first), std::max(grown.last, range.last)};
    }
    if (next <= last)
        count(account, next, last);
    merged.insert(std::find_if(merged.begin(), merged.end(),
                               [&](const Range &range) { return range.first > grown.first; }),
                  grown);
    had = std::move(merged);
}

void Deliveries::count(qint64 account, quint64 first, quint64 last)
{
    for (quint64 number = first; number <= last; ++number) {
        Entry &message = entry(number);
        if (message.number != number || message.account == account || message.count >= message.of)
            continue;
        ++message.count;
        if (!std::exchange(message.isDue, true))
            m_due.push_back(number);
    }
}

void Deliveries::forget(qint64 account)
{
    m_had.remove(account);
}

std::vector<Deliveries::Due> Deliveries::takeDue()
{
    std::vector<Due> due;
    due.reserve(m_due.size());
    for (const quint64 number : std::exchange(m_due, {})) {
        Entry &message = entry(number);
        if (message.number != number || !message.isDue)
            continue; // overtaken by 4,096 later ones
        message.isDue = false;
        due.push_back({message.speaker, {message.number, message.count, message.of}});
    }
    return due;
}

} // namespace waxwing
