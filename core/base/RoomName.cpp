// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomName.h"

#include "Limits.h"
#include "Unicode.h"
#include "UnicodeProperties.h"

#include <algorithm>

namespace waxwing {

using namespace unicode;

Result<QString> checkRoomName(QStringView name)
{
    if (name.isEmpty())
        return failure(Code::NameTooShort);
    if (name.toUtf8().size() > limits::roomNameBytes)
        return failure(Code::NameTooLong);
    const std::u32string text = toCodePoints(name);
    const bool refused = std::any_of(text.begin(), text.end(), [](char32_t c) {
        return category(c) == Category::Cc || category(c) == Category::Cs;
    });
    if (refused || isSpace(text.front()) || isSpace(text.back()))
        return failure(Code::NameCharacter);
    if (toNfc(name) != name)
        return failure(Code::NameForm);
    return name.toString();
}

QString normaliseTypedRoomName(QStringView typed)
{
    return toNfc(typed.trimmed());
}

} // namespace waxwing
