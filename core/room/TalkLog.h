// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "NumberRanges.h"
#include "SaidTable.h"

#include <deque>
#include <map>
#include <set>
#include <unordered_set>

namespace waxwing {

struct RoomState;

/// What the room keeps of what was said, as the host knows it without asking the store: whose it is and what
/// it does, not the texts. Says where a link begins (PROTOCOL 8.9), who may change what, and what goes
/// (8.10). Plain; the store follows what plan() says.
class TalkLog
{
public:
    /// `settings` is borrowed.
    TalkLog(const Settings &settings, const RoomState &kept);

    // ---- Coming back

    struct Start
    {
        quint64 next = 1; ///< number of the link's first `said`, or above it
        quint64 count = 0;
        bool complete = true;
    };
    /// For a member whose account was first admitted at `firstNumber`. `next`: the number that the next
    /// message gets.
    [[nodiscard]] Start startOf(const Resume &resume, quint64 firstNumber, quint64 next);
    /// What is to be read next from `number` on: at most so many rows and about so many bytes. Nothing where
    /// nothing is kept from there on.
    [[nodiscard]] std::optional<NumberRange> page(quint64 number, std::size_t rows, qint64 bytes) const;
    /// Of a page only these came out of the store: the others are damaged, and never come.
    void foundOnly(const NumberRange &page, const std::vector<quint64> &numbers);
    [[nodiscard]] quint64 latest() const { return m_entries.empty() ? 0 : m_entries.back().number; }

    // ---- Talk

    /// Whose it is; nothing where it is not kept.
    [[nodiscard]] std::optional<qint64> accountOf(quint64 number) const;
    /// Whether it comes to who comes back: neither wiped nor gone.
    [[nodiscard]] bool isKept(quint64 number) const;
    /// What the store has to do for these; their numbers are consecutive and above all others.
    [[nodiscard]] TalkChange plan(std::vector<NumberedSaid> said) const;
    /// It has done so.
    void apply(const TalkChange &change);

private:
    struct Entry : SaidPlace
    {
        bool isWiped = false;
        bool isDamaged = false;
        [[nodiscard]] bool comes() const { return !isWiped && !isDamaged; }
    };
    struct Plan; ///< a turn on its way
    void append(const SaidPlace &place);
    void drop(quint64 below);
    void wipe(Entry &entry);
    void forgetEdit(const Entry &edit);
    [[nodiscard]] std::size_t placeOf(quint64 number) const; ///< of it or the next above
    [[nodiscard]] const Entry *find(quint64 number) const;
    [[nodiscard]] quint64 startOfShared(quint64 next) const;
    [[nodiscard]] quint64 keptFromWith(const std::vector<NumberedSaid> &said) const;

    const std::size_t m_keep;
    const std::size_t m_shareLast;
    const Bytes m_history;
    const quint64 m_lastBefore;  ///< that an earlier run is known to have given
    const quint64 m_firstNumber; ///< of this run
    quint64 m_keptFrom;
    quint64 m_lostBelow = 0; ///< something was given below it and is lost
    std::deque<Entry> m_entries;
    using Edits = std::map<std::pair<quint64, qint64>, std::set<quint64>>; ///< of a target, by an account
    Edits m_edits;                                                         ///< that are not wiped
    std::unordered_set<quint64> m_erased;
};

} // namespace waxwing
