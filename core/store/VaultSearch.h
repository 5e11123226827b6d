// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "TextFinder.h"
#include "VaultDirect.h"
#include "VaultMessages.h"

#include <chrono>
#include <deque>
#include <limits>

namespace waxwing {

/// How far a search has come. The room and the direct conversations are read side by side, each newest first;
/// what is found is given as the newer of both.
struct SearchRun
{
    explicit SearchRun(const SearchQuery &wanted, const SearchScope &where = {});
    SearchQuery query;
    SearchScope scope;
    TextFinder finder;
    struct Side
    {
        bool isOver = false;                                   ///< there are no more rows
        qint64 reachedMs = std::numeric_limits<qint64>::max(); ///< of the row that was looked at last
        std::deque<FoundMessage> waiting;                      ///< found, not given yet: those of one reading
        [[nodiscard]] bool isDone() const { return isOver && waiting.empty(); }
        [[nodiscard]] qint64 headMs() const
        {
            return waiting.empty() ? reachedMs : waiting.front().message.timeMs;
        }
    };
    Side room;
    Side direct;
    std::optional<vaultCodec::Place> below; ///< of the room, all from here on upwards is looked at
    qint64 directBelow = 0;                 ///< the same of direct conversations; 0: nothing is yet
    bool isOver = false;
    int damaged = 0;
};

/// A slice of a search, in the store's thread.
class VaultSearch
{
public:
    VaultSearch(VaultMessages &messages, VaultDirect &direct) : m_messages(messages), m_direct(direct) {}

    /// Some milliseconds of looking: what it found, newest first. What is erased or does not open is left
    /// out.
    Result<std::vector<FoundMessage>> step(SearchRun &run);

private:
    using Moment = std::chrono::steady_clock::time_point;
    Result<void> readRoom(SearchRun &run, Moment end);
    Result<void> readDirect(SearchRun &run, Moment end);

    VaultMessages &m_messages;
    VaultDirect &m_direct;
};

} // namespace waxwing
