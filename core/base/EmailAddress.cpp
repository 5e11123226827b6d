// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmailAddress.h"

#include "Limits.h"
#include "Unicode.h"
#include "UnicodeProperties.h"

#include <algorithm>

namespace waxwing {

using namespace unicode;

Result<QString> checkEmail(QStringView address)
{
    if (address.toUtf8().size() > limits::emailBytes)
        return failure(Code::EmailInvalid, QStringLiteral("too long"));
    const qsizetype at = address.indexOf(u'@');
    if (at < 1 || at + 1 == address.size() || address.indexOf(u'@', at + 1) >= 0)
        return failure(Code::EmailInvalid, QStringLiteral("not one @ between two parts"));
    const std::u32string text = toCodePoints(address);
    const bool refused = std::any_of(text.begin(), text.end(), [](char32_t c) {
        const Category found = category(c);
        return found >= Category::Zs && found <= Category::Cs;
    });
    if (refused)
        return failure(Code::EmailInvalid, QStringLiteral("a space, control or format character"));
    return address.toString();
}

} // namespace waxwing
