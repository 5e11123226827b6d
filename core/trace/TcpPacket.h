// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QHostAddress>

namespace waxwing {

/// One end of a TCP connection.
struct TcpEnd
{
    QHostAddress address;
    quint16 port = 0;
};

/// One TCP segment as an IP packet carries it (RFC 791, RFC 8200, RFC 9293), made for a capture file: nobody
/// sends it.
struct TcpPacket
{
    enum Flag : quint8 { Fin = 0x01, Syn = 0x02, Push = 0x08, Acknowledges = 0x10 };

    static constexpr qsizetype longestPayload = 60'000;

    TcpEnd from;
    TcpEnd to;
    quint32 sequence = 0;
    quint32 acknowledged = 0;
    quint8 flags = Acknowledges;
    quint16 number = 0; ///< IPv4's identification
    BytesView payload;  ///< at most longestPayload

    /// Headers with right checksums, and the payload. IPv4 where both addresses are, else IPv6, an IPv4
    /// address mapped. Of a SYN the options are those that let a reader follow segments of this size.
    [[nodiscard]] Bytes bytes() const;
};

} // namespace waxwing
