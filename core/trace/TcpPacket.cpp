// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TcpPacket.h"

#include <QtEndian>

namespace waxwing {

namespace {

constexpr quint8 tcpProtocol = 6;
constexpr quint8 hops = 64;
constexpr quint16 dontFragment = 0x4000;
constexpr quint16 window = 0xFFFF; // scaled: nobody is ever told to wait
constexpr qsizetype tcpHeaderSize = 20;
constexpr qsizetype ipv4HeaderSize = 20;
constexpr qsizetype tcpChecksumAt = 16;
constexpr qsizetype ipv4ChecksumAt = 10;
// Maximum segment size 65,475 (the longest in IPv6), no operation, window scale 14.
constexpr BytesView synOptions("\x02\x04\xff\xc3\x01\x03\x03\x0e", 8);

template <class Integer> void append(Bytes &out, Integer value)
{
    const Integer big = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&big), sizeof big);
}

/// RFC 1071; `sum` is carried on from what stands before.
quint32 sumOf(BytesView bytes, quint32 sum = 0)
{
    quint64 total = sum;
    const qsizetype pairs = bytes.size() / 2;
    for (qsizetype i = 0; i < pairs; ++i)
        total += qFromBigEndian<quint16>(bytes.data() + 2 * i);
    if (bytes.size() % 2 != 0)
        total += quint32(quint8(bytes.back())) << 8;
    while (total >> 16 != 0)
        total = (total & 0xFFFF) + (total >> 16);
    return quint32(total);
}

void putChecksum(Bytes &bytes, qsizetype at, quint32 sum)
{
    qToBigEndian(quint16(~sum), bytes.data() + at);
}

Bytes ipv4(const QHostAddress &address)
{
    Bytes bytes;
    append(bytes, address.toIPv4Address());
    return bytes;
}

Bytes ipv6(const QHostAddress &address)
{
    const Q_IPV6ADDR raw = address.toIPv6Address(); // maps an IPv4 address
    return Bytes(reinterpret_cast<const char *>(raw.c), sizeof raw.c);
}

bool isIpv4(const QHostAddress &address)
{
    return address.protocol() != QAbstractSocket::IPv6Protocol;
}

} // namespace

Bytes TcpPacket::bytes() const
{
    Q_ASSERT(payload.size() <= longestPayload);
    const BytesView options = (flags & Syn) != 0 ? synOptions : BytesView();
    Bytes segment;
    segment.reserve(tcpHeaderSize + options.size() + payload.size());
    append(segment, from.port);
    append(segment, to.port);
    append(segment, sequence);
    append(segment, acknowledged);
    append(segment, quint8((tcpHeaderSize + options.size()) / 4 << 4));
    append(segment, flags);
    append(segment, window);
    append(segment, quint32(0)); // checksum, urgent pointer
    segment.append(options);
    segment.append(payload);

    const bool asIpv4 = isIpv4(from.address) && isIpv4(to.address);
    const Bytes source = asIpv4 ? ipv4(from.address) : ipv6(from.address);
    const Bytes target = asIpv4 ? ipv4(to.address) : ipv6(to.address);
    Bytes pseudo = source + target;
    append(pseudo, quint32(segment.size()));
    append(pseudo, quint32(tcpProtocol));
    putChecksum(segment, tcpChecksumAt, sumOf(segment, sumOf(pseudo)));

    Bytes packet;
    if (asIpv4) {
        append(packet, quint16(0x4500));
        append(packet, quint16(ipv4HeaderSize + segment.size()));
        append(packet, number);
        append(packet, dontFragment);
        append(packet, hops);
        append(packet, tcpProtocol);
        append(packet, quint16(0)); // checksum
        packet += source + target;
        putChecksum(packet, ipv4ChecksumAt, sumOf(packet));
    } else {
        append(packet, quint32(0x60000000));
        append(packet, quint16(segment.size()));
        append(packet, tcpProtocol);
        append(packet, hops);
        packet += source + target;
    }
    return packet + segment;
}

} // namespace waxwing
