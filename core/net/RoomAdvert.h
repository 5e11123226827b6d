// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DnsMessage.h"
#include "Fingerprint.h"
#include "Messages.h"

namespace waxwing {

/// What a room says of itself on the network (PROTOCOL 15). Whoever reads it knows nothing more than that
/// somebody said so.
struct RoomAdvert
{
    QString room; ///< also the instance's name, where that is still free
    quint16 port = 0;
    Fingerprint key;
    QString host; ///< name of the host's person; empty: none
    int people = 0;
    Registration registration = Registration::Open;

    static DnsName service(); ///< _waxwing._tcp.local
    [[nodiscard]] DnsText text() const;
    /// The instance's name: the room's, in the end with " (turn)", cut to fit a label.
    [[nodiscard]] Bytes label(int turn) const;

    /// Refuses (Malformed) a label that is no room's name, no key or one of another length, a version that is
    /// not 1, a host's name that is no text of at most 128 bytes. A count that is none becomes -1.
    static Result<RoomAdvert> read(const Bytes &label, const DnsText &text, quint16 port);
};

} // namespace waxwing
