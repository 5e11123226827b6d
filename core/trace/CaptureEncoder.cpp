// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CaptureEncoder.h"

#include "CaptureText.h"

#include <QSysInfo>
#include <QtEndian>

namespace waxwing {

namespace {

enum Interfaces : quint32 { Wire = 0, Readable = 1 };

// Of an exported packet (Wireshark, epan/exported_pdu.h).
enum UpperPduTag : quint16 {
    EndOfTags = 0,
    DissectorName = 12,
    Ipv4Source = 20,
    Ipv4Target = 21,
    Ipv6Source = 22,
    Ipv6Target = 23,
    PortType = 24,
    SourcePort = 25,
    TargetPort = 26,
};
constexpr quint32 portTypeTcp = 2;

void appendTag(Bytes &out, quint16 tag, const Bytes &value)
{
    Bytes head(4, '\0');
    qToBigEndian(tag, head.data());
    qToBigEndian(quint16(value.size()), head.data() + 2);
    out += head + value;
    while (out.size() % 4 != 0)
        out.append('\0');
}

Bytes bigEndian(quint32 value)
{
    Bytes bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

void appendAddress(Bytes &out, const QHostAddress &address, UpperPduTag ipv4, UpperPduTag ipv6)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return appendTag(out, ipv4, bigEndian(address.toIPv4Address()));
    const Q_IPV6ADDR raw = address.toIPv6Address();
    appendTag(out, ipv6, Bytes(reinterpret_cast<const char *>(raw.c), sizeof raw.c));
}

/// Wireshark takes no packet over 262,144 bytes, and then no file that has one.
Bytes cutText(Bytes utf8)
{
    constexpr qsizetype longestText = 200'000;
    if (utf8.size() <= longestText)
        return utf8;
    qsizetype end = longestText;
    while (end > 0 && (quint8(utf8[end]) & 0xC0) == 0x80) // not within a character
        --end;
    const Bytes size = Bytes::number(utf8.size());
    return utf8.first(end) + "\n(cut here: the whole would be " + size + " bytes)\n";
}

/// What the named dissector is handed, with the ends that it is shown between.
Bytes upperPdu(const TcpEnd &from, const TcpEnd &to, const QString &text)
{
    Bytes out;
    appendTag(out, DissectorName, QByteArrayLiteral("data-text-lines"));
    appendAddress(out, from.address, Ipv4Source, Ipv6Source);
    appendAddress(out, to.address, Ipv4Target, Ipv6Target);
    appendTag(out, PortType, bigEndian(portTypeTcp));
    appendTag(out, SourcePort, bigEndian(from.port));
    appendTag(out, TargetPort, bigEndian(to.port));
    appendTag(out, EndOfTags, {});
    return out + cutText(text.toUtf8());
}

pcapng::Direction directionOf(bool sent)
{
    return sent ? pcapng::Direction::Outbound : pcapng::Direction::Inbound;
}

/// The first byte of a stream has sequence number 1; over 4 GiB it begins anew, as TCP's does.
quint32 sequenceOf(quint64 offset)
{
    return quint32(offset + 1);
}

} // namespace

CaptureEncoder::CaptureEncoder(bool readable, const QString &program)
    : m_readable(readable), m_program(program)
{}

Bytes CaptureEncoder::header() const
{
    Bytes out;
    pcapng::append(
        out,
        pcapng::Section{QSysInfo::currentCpuArchitecture(), QSysInfo::prettyProductName(),
                        m_program + QStringLiteral(", written by the program, not captured from a network"),
                        QStringLiteral("Addresses, ports and every byte of TCP payload are those that "
                                       "the program's sockets carried. The packets around them were "
                                       "made for this file: their headers, sizes, opening, "
                                       "acknowledgements and end are not those of the network.")});
    pcapng::append(out, pcapng::Interface{pcapng::linkTypeRaw, QStringLiteral("waxwing"),
                                          QStringLiteral("What the program's sockets carried")});
    if (m_readable)
        pcapng::append(out,
                       pcapng::Interface{pcapng::linkTypeUpperPdu, QStringLiteral("waxwing-readable"),
                                         QStringLiteral("What was inside, opened by the program: this never "
                                                        "travelled so")});
    return out;
}

CaptureEncoder::Connection CaptureEncoder::connectionOf(const TracedLink &link)
{
    Connection connection;
    connection.link = link;
    connection.here = {QHostAddress(link.localAddress), link.localPort};
    connection.there = {QHostAddress(link.peerAddress), link.peerPort};
    return connection;
}

void CaptureEncoder::begin(const TracedLink &link, Bytes &out)
{
    if (link.isLocal)
        return;
    open(*m_connections.insert(link.id, connectionOf(link)), out);
}

void CaptureEncoder::know(const TracedLink &link)
{
    if (!link.isLocal)
        m_connections.insert(link.id, connectionOf(link));
}

void CaptureEncoder::open(Connection &connection, Bytes &out)
{
    const bool guestIsHere = !connection.link.isHostSide;
    const qint64 time = connection.link.startNs;
    connection.isOpened = true;
    append(connection, time, {guestIsHere, TcpPacket::Syn, 0, 0, {}, QStringLiteral("The guest connects.")},
           out);
    append(connection, time, {!guestIsHere, TcpPacket::Syn | TcpPacket::Acknowledges, 0, 1, {}, {}}, out);
    append(connection, time, {guestIsHere, TcpPacket::Acknowledges, 1, 1, {}, {}}, out);
}

void CaptureEncoder::openLate(Connection &connection, const PassingFrame &frame, Bytes &out, QString &comment)
{
    connection.isOpened = true;
    if (frame.streamOffset == 0 && frame.otherOffset == 0)
        return open(connection, out);
    comment = QStringLiteral("The beginning of this connection is no longer kept: %1 bytes of this direction "
                             "and %2 of the other went before. ")
                  .arg(frame.streamOffset)
                  .arg(frame.otherOffset);
}

/// What was forgotten between two frames, while those before were written.
QString CaptureEncoder::gapBefore(const Connection &connection, const PassingFrame &frame)
{
    const quint64 own = frame.streamOffset - connection.offsets[frame.sent];
    const quint64 other = frame.otherOffset - connection.offsets[!frame.sent];
    if (own == 0 && other == 0)
        return {};
    return QStringLiteral("Before this, %1 bytes of this direction and %2 of the other are no longer kept. ")
        .arg(own)
        .arg(other);
}

bool CaptureEncoder::add(const PassingFrame &frame, Bytes &out)
{
    const auto found = m_connections.find(frame.link);
    if (found == m_connections.end())
        return false;
    Connection &connection = *found;
    QString comment;
    if (!connection.isOpened)
        openLate(connection, frame, out, comment);
    else
        comment = gapBefore(connection, frame);
    comment += captureText::outside(connection.link, frame);
    if (m_readable) {
        if (const QString inside = captureText::inside(frame); !inside.isEmpty())
            comment += u' ' + inside;
    }
    const BytesView bytes = frame.bytes;
    for (qsizetype at = 0; at < bytes.size(); at += TcpPacket::longestPayload) {
        const qsizetype size = qMin(TcpPacket::longestPayload, bytes.size() - at);
        append(connection, frame.timeNs,
               {frame.sent, TcpPacket::Push | TcpPacket::Acknowledges,
                sequenceOf(frame.streamOffset + quint64(at)), sequenceOf(frame.otherOffset),
                bytes.sliced(at, size), at == 0 ? comment : QStringLiteral("The rest of the frame before.")},
               out);
    }
    connection.offsets[frame.sent] = frame.streamOffset + quint64(frame.bytes.size());
    connection.offsets[!frame.sent] = frame.otherOffset;
    if (m_readable)
        addReadable(connection, frame, out);
    return true;
}

void CaptureEncoder::addReadable(const Connection &connection, const PassingFrame &frame, Bytes &out) const
{
    const QString text = captureText::readable(connection.link, frame);
    if (text.isEmpty())
        return;
    const TcpEnd &from = frame.sent ? connection.here : connection.there;
    const TcpEnd &to = frame.sent ? connection.there : connection.here;
    const Bytes pdu = upperPdu(from, to, text);
    pcapng::append(out, pcapng::Packet{Readable, frame.timeNs, pdu, {}, directionOf(frame.sent)});
}

/// Who got the last word closes at once, the other one then (PROTOCOL 9.3).
void CaptureEncoder::end(const TracedLink &ended, Bytes &out)
{
    const auto found = m_connections.find(ended.id);
    if (found == m_connections.end())
        return;
    Connection connection = std::move(*found);
    m_connections.erase(found);
    if (!connection.isOpened)
        return; // nothing of it is kept
    const bool first = ended.endedByPeer;
    const quint32 ours = sequenceOf(connection.offsets[first]);
    const quint32 theirs = sequenceOf(connection.offsets[!first]);
    constexpr quint8 fin = TcpPacket::Fin | TcpPacket::Acknowledges;
    QString comment = QStringLiteral("The connection ends.");
    if (m_readable)
        comment += QStringLiteral(" Why: %1.").arg(codeName(ended.end.code));
    if (ended.notKept > 0)
        comment += QStringLiteral(" %1 bytes more came behind the last word, and were thrown away unseen.")
                       .arg(ended.notKept);
    append(connection, ended.endNs, {first, fin, ours, theirs, {}, comment}, out);
    append(connection, ended.endNs, {!first, fin, theirs, ours + 1, {}, {}}, out);
    append(connection, ended.endNs, {first, TcpPacket::Acknowledges, ours + 1, theirs + 1, {}, {}}, out);
}

void CaptureEncoder::append(Connection &connection, qint64 timeNs, const Segment &segment, Bytes &out)
{
    TcpPacket packet;
    packet.from = segment.sent ? connection.here : connection.there;
    packet.to = segment.sent ? connection.there : connection.here;
    packet.sequence = segment.sequence;
    packet.acknowledged = segment.acknowledged;
    packet.flags = segment.flags;
    packet.number = ++connection.packets[segment.sent];
    packet.payload = segment.payload;
    const Bytes bytes = packet.bytes();
    pcapng::append(out, pcapng::Packet{Wire, timeNs, bytes, segment.comment, directionOf(segment.sent)});
}

} // namespace waxwing
