// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Deliveries.h"

#include "Limits.h"

#include <algorithm>
#include <limits>

namespace waxwing {

Deliveries::Deliveries() : m_entries(std::size_t(limits::deliveredNumbers)) {}

Deliveries::Entry &Deliveries::entry(quint64 number)
{
    return m_entries[std::size_t(number % quint64(limits::deliveredNumbers))];
}

quint64 Deliveries::oldest() const
{
    return m_latest < quint64(limits::deliveredNumbers) ? 1
                                                        : m_latest - quint64(limits::deliveredNumbers) + 1;
}

void Deliveries::arrived(qint64 account, quint64 next)
{
    m_listeners[account].hereSince = next;
}

void Deliveries::left(qint64 account, quint64 next)
{
    Listener &listener = m_listeners[account];
    if (listener.hereSince != 0 && listener.hereSince < next)
        listener.here.add({listener.hereSince, next - 1});
    listener.hereSince = 0;
}

void Deliveries::numbered(quint64 number, const Speaker &speaker, quint64 of)
{
    m_latest = number;
    entry(number) = {number, speaker, of};
    if (number % quint64(limits::deliveredNumbers) == 0)
        forgetOld();
}

/// Who is away keeps what it had: over the next link it comes again, and counts no second time.
void Deliveries::forgetOld()
{
    for (auto listener = m_listeners.begin(); listener != m_listeners.end();) {
        listener->here.forgetBelow(oldest());
        listener->had.forgetBelow(oldest());
        listener->seen.forgetBelow(oldest());
        const bool isNobody = listener->hereSince == 0 && listener->here.isEmpty() &&
                              listener->had.isEmpty() && listener->seen.isEmpty();
        listener = isNobody ? m_listeners.erase(listener) : std::next(listener);
    }
}

void Deliveries::received(qint64 account, quint64 first, quint64 last)
{
    first = std::max(first, oldest());
    if (first > last)
        return;
    Listener &listener = m_listeners[account];
    take(account, listener, listener.had.add({first, last}), &Entry::received, &Entry::hasMoreReceived);
}

void Deliveries::seen(qint64 account, quint64 last)
{
    if (oldest() > last)
        return;
    Listener &listener = m_listeners[account];
    take(account, listener, listener.seen.add({oldest(), last}), &Entry::seen, &Entry::hasMoreSeen);
}

/// Only of what was said while it was here: it is one of `of` then.
void Deliveries::take(qint64 account, const Listener &listener, const std::vector<NumberRange> &fresh,
                      Count count, HasMore hasMore)
{
    const auto countAll = [&](const NumberRange &range) {
        for (quint64 number = range.first; number <= range.last; ++number) {
            Entry &message = entry(number);
            if (message.number != number || message.speaker.account == account ||
                message.*count >= message.of)
                continue;
            ++(message.*count);
            if (!message.hasMoreReceived && !message.hasMoreSeen)
                m_due.push_back(number);
            message.*hasMore = true;
        }
    };
    for (const NumberRange &range : fresh) {
        for (const NumberRange &before : listener.here.common(range))
            countAll(before);
        if (listener.hereSince != 0)
            countAll({std::max(range.first, listener.hereSince), range.last});
    }
}

Deliveries::Due Deliveries::takeFrom(Entry &entry)
{
    Due due{entry.speaker, entry.number};
    if (std::exchange(entry.hasMoreReceived, false))
        due.delivered = Delivered{entry.number, entry.received, entry.of};
    if (std::exchange(entry.hasMoreSeen, false))
        due.seen = Seen{entry.number, entry.seen, entry.of};
    return due;
}

std::vector<Deliveries::Due> Deliveries::takeDue()
{
    std::vector<Due> all;
    all.reserve(m_due.size());
    for (const quint64 number : std::exchange(m_due, {})) {
        Entry &message = entry(number);
        if (message.number != number)
            continue; // overtaken by 4,096 later ones
        Due due = takeFrom(message);
        if (due.delivered || due.seen)
            all.push_back(std::move(due));
    }
    return all;
}

void Deliveries::putBack(const Due &due)
{
    Entry &message = entry(due.number);
    if (message.number != due.number)
        return;
    message.hasMoreReceived = message.hasMoreReceived || due.delivered;
    message.hasMoreSeen = message.hasMoreSeen || due.seen;
}

std::vector<Deliveries::Due> Deliveries::takeKept(qint64 account, const Bytes &device)
{
    std::vector<Due> kept;
    for (Entry &message : m_entries) {
        if (message.speaker.account != account || message.speaker.device != device ||
            !(message.hasMoreReceived || message.hasMoreSeen))
            continue;
        kept.push_back(takeFrom(message));
    }
    std::sort(kept.begin(), kept.end(), [](const Due &a, const Due &b) { return a.number < b.number; });
    return kept;
}

} // namespace waxwing
