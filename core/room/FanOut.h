// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostMember.h"
#include "Limits.h"
#include "MessageCodec.h"

#include <QObject>
#include <deque>
#include <limits>
#include <vector>

namespace waxwing {

/// Sends what goes to many: each message is encoded once and handed to all members in slices, so that no turn
/// of the thread is long. What one member gets keeps the order of the calls here, whatever slice it falls
/// into.
class FanOut : public QObject
{
    Q_OBJECT
public:
    explicit FanOut(const Settings &settings, QObject *parent = nullptr);

    void add(HostMember *member); ///< borrowed; gets what is posted from now on
    void remove(HostMember *member);
    [[nodiscard]] const std::vector<HostMember *> &members() const { return m_members; }

    static constexpr quint64 everybody = std::numeric_limits<quint64>::max();
    /// To all whose first pages are older than the change `snapshotBelow`.
    void post(const Message &message, quint64 snapshotBelow = everybody);
    /// To all; without act and target, or the file, to who does not know them. Who gets what was missed gets
    /// it that way, or behind it.
    void post(const Said &said);
    /// To all who know key logs.
    void post(const KeyLogged &message);
    /// To all who know files.
    void post(const FileLimits &message);
    /// To all of other accounts who know of such things.
    void post(const Writes &message, qint64 account);
    /// To one, behind everything posted so far.
    void send(HostMember &member, const Message &message);
    /// The member is brought up to what was posted so far.
    void catchUp(HostMember &member);
    /// Whether everybody has all that was posted.
    [[nodiscard]] bool isIdle() const { return m_posted.empty(); }
    /// Much was handed to links beside it: looks soon whether all of them hold too much.
    void lookAtUnsent() { schedule(); }

Q_SIGNALS:
    void emptied(); ///< idle again
    /// All members together hold too much that is not sent, by so many bytes, and more than half of it
    /// belongs to calls: those with most have to end.
    void callsTooMuch(qint64 bytes);
    /// All members together hold too much that is not sent, most of it not of calls: this one reads worst.
    void worstReaderFound(quint64 member);

private:
    struct Broadcast
    {
        EncodedMessage message;
        EncodedMessage whole = {}; ///< for who has this feature too; empty: as the others
        bool features::Common::*wholeFor = &features::Common::talk;
        quint64 number = 0; ///< of a `said`, else 0
        quint64 snapshotBelow = everybody;
        bool features::Common::*feature = nullptr; ///< only for who has it
        qint64 notFor = 0;                         ///< an account
    };
    void post(Broadcast broadcast);
    static bool isFor(const Broadcast &broadcast, const HostMember &member);
    static void hand(const Broadcast &broadcast, HostMember &member);
    void hold(const Broadcast &broadcast);
    void schedule();
    void slice();
    void limitUnsent();
    void forgetSent();

    const Settings &m_settings;
    std::vector<HostMember *> m_members;
    std::deque<Broadcast> m_posted; ///< not yet with every member
    quint64 m_firstPosted = 0;      ///< index of its front
    std::size_t m_position = 0;     ///< of the slice in m_members
    quint64 m_goal = 0;             ///< members before m_position have everything below it
    bool m_isScheduled = false;
    std::deque<Bytes> m_held; ///< posted contents, oldest first, as long as some link's queue shares them
    qint64 m_heldBytes = 0;
};

} // namespace waxwing
