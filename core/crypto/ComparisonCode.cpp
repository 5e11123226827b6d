// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ComparisonCode.h"

#include "Hash.h"

#include <algorithm>
#include <array>

namespace waxwing::comparisonCode {

namespace {

constexpr qsizetype digitsOfOne = 30;
constexpr qsizetype digitsOfGroup = 5;
constexpr int nibbles = 25; ///< 100 bits

/// label and NUL, as everything that is hashed or signed begins.
constexpr char label[] = "waxwing/1 compare";

} // namespace

QString half(BytesView spki)
{
    const Bytes hash = sha256({BytesView(label, sizeof label), spki});
    std::array<quint32, digitsOfOne> digits{}; // the last one first; what does not fit is the modulus
    for (int n = 0; n < nibbles; ++n) {
        const auto byte = quint8(hash[n / 2]);
        quint32 carry = n % 2 == 0 ? byte >> 4U : byte & 15U;
        for (quint32 &digit : digits) {
            carry += digit * 16;
            digit = carry % 10;
            carry /= 10;
        }
    }
    QString text;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        text += QChar(char16_t(u'0' + *digit));
    return text;
}

QString code(BytesView oneSpki, BytesView otherSpki)
{
    const QString one = half(oneSpki);
    const QString other = half(otherSpki);
    return std::min(one, other) + std::max(one, other);
}

QStringList groups(const QString &code)
{
    QStringList result;
    for (qsizetype at = 0; at < code.size(); at += digitsOfGroup)
        result += code.mid(at, digitsOfGroup);
    return result;
}

} // namespace waxwing::comparisonCode
