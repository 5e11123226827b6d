// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "UnicodeForms.h"

#include "UnicodeProperties.h"
#include "UnicodeTable.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace waxwing::unicode {

namespace {

// Hangul syllables are computed (The Unicode Standard 15.0, 3.12).
constexpr char32_t syllableBase = 0xAC00;
constexpr char32_t leadBase = 0x1100;
constexpr char32_t vowelBase = 0x1161;
constexpr char32_t tailBase = 0x11A7;
constexpr char32_t leadCount = 19;
constexpr char32_t vowelCount = 21;
constexpr char32_t tailCount = 28;
constexpr char32_t syllableCount = leadCount * vowelCount * tailCount;

// Below it every code point is a starter, and none is the second of a pair that composes (UAX 15, 9.1).
constexpr char32_t lowestCombining = 0x300;

constexpr std::size_t longestCanonical = 4;   // code points out of one
constexpr std::size_t longestCompatible = 18; // U+FDFA

using Mappings = std::span<const table::Mapping>;

const table::Mapping *find(Mappings mappings, char32_t codePoint)
{
    const auto found = std::lower_bound(
        mappings.begin(), mappings.end(), codePoint,
        [](const table::Mapping &mapping, char32_t wanted) { return mapping.from < wanted; });
    return found != mappings.end() && found->from == codePoint ? &*found : nullptr;
}

void append(std::u32string &text, const table::Mapping &mapping)
{
    const char16_t *units = table::pool + mapping.start;
    for (std::size_t i = 0; i < mapping.size; ++i) {
        char32_t codePoint = units[i];
        if (codePoint >= 0xD800 && codePoint < 0xDC00)
            codePoint = 0x10000 + ((codePoint - 0xD800) << 10) + (units[++i] - 0xDC00U);
        text += codePoint;
    }
}

void appendSyllable(std::u32string &text, char32_t syllable)
{
    const char32_t index = syllable - syllableBase;
    text += leadBase + index / (vowelCount * tailCount);
    text += vowelBase + index % (vowelCount * tailCount) / tailCount;
    if (index % tailCount != 0)
        text += tailBase + index % tailCount;
}

void appendDecomposed(std::u32string &text, char32_t codePoint, Form form)
{
    const table::Mapping *mapping = nullptr;
    if (codePoint < 0xA0)
        text += codePoint;
    else if (codePoint >= syllableBase && codePoint < syllableBase + syllableCount)
        appendSyllable(text, codePoint);
    else if (form == Form::Compatible &&
             (mapping = find({table::compatible, table::compatibleCount}, codePoint)))
        append(text, *mapping);
    else if ((mapping = find({table::canonical, table::canonicalCount}, codePoint)))
        append(text, *mapping);
    else
        text += codePoint;
}

/// Marks between two starters in the order of their classes, equal ones as they stood.
void reorderMarks(std::u32string &text)
{
    auto first = text.begin();
    while (first != text.end()) {
        if (*first < lowestCombining || combiningClass(*first) == 0) {
            ++first;
            continue;
        }
        const auto last = std::find_if(first, text.end(), [](char32_t c) { return combiningClass(c) == 0; });
        // An insertion sort, quick for a few marks, would take a hostile run of them n² steps.
        std::stable_sort(first, last, [](char32_t left, char32_t right) {
            return combiningClass(left) < combiningClass(right);
        });
        first = last;
    }
}

/// What two code points become together, 0 for nothing.
char32_t composed(char32_t first, char32_t second)
{
    if (first >= leadBase && first < leadBase + leadCount && second >= vowelBase &&
        second < vowelBase + vowelCount)
        return syllableBase + ((first - leadBase) * vowelCount + (second - vowelBase)) * tailCount;
    if (first >= syllableBase && first < syllableBase + syllableCount &&
        (first - syllableBase) % tailCount == 0 && second > tailBase && second < tailBase + tailCount)
        return first + (second - tailBase);
    const auto *last = table::pairs + table::pairsCount;
    const auto *found = std::lower_bound(table::pairs, last, std::tie(first, second),
                                         [](const table::Pair &pair, const auto &wanted) {
                                             return std::tie(pair.first, pair.second) < wanted;
                                         });
    return found != last && found->first == first && found->second == second ? found->composed : 0;
}

} // namespace

std::u32string decomposed(std::u32string_view text, Form form)
{
    std::u32string result;
    result.reserve(text.size() * (form == Form::Canonical ? longestCanonical : longestCompatible));
    for (const char32_t codePoint : text)
        appendDecomposed(result, codePoint, form);
    reorderMarks(result);
    return result;
}

void compose(std::u32string &text)
{
    std::size_t size = 0;    // of what is composed already
    std::size_t starter = 0; // where in it the last starter stands
    bool haveStarter = false;
    quint8 lastClass = 0; // of what stands at the end, 0 for the starter itself
    for (const char32_t codePoint : text) {
        if (codePoint < lowestCombining) {
            starter = size;
            haveStarter = true;
            lastClass = 0;
            text[size++] = codePoint;
            continue;
        }
        const quint8 ownClass = combiningClass(codePoint);
        const bool adjacent = haveStarter && starter + 1 == size;
        const bool blocked = !haveStarter || (!adjacent && lastClass >= ownClass);
        const char32_t together = blocked ? 0 : composed(text[starter], codePoint);
        if (together != 0) {
            text[starter] = together;
            continue;
        }
        if (ownClass == 0) {
            starter = size;
            haveStarter = true;
        }
        lastClass = ownClass;
        text[size++] = codePoint;
    }
    text.resize(size);
}

std::u32string caseFolded(std::u32string_view text)
{
    std::u32string mapped;
    mapped.reserve(text.size());
    for (const char32_t codePoint : text) {
        if (codePoint < 0x80)
            mapped += codePoint >= U'A' && codePoint <= U'Z' ? codePoint + 0x20 : codePoint;
        else if (const auto *mapping = find({table::caseFold, table::caseFoldCount}, codePoint))
            append(mapped, *mapping);
        else if (!isDefaultIgnorable(codePoint))
            appendDecomposed(mapped, codePoint, Form::Compatible);
    }
    mapped = decomposed(mapped, Form::Canonical);
    compose(mapped);
    return mapped;
}

std::u32string skeletonOf(std::u32string_view text)
{
    std::u32string prototypes;
    prototypes.reserve(text.size());
    for (const char32_t codePoint : decomposed(text, Form::Canonical)) {
        if (const auto *mapping = find({table::confusable, table::confusableCount}, codePoint))
            append(prototypes, *mapping);
        else
            prototypes += codePoint;
    }
    return decomposed(prototypes, Form::Canonical);
}

} // namespace waxwing::unicode
