// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PcapngReader.h"

#include <QtEndian>

namespace waxwing {

namespace {

quint32 little32(BytesView bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.data() + at);
}
quint16 little16(BytesView bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.data() + at);
}
quint32 big32(BytesView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}
quint16 big16(BytesView bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.data() + at);
}

bool readOptions(BytesView bytes, QHash<quint16, Bytes> &into)
{
    while (bytes.size() >= 4) {
        const quint16 code = little16(bytes, 0);
        const qsizetype size = little16(bytes, 2);
        const qsizetype padded = (size + 3) / 4 * 4;
        if (padded > bytes.size() - 4)
            return false;
        if (code == 0)
            return size == 0 && bytes.size() == 4;
        into.insert(code, bytes.sliced(4, size).toByteArray());
        bytes = bytes.sliced(4 + padded);
    }
    return false; // no end of options
}

quint16 onesComplementSum(const Bytes &bytes)
{
    const Bytes even = bytes.size() % 2 == 0 ? bytes : bytes + '\0';
    quint32 sum = 0;
    for (qsizetype i = 0; i < even.size(); i += 2) {
        sum += big16(even, i);
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return quint16(sum);
}

} // namespace

PcapngReader PcapngReader::read(const Bytes &file)
{
    PcapngReader found;
    BytesView rest(file);
    while (!rest.isEmpty() && found.fault.isEmpty()) {
        if (rest.size() < 12 || little32(rest, 4) % 4 != 0 || little32(rest, 4) > quint32(rest.size()) ||
            little32(rest, 4) != little32(rest, qsizetype(little32(rest, 4)) - 4)) {
            found.fault = QStringLiteral("a block of a wrong length");
            break;
        }
        const quint32 type = little32(rest, 0);
        const BytesView body = rest.sliced(8, qsizetype(little32(rest, 4)) - 12);
        rest = rest.sliced(qsizetype(little32(rest, 4)));
        bool good = false;
        if (type == 0x0A0D0D0A) {
            good = little32(body, 0) == 0x1A2B3C4D && little16(body, 4) == 1 &&
                   readOptions(body.sliced(16), found.section);
        } else if (type == 1) {
            Interface described;
            described.linkType = little16(body, 0);
            good = little32(body, 4) == 0 && readOptions(body.sliced(8), described.options);
            found.interfaces.push_back(described);
        } else if (type == 6) {
            Packet packet;
            packet.on = little32(body, 0);
            packet.timeNs = qint64(quint64(little32(body, 4)) << 32 | little32(body, 8));
            const auto size = qsizetype(little32(body, 12));
            packet.bytes = body.sliced(20, size).toByteArray();
            good = little32(body, 16) == quint32(size) && packet.on < found.interfaces.size() &&
                   readOptions(body.sliced(20 + (size + 3) / 4 * 4), packet.options);
            found.packets.push_back(packet);
        }
        if (!good)
            found.fault = QStringLiteral("a block of type %1 that is wrong").arg(type);
    }
    return found;
}

std::vector<PcapngReader::Segment> PcapngReader::segments()
{
    std::vector<Segment> all;
    for (const Packet &packet : packets) {
        if (packet.on != 0)
            continue;
        const Bytes &bytes = packet.bytes;
        const bool isIpv4 = quint8(bytes[0]) == 0x45;
        const bool isIpv6 = quint8(bytes[0]) == 0x60;
        const qsizetype header = isIpv4 ? 20 : 40;
        const qsizetype addresses = isIpv4 ? 12 : 8;
        const qsizetype addressSize = isIpv4 ? 4 : 16;
        Segment segment;
        segment.from = bytes.sliced(addresses, addressSize);
        segment.to = bytes.sliced(addresses + addressSize, addressSize);
        const Bytes tcp = bytes.sliced(header);
        const quint8 protocol = quint8(bytes[isIpv4 ? 9 : 6]);
        const quint16 told = isIpv4 ? big16(bytes, 2) : big16(bytes, 4);
        const bool isSized = told == (isIpv4 ? bytes.size() : tcp.size());
        Bytes pseudo = segment.from + segment.to + Bytes(4, '\0') + Bytes("\0\0\0\6", 4);
        qToBigEndian(quint32(tcp.size()), pseudo.data() + 2 * addressSize);
        if ((!isIpv4 && !isIpv6) || protocol != 6 || !isSized ||
            (isIpv4 && onesComplementSum(bytes.first(20)) != 0xFFFF) ||
            onesComplementSum(pseudo + tcp) != 0xFFFF)
            fault = QStringLiteral("packet %1 is wrong").arg(all.size());
        segment.fromPort = big16(tcp, 0);
        segment.toPort = big16(tcp, 2);
        segment.sequence = big32(tcp, 4);
        segment.acknowledged = big32(tcp, 8);
        segment.flags = quint8(tcp[13]);
        segment.payload = tcp.sliced((quint8(tcp[12]) >> 4) * 4);
        all.push_back(segment);
    }
    return all;
}

} // namespace waxwing
