// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing::unicode {

/// General_Category of Unicode 15.0. Unassigned stands for noncharacters too.
enum class Category : quint8 {
    Lu,
    Ll,
    Lt,
    Lm,
    Lo,
    Mn,
    Mc,
    Me,
    Nd,
    Nl,
    No,
    Pc,
    Pd,
    Ps,
    Pe,
    Pi,
    Pf,
    Po,
    Sm,
    Sc,
    Sk,
    So,
    Zs,
    Zl,
    Zp,
    Cc,
    Cf,
    Cs,
    Co,
    Cn,
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

} // namespace waxwing::unicode
