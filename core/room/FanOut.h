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
    /// To all whose first pages are older than the change `snapshotBelow`; `number` of a `said`, else 0.
    void post(const Message &message, quint64 number = 0, quint64 snapshotBelow = everybody);
    /// To one, behind everything posted so far.
    void send(HostMember &member, const Message &message);
    /// The member is brought up to what was posted so far.
    void catchUp(HostMember &member);
    /// Whether everybody has all that was posted.
    [[nodiscard]] bool isIdle() const { return m_posted.empty(); }

Q_SIGNALS:
    void emptied(); ///< idle again
    /// All members together hold too much that is not sent: this one reads worst.
    void worstReaderFound(quint64 member);

private:
    struct Broadcast
    {
        EncodedMessage message;
        quint64 number = 0;
        quint64 snapshotBelow = everybody;
    };
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
