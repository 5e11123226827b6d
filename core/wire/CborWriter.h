// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QStringEncoder>

#include <array>
#include <cstring>
#include <string_view>

namespace waxwing {

/// Where a CborWriter's bytes go: behind what is there already.
struct AppendSink
{
    Bytes &out;
    void put(const char *data, qsizetype size) { out.append(data, size); }
    /// So much comes now, and a little behind it. Short strings are left to the growth of `out`.
    void expect(qsizetype size)
    {
        if (size >= 256)
            out.reserve(out.size() + size + 128);
    }
    /// Text of ASCII alone, in one pass; else nothing, and false.
    bool putAscii(QStringView text);
    [[nodiscard]] qsizetype mark() const { return out.size(); }
    void goBack(qsizetype mark) { out.resize(mark); }
};

inline bool AppendSink::putAscii(QStringView text)
{
    constexpr qsizetype atOnce = 1'024;
    QStringEncoder utf8(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    expect(text.size() + (text.size() > atOnce ? 3 * atOnce : 0));
    for (qsizetype at = 0; at < text.size(); at += atOnce) {
        const QStringView next = text.sliced(at, qMin(text.size() - at, atOnce));
        const qsizetype start = out.size();
        out.resize(start + 3 * next.size()); // what it may become at most
        const char *end = utf8.appendToBuffer(out.data() + start, next);
        if (end - (out.constData() + start) != next.size())
            return false; // some unit became more than one byte
        out.resize(start + next.size());
    }
    return true;
}

/// Compares instead of keeping: the guard behind decoding, without an allocation (PROTOCOL 4).
struct CompareSink
{
    BytesView rest;
    bool isSame = true;
    void put(const char *data, qsizetype size)
    {
        isSame = isSame && rest.size() >= size && std::memcmp(rest.data(), data, std::size_t(size)) == 0;
        if (isSame)
            rest = rest.sliced(size);
    }
    void expect(qsizetype) {}
    /// True where the text is here, and of ASCII alone: what is compared has been found to be UTF-8, and
    /// UTF-8 with a byte a unit is ASCII, which Latin-1 reads as well.
    bool putAscii(QStringView text)
    {
        if (!isSame || rest.size() < text.size())
            return false;
        const BytesView here = rest.first(text.size());
        rest = rest.sliced(text.size());
        return text == QLatin1StringView(here);
    }
    [[nodiscard]] CompareSink mark() const { return *this; }
    void goBack(const CompareSink &mark) { *this = mark; }
    [[nodiscard]] bool isWhole() const { return isSame && rest.isEmpty(); }
};

/// Writes the deterministic CBOR of PROTOCOL 4; the order of keys is the caller's.
template <class Sink> class CborWriter
{
public:
    explicit CborWriter(Sink &sink) : m_sink(sink) {}

    void map(quint64 pairs) { head(5, pairs); }
    void array(quint64 items) { head(4, items); }
    void unsignedInteger(quint64 value) { head(0, value); }
    void boolean(bool value) { m_sink.put(value ? "\xF5" : "\xF4", 1); }
    void byteString(BytesView bytes) { string(2, bytes); }
    void textString(BytesView utf8) { string(3, utf8); }
    /// In UTF-8. First as what it mostly is: ASCII has a byte a unit, so its length is known before it is
    /// encoded.
    void textString(QStringView text)
    {
        const auto mark = m_sink.mark();
        head(3, quint64(text.size()));
        if (m_sink.putAscii(text))
            return;
        m_sink.goBack(mark);
        textString(BytesView(text.toUtf8()));
    }
    void textString(std::string_view text) { string(3, BytesView(text.data(), qsizetype(text.size()))); }

private:
    void string(quint8 major, BytesView bytes)
    {
        head(major, quint64(bytes.size()));
        m_sink.expect(bytes.size());
        m_sink.put(bytes.data(), bytes.size());
    }

    void head(quint8 major, quint64 value)
    {
        const int size = value < 24           ? 0
                         : value < 1ULL << 8  ? 1
                         : value < 1ULL << 16 ? 2
                         : value < 1ULL << 32 ? 4
                                              : 8;
        const int information = size == 0   ? int(value)
                                : size == 1 ? 24
                                : size == 2 ? 25
                                : size == 4 ? 26
                                            : 27;
        std::array<char, 9> bytes;
        bytes[0] = char(major << 5 | information);
        for (int i = 0; i < size; ++i)
            bytes[std::size_t(i) + 1] = char(value >> 8 * (size - 1 - i));
        m_sink.put(bytes.data(), size + 1);
    }

    Sink &m_sink;
};

} // namespace waxwing
