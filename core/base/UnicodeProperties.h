// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <string_view>

namespace waxwing::unicode {

/// General_Category of Unicode 15.0. Cn stands for noncharacters too.
enum class Category : quint8 {
    // clang-format off
    Lu, Ll, Lt, Lm, Lo, // letters
    Mn, Mc, Me,         // marks
    Nd, Nl, No,         // numbers
    Pc, Pd, Ps, Pe, Pi, Pf, Po,
    Sm, Sc, Sk, So,
    Zs, Zl, Zp,         // separators
    Cc, Cf, Cs, Co, Cn,
    // clang-format on
};

Category category(char32_t codePoint);

bool isLetter(char32_t codePoint);
bool isMark(char32_t codePoint);
bool isDecimalDigit(char32_t codePoint);
bool isSpace(char32_t codePoint); ///< Zs
bool isNoncharacter(char32_t codePoint);

/// A character in Unicode 15.0; noncharacters and what came later are not.
bool isAssigned(char32_t codePoint);

/// Default_Ignorable_Code_Point: drawn as nothing. Some are letters (U+3164) and marks (U+FE0F).
bool isDefaultIgnorable(char32_t codePoint);

/// Identifier_Status=Allowed of UTS 39 §3.1.
bool isIdentifierAllowed(char32_t codePoint);

/// Canonical_Combining_Class.
quint8 combiningClass(char32_t codePoint);

/// UTS 39 §5.2 Highly Restrictive: every character allowed, and all of one script, or of Latin with one of
/// Han and Bopomofo, Japanese, Korean.
bool isHighlyRestrictive(std::u32string_view text);

} // namespace waxwing::unicode
