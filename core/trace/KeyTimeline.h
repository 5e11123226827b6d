// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"

#include <QMetaType>

#include <array>
#include <deque>
#include <optional>

namespace waxwing {

/// One epoch of one direction: the time for which one key holds (PROTOCOL 5.4).
struct KeyEpoch
{
    /// What its secret was made from, and why then.
    enum class Began : quint8 {
        Unknown,         ///< the log no longer has it
        Hellos,          ///< epoch 0: from the hellos and the transported secret (6.4)
        Proof,           ///< epoch 1: the handshake is over (6.4)
        Login,           ///< the first refresh, behind `identity` (5.5)
        Talk,            ///< update behind the Nth message of talk (5.4)
        Limit,           ///< update in time before record 2^20 (5.4)
        Update,          ///< update at another time, which a receiver takes (5.4)
        RefreshByTime,   ///< 15 minutes after the last one (5.5)
        RefreshByVolume, ///< 1 GiB after the last one (5.5)
        Refresh          ///< a refresh; what brought it on is not kept
    };

    quint32 number = 0;
    bool sent = false;
    Began began = Began::Unknown;
    quint64 behind = 0; ///< talk in the epoch before, where it is known: N of Began::Talk
    qint64 beganNs = 0;
    quint64 firstFrame = 0; ///< 0: none yet
    quint64 lastFrame = 0;
    quint64 records = 0;
    quint64 talk = 0;
    bool isCurrent = true;

    /// Its secret follows from the one before: Expand(secret, "waxwing/1 next").
    [[nodiscard]] bool followsFromTheLast() const
    {
        return began == Began::Talk || began == Began::Limit || began == Began::Update;
    }
};

/// What a thief got.
struct KeyLeak
{
    enum class What : quint8 {
        Nothing,
        KeyAndIv,    ///< of one epoch of one direction
        Secret,      ///< from which key and IV of that epoch are made, and by `update` those behind it
        Chain,       ///< the link's chain, alone
        HostIdentity ///< the host's long-term private key
    };
    What what = What::Nothing;
    bool sent = false; ///< of KeyAndIv and Secret: the direction
    quint32 epoch = 0; ///< likewise
};

/// What falls with a leak: records of one direction, epochs `first` to `last`.
struct KeyFall
{
    bool any = false;
    bool sent = false;
    quint32 first = 0;
    quint32 last = 0;
    bool goesOn = false; ///< what is yet to be sent falls as well, until the next refresh
    quint64 falls = 0;   ///< messages of talk kept here that fall
    quint64 stands = 0;  ///< and that do not

    [[nodiscard]] bool covers(bool isSent, quint32 epoch) const
    {
        return any && isSent == sent && epoch >= first && epoch <= last;
    }
};

/// The epochs of both directions of one link, and its talk in order, read from a log piece by piece.
class KeyTimeline
{
public:
    /// A message of talk, or the begin of an epoch.
    struct Entry
    {
        quint64 frame = 0; ///< of a begin: the frame that ended the epoch before, or the first that is kept
        qint64 timeNs = 0;
        quint64 sequence = 0; ///< of a message
        quint32 epoch = 0;
        quint32 otherEpoch = 0; ///< of the other direction, at that time
        bool sent = false;
        bool isBegin = false;
    };

    explicit KeyTimeline(quint64 link = 0) : m_id(link) {}

    /// Reads at most that many frames on. False where frames have been forgotten before they were read: then
    /// nothing is read, and the timeline is to be begun anew.
    [[nodiscard]] bool advance(const FrameLog &log, quint64 most = 4'096);
    [[nodiscard]] bool isUpToDate(const FrameLog &log) const { return m_next >= log.end(); }
    /// How many entries are of frames below `frame`.
    [[nodiscard]] std::size_t entriesBelow(quint64 frame) const;
    /// Forgets the first entries, and epochs of which nothing is left.
    void forget(std::size_t entries);

    [[nodiscard]] quint64 linkId() const { return m_id; }
    [[nodiscard]] const TracedLink &link() const { return m_link; }
    [[nodiscard]] const std::deque<Entry> &entries() const { return m_entries; }
    [[nodiscard]] const std::deque<KeyEpoch> &epochs(bool sent) const { return m_epochs[sent ? 1 : 0]; }
    [[nodiscard]] const KeyEpoch *epoch(bool sent, quint32 number) const;
    /// N of `welcome`; 0 while it is not known.
    [[nodiscard]] quint64 updateEvery() const { return m_updateEvery; }

    /// What PROTOCOL 5.4, 5.5 and 13 let fall, and nothing else.
    [[nodiscard]] KeyFall fallsWith(const KeyLeak &leak) const;

private:
    void take(const TracedFrame &frame);
    void takeContent(const TracedFrame &frame, KeyEpoch &epoch, quint64 sequence);
    KeyEpoch &epochAt(const TracedFrame &frame, quint32 number);
    void begin(const TracedFrame &frame, bool sent, quint32 number, KeyEpoch::Began why);
    void endByUpdate(const TracedFrame &frame, const KeyEpoch &ended);
    [[nodiscard]] KeyEpoch::Began reasonOfRefresh(const TracedFrame &offer) const;
    void note(const TracedFrame &frame, quint64 sequence, quint32 epoch, bool sent, bool isBegin);
    void spanOf(KeyFall &fall, const KeyLeak &leak) const;

    quint64 m_id;
    TracedLink m_link;
    std::deque<Entry> m_entries;
    std::array<std::deque<KeyEpoch>, 2> m_epochs; ///< received, sent
    std::array<bool, 2> m_talkedLast{};           ///< the direction's last record was talk
    quint64 m_next = 0;
    quint64 m_updateEvery = 0;
    qint64 m_refreshedNs = 0;     ///< when the last refresh ended; 0: not known
    quint64 m_refreshedBytes = 0; ///< of both directions, then
    KeyEpoch::Began m_refreshWhy = KeyEpoch::Began::Refresh;
    bool m_isFromTheStart = false;
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::KeyLeak::What)
