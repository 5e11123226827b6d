// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"

#include <QHash>

namespace waxwing {

/// Who has which message: counts the other accounts that received each of the last 4,096 numbers, each
/// account once, by its first device that has it (PROTOCOL 8.4). A received() costs what it newly covers,
/// whatever the room's size.
class Deliveries
{
public:
    Deliveries();

    /// Numbers come in rising order, without gaps. `of`: other accounts here now.
    void numbered(quint64 number, quint64 speaker, qint64 speakersAccount, quint64 of);
    /// A device of this account has everything from `first` to `last`, both of which were sent to it.
    void received(qint64 account, quint64 first, quint64 last);
    /// The account's last link ended: what it has matters no more.
    void forget(qint64 account);

    [[nodiscard]] bool isDue() const { return !m_due.empty(); }
    /// What moved on since the last call, for the link that spoke it.
    struct Due
    {
        quint64 speaker = 0;
        Delivered delivered;
    };
    [[nodiscard]] std::vector<Due> takeDue();

private:
    struct Entry
    {
        quint64 number = 0;
        quint64 speaker = 0;
        qint64 account = 0;
        quint64 count = 0;
        quint64 of = 0;
        bool isDue = false;
    };
    struct Range
    {
        quint64 first = 0;
        quint64 last = 0;
    };
    void count(qint64 account, quint64 first, quint64 last);
    [[nodiscard]] Entry &entry(quint64 number);

    std::vector<Entry> m_entries; ///< a ring, by number
    std::vector<quint64> m_due;
    QHash<qint64, std::vector<Range>> m_had; ///< of each account, rising and apart; nearly always one
    quint64 m_latest = 0;
};

} // namespace waxwing
