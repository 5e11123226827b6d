// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>

/// The table of Unicode 15.0 that packaging/unicode/make-table made. Only Unicode*.cpp reads it.
namespace waxwing::unicode::table {

/// What all code points of one kind share.
struct Record
{
    quint8 category;
    quint8 combiningClass;
    quint8 flags;
    quint8 scriptSet; ///< index into scriptSets
};

inline constexpr quint8 defaultIgnorable = 1;
inline constexpr quint8 identifierAllowed = 2;

inline constexpr int pageBits = 7;
extern const quint16 pageOf[]; ///< of code point >> pageBits
extern const quint8 pages[];   ///< pages of indexes into records
extern const Record records[];

/// Augmented script sets (UTS 39 §5.1) of allowed code points, a bit a script, all ones for Common.
extern const quint64 scriptSets[];
extern const quint64 scriptLatin;
extern const quint64 scriptHanBopomofo;
extern const quint64 scriptJapanese;
extern const quint64 scriptKorean;

/// One code point and the text in the pool it turns into; sorted by code point.
struct Mapping
{
    char32_t from;
    quint16 start;
    quint16 size;
};

extern const char16_t pool[];
extern const Mapping canonical[];  ///< full canonical decompositions, without Hangul syllables
extern const Mapping compatible[]; ///< full compatibility decompositions where they differ from those
extern const Mapping caseFold[];   ///< NFKC_Casefold where it is more than NFKC and taking ignorables out
extern const Mapping confusable[]; ///< prototypes of UTS 39 in NFD
extern const std::size_t canonicalCount;
extern const std::size_t compatibleCount;
extern const std::size_t caseFoldCount;
extern const std::size_t confusableCount;

struct Pair
{
    char32_t first;
    char32_t second;
    char32_t composed;
};

extern const Pair pairs[]; ///< sorted
extern const std::size_t pairsCount;

} // namespace waxwing::unicode::table
