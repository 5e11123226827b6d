// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "UnicodeProperties.h"

#include "UnicodeTable.h"

namespace waxwing::unicode {

namespace {

constexpr table::Record outside{static_cast<quint8>(Category::Cn), 0, 0, 0};

const table::Record &recordOf(char32_t codePoint)
{
    if (codePoint > 0x10FFFF)
        return outside;
    const std::size_t page = table::pageOf[codePoint >> table::pageBits];
    const std::size_t inPage = codePoint & ((1U << table::pageBits) - 1);
    return table::records[table::pages[(page << table::pageBits) + inPage]];
}

} // namespace

Category category(char32_t codePoint)
{
    return static_cast<Category>(recordOf(codePoint).category);
}

quint8 combiningClass(char32_t codePoint)
{
    return recordOf(codePoint).combiningClass;
}

bool isLetter(char32_t codePoint)
{
    return category(codePoint) <= Category::Lo;
}

bool isMark(char32_t codePoint)
{
    const Category found = category(codePoint);
    return found >= Category::Mn && found <= Category::Me;
}

bool isDecimalDigit(char32_t codePoint)
{
    return category(codePoint) == Category::Nd;
}

bool isSpace(char32_t codePoint)
{
    return category(codePoint) == Category::Zs;
}

bool isNoncharacter(char32_t codePoint)
{
    return (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || (codePoint & 0xFFFE) == 0xFFFE;
}

bool isAssigned(char32_t codePoint)
{
    return category(codePoint) != Category::Cn;
}

bool isDefaultIgnorable(char32_t codePoint)
{
    return (recordOf(codePoint).flags & table::defaultIgnorable) != 0;
}

bool isIdentifierAllowed(char32_t codePoint)
{
    return (recordOf(codePoint).flags & table::identifierAllowed) != 0;
}

bool isHighlyRestrictive(std::u32string_view text)
{
    const quint64 withLatin = table::scriptHanBopomofo | table::scriptJapanese | table::scriptKorean;
    quint64 shared = ~0ULL;
    quint64 sharedBesideLatin = ~0ULL;
    for (const char32_t codePoint : text) {
        if (!isIdentifierAllowed(codePoint))
            return false;
        const quint64 scripts = table::scriptSets[recordOf(codePoint).scriptSet];
        shared &= scripts;
        if ((scripts & table::scriptLatin) == 0)
            sharedBesideLatin &= scripts;
    }
    return shared != 0 || (sharedBesideLatin & withLatin) != 0;
}

} // namespace waxwing::unicode
