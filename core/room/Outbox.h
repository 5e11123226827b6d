// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"
#include "Result.h"

#include <deque>
#include <map>
#include <vector>

namespace waxwing {

/// What this device says, from the keyboard until the host has numbered it (PROTOCOL 8.3). A message keeps
/// the counter that it was first sent with; after a break whatever lies above the welcome's counter is sent
/// again in rising order.
class Outbox
{
public:
    void add(quint64 localId, const QString &text);
    /// Only what was never sent; false for anything else.
    bool discard(quint64 localId);

    /// A link was admitted. Gives the local ids of what the host has already (at or below its counter).
    std::vector<quint64> linkBegan(quint64 highestAtHost);
    void linkLost();
    /// The next message to send, none while 64 are not acknowledged.
    std::optional<Say> takeNext();

    /// Gives the local ids that it acknowledges for the first time and that did not come back before. Refuses
    /// (Unexpected) what was not sent on this link.
    Result<std::vector<quint64>> acknowledge(quint64 counter);
    /// A message of this device came back with a number; gives its local id. None for one that was not sent
    /// on this link, that came back already, or whose text is another: then it is not the one that waits
    /// here.
    std::optional<quint64> cameBack(const Said &said);
    /// Gives the local id. Refuses (Unexpected) a number that is not ours or older than the last 4,096, a
    /// count over `of` or one that does not rise.
    Result<quint64> delivered(const Delivered &delivered);
    void numberSeen(quint64 number); ///< of anybody's message: forgets what is older than the last 4,096

    /// What does not fit into this room's longest text, taken out.
    std::vector<std::pair<quint64, QString>> takeLongerThan(qsizetype bytes);
    /// Everything that waits, with its text, taken out: the room has ended for good.
    std::vector<std::pair<quint64, QString>> takeAll();
    [[nodiscard]] quint64 highestCounter() const { return m_highest; }
    void continueAbove(quint64 counter)
    {
        m_highest = std::max(m_highest, counter);
    } ///< what the vault knows
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }

private:
    struct Entry
    {
        quint64 localId = 0;
        quint64 counter = 0; ///< 0 before the first sending
        QString text;
        bool onThisLink = false;
        bool acknowledged = false;
        bool numbered = false;
    };
    struct Numbered
    {
        quint64 localId = 0;
        quint64 count = 0;
    };
    void dropFinished();

    std::deque<Entry> m_entries; ///< counters rising, then those without one
    std::map<quint64, Numbered> m_numbered;
    quint64 m_highest = 0;       ///< counter last given
    quint64 m_highestOnLink = 0; ///< counter last sent on this link, or of its welcome
    int m_unacknowledged = 0;
};

} // namespace waxwing
