// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "Scram.h"

#include <QString>

/// What the host's program and the members' program of a benchmark agree on.
namespace waxwing::bench {

inline constexpr qsizetype textSize = 256; ///< of the one message, bytes
inline constexpr int gatherMs = 200;       ///< a member's `received` and `read`, as every guest's

/// Bytes on the wire. Sealed: whole frames; plain: the content alone, as it would go over TLS.
struct WireSizes
{
    qsizetype say = 0;
    qsizetype said = 0;
    qsizetype received = 0; ///< and `read`
    qsizetype answer = 0;   ///< `ack`, `delivered` and `seen`, to the speaker
    qsizetype update = 0;   ///< behind every fifth `said`; none over TLS
};
WireSizes sealedSizes();
WireSizes plainSizes();

/// Tags of what goes over bare and TLS sockets: the first byte of a message.
inline constexpr char sayTag = 'S';
inline constexpr char saidTag = 'D';
inline constexpr char receivedTag = 'R';
inline constexpr char answerTag = 'A';
inline constexpr char tradeTag = 'T';

QString memberName(int index);
/// What a member has of its password; the host's half is scramVerifier() of it. No PBKDF2 is computed.
ScramClientKeys memberKeys(int index);

/// Limits that let a thousand members in from one address, however slowly, and no ping between measurements.
Settings benchSettings();

} // namespace waxwing::bench
