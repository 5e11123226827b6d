// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>

#include <string_view>

namespace waxwing {

/// Reads the deterministic CBOR of PROTOCOL 4 item by item: shortest heads, definite lengths, no tags, floats
/// or null. The first refusal sticks: from then on everything read is empty or zero, so callers look once, at
/// the end. Lengths are compared with what is left before anything is made of them. Views point into the
/// bytes handed in.
class CborReader
{
public:
    explicit CborReader(BytesView bytes) : m_rest(bytes) {}

    quint64 map();             ///< number of pairs
    quint64 array();           ///< number of items
    quint64 unsignedInteger(); ///< at most 2^63 - 1
    bool boolean();
    BytesView byteString();
    BytesView textString(); ///< valid UTF-8 (RFC 3629)
    /// The same as text, of so many bytes.
    QString text(quint64 least, quint64 most);

    /// Takes a text string where it is exactly this one (under 24 bytes) and stands next.
    bool takeText(std::string_view text);
    /// Takes one item of any deterministic CBOR (RFC 8949 4.2.1), tags, floats and null included: what a
    /// hello of another version may hold (PROTOCOL 6.1). Refuses more than `depth` containers and tags in
    /// each other. Unchecked: texts may be anything, they are read again.
    enum class Utf8 { Checked, Unchecked };
    void skipAny(int depth, Utf8 utf8 = Utf8::Checked);
    /// An unsigned integer up to 2^64 - 1.
    quint64 anyUnsignedInteger();

    void refuse(const char *why);
    [[nodiscard]] bool hasRefused() const { return m_why != nullptr; }
    [[nodiscard]] const char *why() const { return m_why; } ///< for the log; null where nothing was refused
    [[nodiscard]] bool isAtEnd() const { return m_rest.isEmpty(); }
    [[nodiscard]] BytesView rest() const { return m_rest; }

private:
    enum class Major : quint8 { Unsigned, Negative, ByteString, TextString, Array, Map, Tag, Simple };
    quint64 head(Major wanted, const char *why);
    quint64 argument(quint8 initialByte);
    quint64 bigEndian(int size);
    BytesView take(quint64 size);
    quint64 count(quint64 items, quint64 bytesAtLeast);
    void skipMap(quint64 pairs, int depth, Utf8 utf8);
    void skipSimple(quint8 initialByte);

    BytesView m_rest;
    const char *m_why = nullptr;
};

/// Text of valid UTF-8 bytes, a leading U+FEFF kept (QString::fromUtf8 drops it).
QString textFromUtf8(BytesView valid);

} // namespace waxwing
