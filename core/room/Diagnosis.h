// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FoundRoom.h"

namespace waxwing {

/// Why a room could not be reached, and what was looked at to say so.
struct Diagnosis
{
    enum class Cause {
        Unclear,    ///< no more than the code says
        NoNetwork,  ///< this PC has none
        OwnPc,      ///< the address is this PC's, and nothing listens on the port
        Refused,    ///< the machine is on, nothing listens on the port
        PortSilent, ///< the machine is on, the port says nothing: a firewall
        SilentNear, ///< nothing came back, though the address is on a network of this PC
        SilentFar,  ///< nothing came back, and it is on none
        NobodyNear, ///< on a network of this PC, and no machine has the address
        NoWay,      ///< no route leads there
        NotWaxwing, ///< somebody answered who does not speak the protocol
        Moved,      ///< the same room is announced in another place
        Nearby,     ///< at that address a room is announced on another port
        AnswersNow
    };
    enum class Answer { NotAsked, Open, Refused, Silent, Unreachable };
    /// An address of this PC.
    struct Own
    {
        QString interface;
        QString address;
        int prefix = 0;
        bool isLoopback = false;
    };
    /// An address that was tried.
    struct Place
    {
        HostAddress address;
        Answer port = Answer::NotAsked;
        Answer otherPort = Answer::NotAsked; ///< whether the machine is on, where the port was silent
        qint64 afterMs = 0;
        QString detail;     ///< the system's words
        bool isOwn = false; ///< of this PC
        QString network;    ///< of this PC, that it is in: "192.168.1.0/24 (eth0)"; empty: none
    };

    Cause cause = Cause::Unclear;
    Error error; ///< that joining ended with
    QList<Own> own;
    QList<Place> places;  ///< the one that came nearest to a room first
    bool mayFind = false; ///< announcements are listened to
    int roomsFound = 0;
    std::optional<FoundRoom> elsewhere; ///< Moved, Nearby
};

/// Whether looking further tells more than this code: nobody was reached.
bool isWorthExamining(Code code);

/// Judges what was looked at. `target` is where the way led, `found` what is announced.
Diagnosis diagnose(Diagnosis looked, const JoinTarget &target, const QList<FoundRoom> &found);

} // namespace waxwing
