// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"
#include "Result.h"

namespace waxwing {

/// A content ready to be sealed; shared by all links that send it.
struct EncodedMessage
{
    Bytes content;             ///< deterministic CBOR, before padding
    bool countsAsTalk = false; ///< isTalk(): counts towards the key update (PROTOCOL 5.4)
};

/// Content of a record as deterministic CBOR (PROTOCOL 4).
EncodedMessage encode(const Message &message);
/// Refuses (Code::Malformed) unknown and missing fields, other types, sizes and orders, trailing bytes, and
/// whatever differs from its own re-encoding.
Result<Message> decodeMessage(BytesView content);

Bytes encode(const GuestHello &hello); ///< the body of frame 1
Bytes encode(const HostHello &hello);
Result<GuestHello> decodeGuestHello(BytesView body);
Result<HostHello> decodeHostHello(BytesView body);
/// The `version` of a hello of any version: a map of any deterministic CBOR (PROTOCOL 6.1).
Result<quint64> helloVersion(BytesView body);

/// Say, said and tell: what counts towards the key update (PROTOCOL 5.4).
bool isTalk(const Message &message);
/// The value of "type", for logs and the wire dock.
QLatin1StringView messageName(const Message &message);

} // namespace waxwing
