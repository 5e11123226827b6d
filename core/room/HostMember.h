// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Features.h"
#include "MessageCodec.h"

#include <QMetaObject>
#include <QString>
#include <memory>

namespace waxwing {

class Link;

/// How far a member is that gets what it missed, while it does (PROTOCOL 8.9).
struct MemberReplay
{
    quint64 next = 1;       ///< what is read next, or what lies above it
    bool isLastLap = false; ///< what is being read is the last: what is said meanwhile comes behind it
    struct Behind
    {
        EncodedMessage message;
        quint64 number = 0;
    };
    std::vector<Behind> behind = {};
    struct HeldAck
    {
        quint64 counter = 0;
        quint64 number = 0; ///< sent when this has come
    };
    std::optional<HeldAck> ack = {};
    QMetaObject::Connection drained = {};
};

/// One linked device of somebody in the room, as the host keeps it.
struct HostMember
{
    quint64 id = 0;       ///< of this link in this run; never 0, never given twice
    Link *link = nullptr; ///< borrowed: the host's door owns it
    qint64 account = 0;
    QString name;
    Bytes identity;
    Bytes device;
    features::Common common = {}; ///< capabilities that both sides named (PROTOCOL 4)
    bool isKeyLogging = false;    ///< as it says

    // What was sent (FanOut).
    quint64 nextBroadcast = 0;
    quint64 snapshot = 0;   ///< changes of the roster up to this one were in its first pages
    quint64 sentNumber = 0; ///< of the last `said`
    quint64 replayedTo = 0; ///< `said` up to it come, or came, from what is kept
    std::unique_ptr<MemberReplay> replay = {}; ///< null: it has all that was missed
    std::size_t place = 0;

    // What came.
    quint64 firstNumber = 1; ///< of the first `said` on this link
    quint64 receivedNumber = 0;
    quint64 readNumber = 0;
    quint64 highestCounter = 0; ///< of a `say`, stored or on its way there
    int unacknowledged = 0;
};

} // namespace waxwing
