// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Base32.h"

namespace waxwing {

namespace {

constexpr QStringView alphabet = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

} // namespace

QString toBase32(BytesView bytes)
{
    QString result;
    result.reserve((bytes.size() * 8 + 4) / 5);
    quint32 bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<quint8>(byte);
        for (held += 8; held >= 5; held -= 5)
            result += alphabet[(bits >> (held - 5)) & 31];
    }
    if (held > 0)
        result += alphabet[(bits << (5 - held)) & 31];
    return result;
}

std::optional<Bytes> fromBase32(QStringView text)
{
    Bytes result;
    quint32 bits = 0;
    int held = 0;
    for (const QChar given : text) {
        if (given == u'-' || given == u' ')
            continue;
        const bool lower = given >= u'a' && given <= u'z';
        const qsizetype value = alphabet.indexOf(lower ? QChar(given.unicode() - 0x20) : given);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 5) | static_cast<quint32>(value);
        held += 5;
        if (held >= 8) {
            held -= 8;
            result += static_cast<char>((bits >> held) & 0xFF);
        }
    }
    if (held >= 5 || (bits & ((1U << held) - 1)) != 0)
        return std::nullopt;
    return result;
}

QString groupedInFours(QStringView text)
{
    QString result;
    for (qsizetype at = 0; at < text.size(); at += 4) {
        if (at > 0)
            result += u'-';
        result += text.mid(at, 4);
    }
    return result;
}

} // namespace waxwing
