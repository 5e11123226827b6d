// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Pcapng.h"

#include <QtEndian>

namespace waxwing::pcapng {

namespace {

enum BlockType : quint32 { SectionHeader = 0x0A0D0D0A, InterfaceDescription = 1, EnhancedPacket = 6 };
enum OptionCode : quint16 {
    EndOfOptions = 0,
    Comment = 1,
    // of a section
    Hardware = 2,
    OperatingSystem = 3,
    UserApplication = 4,
    // of an interface
    InterfaceName = 2,
    InterfaceText = 3,
    TimeResolution = 9,
    // of a packet
    PacketFlags = 2,
};
constexpr quint32 byteOrderMagic = 0x1A2B3C4D;
constexpr qsizetype typeAndLength = 8;
constexpr qsizetype longestOption = 0xFFFF;
constexpr char nanoseconds = 9; ///< 10^-9 s

template <class Integer> void appendInteger(Bytes &out, Integer value)
{
    const Integer little = qToLittleEndian(value);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

void pad(Bytes &out)
{
    while (out.size() % 4 != 0)
        out.append('\0');
}

void appendOption(Bytes &out, quint16 code, BytesView value)
{
    appendInteger(out, code);
    appendInteger(out, quint16(value.size()));
    out.append(value);
    pad(out);
}

void appendText(Bytes &out, quint16 code, const QString &text)
{
    Bytes utf8 = text.toUtf8();
    if (utf8.isEmpty())
        return;
    if (utf8.size() > longestOption) {
        utf8.truncate(longestOption);
        while (!QUtf8StringView(utf8.constData(), utf8.size()).isValidUtf8())
            utf8.chop(1);
    }
    appendOption(out, code, utf8);
}

void appendBlock(Bytes &out, BlockType type, const Bytes &body)
{
    const auto length = quint32(body.size() + 12);
    appendInteger(out, quint32(type));
    appendInteger(out, length);
    out.append(body);
    appendInteger(out, length);
}

} // namespace

void append(Bytes &out, const Section &section)
{
    Bytes body;
    appendInteger(body, byteOrderMagic);
    appendInteger(body, quint16(1)); // version 1.0
    appendInteger(body, quint16(0));
    appendInteger(body, qint64(-1)); // up to the end of the file
    appendText(body, Hardware, section.hardware);
    appendText(body, OperatingSystem, section.system);
    appendText(body, UserApplication, section.program);
    appendText(body, Comment, section.comment);
    appendOption(body, EndOfOptions, {});
    appendBlock(out, SectionHeader, body);
}

void append(Bytes &out, const Interface &described)
{
    Bytes body;
    appendInteger(body, described.linkType);
    appendInteger(body, quint16(0));
    appendInteger(body, quint32(0)); // packets are whole
    appendText(body, InterfaceName, described.name);
    appendText(body, InterfaceText, described.description);
    appendOption(body, TimeResolution, BytesView(&nanoseconds, 1));
    appendOption(body, EndOfOptions, {});
    appendBlock(out, InterfaceDescription, body);
}

void append(Bytes &out, const Packet &packet)
{
    Bytes body;
    body.reserve(packet.bytes.size() + packet.comment.size() + 64);
    appendInteger(body, packet.on);
    appendInteger(body, quint32(quint64(packet.timeNs) >> 32));
    appendInteger(body, quint32(quint64(packet.timeNs)));
    appendInteger(body, quint32(packet.bytes.size()));
    appendInteger(body, quint32(packet.bytes.size()));
    body.append(packet.bytes);
    pad(body);
    appendText(body, Comment, packet.comment);
    if (packet.direction != Direction::Unknown) {
        Bytes flags;
        appendInteger(flags, quint32(packet.direction));
        appendOption(body, PacketFlags, flags);
    }
    appendOption(body, EndOfOptions, {});
    appendBlock(out, EnhancedPacket, body);
}

qsizetype wholeBlocks(BytesView blocks, qsizetype size)
{
    qsizetype whole = 0;
    while (size - whole >= typeAndLength) {
        const auto length = qsizetype(qFromLittleEndian<quint32>(blocks.data() + whole + 4));
        if (length > size - whole)
            break;
        whole += length;
    }
    return whole;
}

} // namespace waxwing::pcapng
