// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

namespace waxwing {

/// A room that somebody on this network speaks of. All of it is a claim: who it really is shows in the
/// handshake.
struct FoundRoom
{
    Bytes id; ///< the same as long as it is there
    QString name;
    QString host;    ///< name of the host's person; empty: none told
    int people = -1; ///< -1: not told
    Registration registration = Registration::Open;
    QList<HostAddress> addresses; ///< nearest first, never empty
    QStringList interfaces;       ///< of this PC, that it was heard on
    Fingerprint key;
    Bytes pinnedDigest; ///< of the pin that the key is claimed to be; empty: not known here

    /// Another room would have to have this key to be taken for one that was met before.
    [[nodiscard]] bool isKnown() const { return !pinnedDigest.isEmpty(); }
    /// As a typed address; where the key is pinned, with that key and no other.
    [[nodiscard]] JoinTarget target() const
    {
        JoinTarget target;
        target.addresses = addresses;
        target.pinnedDigest = pinnedDigest;
        return target;
    }
    friend bool operator==(const FoundRoom &, const FoundRoom &) = default;
};

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::FoundRoom)
