// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QHash>
#include <QString>

#include <vector>

namespace waxwing {

/// A capture file read back, by another hand than the one that wrote it.
struct PcapngReader
{
    struct Interface
    {
        quint16 linkType = 0;
        QHash<quint16, Bytes> options;
    };
    struct Packet
    {
        quint32 on = 0;
        qint64 timeNs = 0;
        Bytes bytes;
        QHash<quint16, Bytes> options;
        [[nodiscard]] QString comment() const { return QString::fromUtf8(options.value(1)); }
        [[nodiscard]] bool isOutbound() const { return options.value(2) == Bytes("\x02\0\0\0", 4); }
    };
    /// A packet of TCP in IP, whose checksums were right.
    struct Segment
    {
        Bytes from; ///< 4 or 16 bytes
        Bytes to;
        quint16 fromPort = 0;
        quint16 toPort = 0;
        quint32 sequence = 0;
        quint32 acknowledged = 0;
        quint8 flags = 0;
        Bytes payload;
    };

    QHash<quint16, Bytes> section;
    std::vector<Interface> interfaces;
    std::vector<Packet> packets;
    QString fault; ///< the first thing that is wrong; empty: nothing

    static PcapngReader read(const Bytes &file);
    /// Of the first interface, in order; sets `fault` where one is wrong.
    std::vector<Segment> segments();
};

} // namespace waxwing
