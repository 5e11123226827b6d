// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"
#include "NumberRanges.h"

#include <QHash>

namespace waxwing {

/// Who has which message, and who has seen it: counts, of the other accounts that were here when it was
/// numbered, those that received each of the last 4,096 numbers, each account once, by its first device that
/// has it (PROTOCOL 8.4, 8.10). Whichever link brought a number counts. A received() costs what it newly
/// covers, whatever the room's size.
class Deliveries
{
public:
    Deliveries();

    /// The account's first link came, or its last one went, with `next` the number that the next message
    /// gets.
    void arrived(qint64 account, quint64 next);
    void left(qint64 account, quint64 next);

    /// Who spoke: a device of an account, over a link.
    struct Speaker
    {
        quint64 link = 0;
        qint64 account = 0;
        Bytes device;
    };
    /// Numbers come in rising order, without gaps. `of`: other accounts here now.
    void numbered(quint64 number, const Speaker &speaker, quint64 of);
    /// A device of this account has everything from `first` to `last` that was sent to it.
    void received(qint64 account, quint64 first, quint64 last);
    /// Its person has seen everything up to `last`.
    void seen(qint64 account, quint64 last);

    [[nodiscard]] bool isDue() const { return !m_due.empty(); }
    /// What moved on and its speaker does not know.
    struct Due
    {
        Speaker speaker;
        quint64 number = 0;
        std::optional<Delivered> delivered = {};
        std::optional<Seen> seen = {};
    };
    /// Since the last call, for all speakers.
    [[nodiscard]] std::vector<Due> takeDue();
    /// The speaker is not here now: kept until takeKept().
    void putBack(const Due &due);
    /// For a device that is back, by rising number.
    [[nodiscard]] std::vector<Due> takeKept(qint64 account, const Bytes &device);

private:
    struct Entry
    {
        quint64 number = 0;
        Speaker speaker;
        quint64 of = 0;
        quint64 received = 0;
        quint64 seen = 0;
        bool hasMoreReceived = false; ///< than the speaker knows
        bool hasMoreSeen = false;
    };
    struct Listener
    {
        NumberRanges here;     ///< numbers given while it was linked
        quint64 hereSince = 0; ///< and from this one on; 0: it is not linked
        NumberRanges had;
        NumberRanges seen;
    };
    using Count = quint64 Entry::*;
    using HasMore = bool Entry::*;
    void take(qint64 account, const Listener &listener, const std::vector<NumberRange> &fresh, Count count,
              HasMore hasMore);
    [[nodiscard]] quint64 oldest() const;
    void forgetOld();
    [[nodiscard]] Entry &entry(quint64 number);
    [[nodiscard]] static Due takeFrom(Entry &entry);

    std::vector<Entry> m_entries; ///< a ring, by number
    std::vector<quint64> m_due;
    QHash<qint64, Listener> m_listeners; ///< by account
    quint64 m_latest = 0;
};

} // namespace waxwing
