// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Pcapng.h"
#include "TcpPacket.h"
#include "TracedFrame.h"

#include <QHash>

namespace waxwing {

/// Makes blocks of a capture file out of links and frames: bytes in, bytes out. Each link becomes a TCP
/// connection between its real addresses, opened by three packets and ended by three; each frame a packet, or
/// two where it is long, with a comment. In-process links, which no network carried, are left out.
class CaptureEncoder
{
public:
    /// `readable`: a second interface shows what was inside. `program`: name and version.
    CaptureEncoder(bool readable, const QString &program);

    /// What stands first in the file.
    [[nodiscard]] Bytes header() const;
    /// A link that begins now.
    void begin(const TracedLink &link, Bytes &out);
    /// A link that began before: its opening is written with its first frame, where that is still its first.
    void know(const TracedLink &link);
    /// False where it is of a link that is left out.
    bool add(const PassingFrame &frame, Bytes &out);
    /// `ended` holds the time and who ended it.
    void end(const TracedLink &ended, Bytes &out);

private:
    struct Connection
    {
        TracedLink link;
        TcpEnd here;
        TcpEnd there;
        bool isOpened = false;
        quint16 packets[2] = {0, 0}; ///< by direction: came, sent
        quint64 offsets[2] = {0, 0}; ///< of the next byte
    };
    struct Segment
    {
        bool sent = false;
        quint8 flags = 0;
        quint32 sequence = 0;
        quint32 acknowledged = 0;
        BytesView payload;
        QString comment;
    };
    static Connection connectionOf(const TracedLink &link);
    void open(Connection &connection, Bytes &out);
    void openLate(Connection &connection, const PassingFrame &frame, Bytes &out, QString &comment);
    static QString gapBefore(const Connection &connection, const PassingFrame &frame);
    void addReadable(const Connection &connection, const PassingFrame &frame, Bytes &out) const;
    static void append(Connection &connection, qint64 timeNs, const Segment &segment, Bytes &out);

    const bool m_readable;
    const QString m_program;
    QHash<quint64, Connection> m_connections;
};

} // namespace waxwing
