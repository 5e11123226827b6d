// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>

/// Blocks of a capture file as Wireshark reads them (draft-ietf-opsawg-pcapng), little-endian. Texts longer
/// than an option holds (65,535 bytes) are cut.
namespace waxwing::pcapng {

constexpr quint16 linkTypeRaw = 101;      ///< IPv4 or IPv6 without anything below
constexpr quint16 linkTypeUpperPdu = 252; ///< what a named dissector of Wireshark is handed

struct Section
{
    QString hardware;
    QString system;
    QString program;
    QString comment;
};

struct Interface
{
    quint16 linkType = linkTypeRaw;
    QString name;
    QString description;
};

enum class Direction : quint8 { Unknown = 0, Inbound = 1, Outbound = 2 };

struct Packet
{
    quint32 on = 0;    ///< number of the interface, in the order in which they were described
    qint64 timeNs = 0; ///< since 1970, UTC
    BytesView bytes;
    QString comment; ///< empty: none
    Direction direction = Direction::Unknown;
};

void append(Bytes &out, const Section &section);
void append(Bytes &out, const Interface &described); ///< times in nanoseconds
void append(Bytes &out, const Packet &packet);

/// How many of the first `size` bytes make whole blocks.
qsizetype wholeBlocks(BytesView blocks, qsizetype size);

} // namespace waxwing::pcapng
