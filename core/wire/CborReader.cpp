// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CborReader.h"

#include "Limits.h"

#include <QUtf8StringView>
#include <QtEndian>
#include <QFloat16>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace waxwing {

void CborReader::refuse(const char *why)
{
    if (m_why == nullptr)
        m_why = why;
    m_rest = {};
}

BytesView CborReader::take(quint64 size)
{
    if (size > quint64(m_rest.size())) {
        refuse("cut short");
        return {};
    }
    const BytesView taken = m_rest.first(qsizetype(size));
    m_rest = m_rest.sliced(qsizetype(size));
    return taken;
}

quint64 CborReader::bigEndian(int size)
{
    quint64 value = 0;
    for (const char byte : take(quint64(size)))
        value = value << 8 | quint8(byte);
    return value;
}

/// The argument behind an initial byte, in its shortest form only (PROTOCOL 4).
quint64 CborReader::argument(quint8 initialByte)
{
    const quint8 information = initialByte & 0x1F;
    if (information < 24)
        return information;
    if (information > 27) {
        refuse("indefinite length or reserved head");
        return 0;
    }
    const quint64 value = bigEndian(1 << (information - 24));
    static constexpr quint64 smallest[] = {24, 1ULL << 8, 1ULL << 16, 1ULL << 32};
    if (value < smallest[information - 24]) {
        refuse("not the shortest form");
        return 0;
    }
    return value;
}

quint64 CborReader::head(Major wanted, const char *why)
{
    if (m_rest.isEmpty()) {
        refuse("cut short");
        return 0;
    }
    const auto initialByte = quint8(m_rest.front());
    if (Major(initialByte >> 5) != wanted) {
        refuse(why);
        return 0;
    }
    m_rest = m_rest.sliced(1);
    return argument(initialByte);
}

/// A count of items of which each takes some bytes: never more than there can be.
quint64 CborReader::count(quint64 items, quint64 bytesAtLeast)
{
    if (items > quint64(m_rest.size()) / bytesAtLeast) {
        refuse("more items than bytes");
        return 0;
    }
    return items;
}

quint64 CborReader::map()
{
    return count(head(Major::Map, "not a map"), 2);
}

quint64 CborReader::array()
{
    return count(head(Major::Array, "not an array"), 1);
}

quint64 CborReader::anyUnsignedInteger()
{
    return head(Major::Unsigned, "not an unsigned integer");
}

quint64 CborReader::unsignedInteger()
{
    const quint64 value = anyUnsignedInteger();
    if (value > limits::largestInteger) {
        refuse("integer over 2^63 - 1");
        return 0;
    }
    return value;
}

bool CborReader::boolean()
{
    const BytesView byte = take(1);
    if (byte == BytesView("\xF5", 1))
        return true;
    if (byte != BytesView("\xF4", 1))
        refuse("not a boolean");
    return false;
}

BytesView CborReader::byteString()
{
    return take(head(Major::ByteString, "not a byte string"));
}

BytesView CborReader::textString()
{
    const BytesView text = take(head(Major::TextString, "not a text string"));
    if (!QUtf8StringView(text.data(), text.size()).isValidUtf8()) {
        refuse("text is not UTF-8");
        return {};
    }
    return text;
}

QString CborReader::text(quint64 least, quint64 most)
{
    const BytesView utf8 = take(head(Major::TextString, "not a text string"));
    // Most text is ASCII, and done in half the time: each byte is valid, and its own code point.
    const bool isAscii = QtPrivate::isAscii(QLatin1StringView(utf8));
    if (!isAscii && !QUtf8StringView(utf8.data(), utf8.size()).isValidUtf8())
        refuse("text is not UTF-8");
    else if (quint64(utf8.size()) < least || quint64(utf8.size()) > most)
        refuse("text too short or too long");
    else
        return isAscii ? QString::fromLatin1(utf8) : textFromUtf8(utf8);
    return {};
}

bool CborReader::takeText(std::string_view text)
{
    Q_ASSERT(text.size() < 24);
    const auto size = qsizetype(text.size());
    if (m_rest.size() <= size || quint8(m_rest.front()) != (0x60 | quint8(size)) ||
        std::memcmp(m_rest.data() + 1, text.data(), text.size()) != 0)
        return false;
    m_rest = m_rest.sliced(size + 1);
    return true;
}

void CborReader::skipAny(int depth, Utf8 utf8)
{
    if (m_rest.isEmpty())
        return refuse("cut short");
    const auto initialByte = quint8(m_rest.front());
    const auto major = Major(initialByte >> 5);
    if (major == Major::TextString && utf8 == Utf8::Checked) {
        textString();
        return;
    }
    m_rest = m_rest.sliced(1);
    if (major == Major::Simple)
        return skipSimple(initialByte);
    const quint64 value = argument(initialByte);
    if (major == Major::ByteString || major == Major::TextString)
        take(value);
    if (major < Major::Array)
        return;
    if (depth == 0)
        return refuse("too deep");
    if (major == Major::Map)
        return skipMap(count(value, 2), depth, utf8);
    const quint64 items = major == Major::Tag ? 1 : count(value, 1);
    for (quint64 i = 0; i < items && !hasRefused(); ++i)
        skipAny(depth - 1, utf8);
}

void CborReader::skipMap(quint64 pairs, int depth, Utf8 utf8)
{
    BytesView previous;
    for (quint64 i = 0; i < pairs && !hasRefused(); ++i) {
        const BytesView before = m_rest;
        skipAny(depth - 1, utf8);
        const BytesView key = before.first(before.size() - m_rest.size());
        if (i > 0 && !(previous < key))
            refuse("keys not sorted");
        previous = key;
        skipAny(depth - 1, utf8);
    }
}

namespace {

/// Whether no shorter float holds the same value; a NaN has only the half form.
bool isShortestSingle(float value)
{
    return !std::isnan(value) && float(qfloat16(value)) != value;
}

bool isShortestDouble(double value)
{
    if (std::isnan(value) || std::isinf(value))
        return false;
    const bool fits = std::abs(value) <= double(std::numeric_limits<float>::max());
    return !fits || double(float(value)) != value;
}

} // namespace

void CborReader::skipSimple(quint8 initialByte)
{
    switch (initialByte & 0x1F) {
    case 24:
        if (bigEndian(1) < 32)
            refuse("not the shortest form");
        return;
    case 25:
        bigEndian(2);
        return;
    case 26:
        if (!isShortestSingle(std::bit_cast<float>(quint32(bigEndian(4)))))
            refuse("not the shortest form");
        return;
    case 27:
        if (!isShortestDouble(std::bit_cast<double>(bigEndian(8))))
            refuse("not the shortest form");
        return;
    default:
        if ((initialByte & 0x1F) > 27)
            refuse("indefinite length or reserved head");
        return;
    }
}

QString textFromUtf8(BytesView valid)
{
    if (!valid.startsWith("\xEF\xBB\xBF"))
        return QString::fromUtf8(valid);
    return QString::fromUtf8(Bytes("x") + valid.toByteArray()).sliced(1);
}

} // namespace waxwing
