// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectCalls.h"

namespace waxwing {

/// A device of somebody, and the call or link to it.
struct DirectCalls::Peer
{
    Peer(const Party &who, Random &random) : party(who), backoff(random) {}
    Party party;
    Stage stage = Stage::Idle;
    bool isOurs = false; ///< the call under way
    bool isWanted = false;
    Bytes call;
    QPointer<Link> link;
    QPointer<Link> parting; ///< said its last word, and waits for the other side to hang up
    ReconnectSchedule backoff;
    qint64 notBeforeMs = 0;
    qint64 begunMs = 0; ///< the handshake
    qint64 usedMs = 0;
    quint64 turn = 0; ///< of what is under way in the pool
};

} // namespace waxwing
