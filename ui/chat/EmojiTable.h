// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// The emoji of Unicode 15.0, made once by packaging/unicode/make-emoji.
namespace waxwing::emoji {

struct Entry
{
    const char16_t *text; ///< without a skin tone
    const char *name;     ///< English, ASCII but for a few names
    quint16 toneAfter;    ///< bit i: after its code point i stands a skin tone, where one is wanted
    quint8 group;
    quint8 subgroup;
};

inline constexpr int groupCount =
    9; ///< smileys, people, nature, food, places, activities, objects, symbols, flags
inline constexpr int toneCount = 6; ///< 0: none; 1 to 5 from light to dark

extern const char *const subgroups[];
extern const Entry entries[];
extern const int entryCount;

/// The emoji in that skin tone, where it has any.
QString inTone(const Entry &entry, int tone);

} // namespace waxwing::emoji
