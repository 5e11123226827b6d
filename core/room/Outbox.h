// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"
#include "Result.h"
#include "StoredMessage.h"

#include <deque>
#include <vector>

namespace waxwing {

/// What this device says, from the keyboard until the host has numbered it (PROTOCOL 8.3). Before a message
/// is sent it is kept, with the counter that it is sent with and never loses; after a break whatever the host
/// does not know is sent again in rising order. No I/O: what is to be kept is handed out and answered.
///
/// Order of the entries: those of this link (known to the host or sent), those with a counter, the others.
class Outbox
{
public:
    struct Waiting
    {
        quint64 localId = 0;
        OutgoingMessage message; ///< with the vault's id, where it has one
    };
    struct CameBack
    {
        quint64 localId = 0;
        qint64 id = 0; ///< the vault's: settled; 0: was never kept
    };

    /// One with an id is kept as it is; one with a counter may be with the host already.
    void add(quint64 localId, const OutgoingMessage &message);
    /// One that had failed after it was sent, and is with the host all the same. Before linkBegan().
    void addKnown(quint64 localId, const OutgoingMessage &message);
    /// Takes out what surely was never sent; gives the vault's id, or 0. None for anything else.
    std::optional<qint64> discard(quint64 localId);
    /// Another text for what surely was never sent; false for anything else.
    bool change(quint64 localId, const QString &text);
    [[nodiscard]] const OutgoingMessage *find(quint64 localId) const;

    // What is to be kept before it is sent.
    void giveCounters(); ///< to those that are sent next
    /// What is not kept as it stands, in order; none again before keptAll() or keptNone().
    std::vector<Waiting> takeToKeep();
    /// The vault has them: ids as takeToKeep() stood, 0 where one is to be sent though it could not be kept.
    /// Gives the ids of those that were discarded or numbered meanwhile.
    std::vector<qint64> keptAll(const std::vector<Waiting> &kept);
    void keepLater(const std::vector<Waiting> &first); ///< all others of takeToKeep(): next time
    void keptNone();                                   ///< takeToKeep() gives them again
    void keepUnkept();                                 ///< and those that were let go with id 0

    /// A link was admitted. Gives what the host has already (at or below its counter). Where it replays, they
    /// stay until their `said` comes back; else they are settled.
    std::vector<Waiting> linkBegan(quint64 highestAtHost, bool replays);
    /// Nothing more from before comes on this link: gives what the host has and did not send, settled.
    std::vector<CameBack> replayEnded();
    void linkLost();
    /// The next message to send, none while 64 are not acknowledged or the next one is not kept.
    std::optional<Say> takeNext();

    /// Gives the local ids that it acknowledges for the first time and that did not come back before. Refuses
    /// (Unexpected) what was not sent on this link.
    Result<std::vector<quint64>> acknowledge(quint64 counter);
    /// A message of this device came back with a number. None for one that neither was sent on this link nor
    /// is with the host, that came back already, or whose text is another: then it is not the one that waits
    /// here.
    std::optional<CameBack> cameBack(const Said &said);

    /// Those that match and are not on this link, taken out, their counters taken away.
    template <class Match> std::vector<Waiting> takeIf(Match match)
    {
        std::vector<Waiting> taken;
        for (std::size_t at = m_onLink; at < m_entries.size();) {
            if (match(std::as_const(m_entries[at].message)))
                taken.push_back(takeOut(at));
            else
                ++at;
        }
        return taken;
    }
    /// Those that are not on this link and that `mending` changes are kept anew.
    template <class Mending> void mend(Mending mending)
    {
        for (std::size_t at = m_onLink; at < m_entries.size(); ++at) {
            if (!mending(m_entries[at].message))
                continue;
            m_entries[at].isKept = false;
            m_entries[at].isChanged = true;
        }
    }
    /// The end: what is neither kept nor being kept and not with the host. Its counter alone where it may be
    /// out already: under another one it would be said twice.
    [[nodiscard]] std::vector<Waiting> unkept() const;
    /// Everything that the host is not known to have, with its counter, taken out: the room has ended for
    /// good.
    std::vector<Waiting> takeAll();
    [[nodiscard]] quint64 highestCounter() const { return m_highest; }
    void continueAbove(quint64 counter) ///< what the vault knows
    {
        m_highest = std::max(m_highest, counter);
    }
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }

private:
    struct Entry
    {
        quint64 localId = 0;
        OutgoingMessage message;
        bool isKept = false;    ///< as it stands, or let go without
        bool isKeeping = false; ///< handed out, not answered
        bool isChanged = false; ///< since it was handed out
        bool maybeSent = false; ///< on this link, or on an earlier one
        bool acknowledged = false;
        bool numbered = false;
    };
    Waiting takeOut(std::size_t at);
    void dropFinished();

    std::deque<Entry> m_entries;
    std::size_t m_counted = 0; ///< entries with a counter
    std::size_t m_onLink = 0;  ///< known to the host, or sent on this link
    std::size_t m_acknowledged = 0;
    quint64 m_highest = 0;       ///< counter last given
    quint64 m_highestOnLink = 0; ///< counter last sent on this link, or of its welcome
};

} // namespace waxwing
