// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>

namespace waxwing {

class Link;

/// One linked device of somebody in the room, as the host keeps it.
struct HostMember
{
    quint64 id = 0;       ///< of this link in this run; never 0, never given twice
    Link *link = nullptr; ///< borrowed: the host's door owns it
    qint64 account = 0;
    QString name;
    Bytes identity;
    Bytes device;

    // What was sent (FanOut).
    quint64 nextBroadcast = 0;
    quint64 snapshot = 0;   ///< changes of the roster up to this one were in its first pages
    quint64 sentNumber = 0; ///< of the last `said`
    std::size_t place = 0;

    // What came.
    quint64 firstNumber = 1; ///< of the first `said` on this link
    quint64 receivedNumber = 0;
    quint64 highestCounter = 0; ///< of a `say`, stored or on its way there
    int unacknowledged = 0;
};

} // namespace waxwing
