// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Unicode.h"

#include "UnicodeForms.h"
#include "UnicodeProperties.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstring>

namespace waxwing {

using namespace unicode;

namespace {

QString normalised(QStringView text, Form form)
{
    if (isAscii(text))
        return text.toString();
    std::u32string result = decomposed(toCodePoints(text), form);
    compose(result);
    return fromCodePoints(result);
}

bool isVariationSelector(char32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180F);
}

bool isJoiner(char32_t c)
{
    return c == 0x200C || c == 0x200D;
}

bool isFlagTag(char32_t c)
{
    return c >= 0xE0020 && c <= 0xE007F;
}

/// Something that a selector, joiner or mark can stand behind: it is drawn, and it is not a space.
bool isDrawn(char32_t c)
{
    const Category found = category(c);
    return !isDefaultIgnorable(c) && c != 0xFFFD && found < Category::Zs;
}

/// Invisible characters that belong where they stand: in emoji, Persian, Indic and Mongolian words.
bool isInItsPlace(char32_t before, char32_t c, char32_t after)
{
    if (isVariationSelector(c))
        return isDrawn(before);
    if (isJoiner(c))
        return (isDrawn(before) || isVariationSelector(before)) && isDrawn(after);
    if (isFlagTag(c))
        return before == 0x1F3F4 || isFlagTag(before);
    return false;
}

bool turnsDirection(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

char32_t shown(char32_t before, char32_t c, char32_t after, LineBreaks lineBreaks)
{
    const bool keep = lineBreaks == LineBreaks::Keep;
    if (c == U'\n' || c == U'\t')
        return keep ? c : 0x2400 + c;
    if (c < 0x20)
        return 0x2400 + c;
    if (c == 0x7F)
        return 0x2421;
    if (c == 0x2028 || c == 0x2029)
        return keep ? U'\n' : 0x2424;
    if (category(c) == Category::Cc || category(c) == Category::Cs || isNoncharacter(c) || turnsDirection(c))
        return 0xFFFD;
    if (isDefaultIgnorable(c) && !isInItsPlace(before, c, after))
        return 0xFFFD;
    return c;
}

} // namespace

bool isAscii(QStringView text)
{
    // Sixteen at once: long messages come by here when they are written and when they are read.
    std::array<quint64, 4> words{};
    constexpr qsizetype stride = sizeof words / sizeof(char16_t);
    constexpr quint64 beyond = 0xFF80'FF80'FF80'FF80;
    const char16_t *unit = text.utf16();
    const char16_t *const end = unit + text.size();
    for (; end - unit >= stride; unit += stride) {
        std::memcpy(words.data(), unit, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & beyond) != 0)
            return false;
    }
    return std::all_of(unit, end, [](char16_t last) { return last < 0x80; });
}

std::u32string toCodePoints(QStringView text)
{
    std::u32string result;
    result.reserve(static_cast<std::size_t>(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            result += QChar::surrogateToUcs4(unit, text[++i]);
        else
            result += unit.unicode();
    }
    return result;
}

QString fromCodePoints(std::u32string_view codePoints)
{
    const auto pairs = std::count_if(codePoints.begin(), codePoints.end(), &QChar::requiresSurrogates);
    QString result(static_cast<qsizetype>(codePoints.size()) + pairs, Qt::Uninitialized);
    QChar *unit = result.data();
    for (const char32_t codePoint : codePoints) {
        for (const char16_t part : QChar::fromUcs4(codePoint))
            *unit++ = part;
    }
    return result;
}

qsizetype codePointCount(QStringView text)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i, ++count) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
    }
    return count;
}

QString toNfc(QStringView text)
{
    return normalised(text, Form::Canonical);
}

QString toNfkc(QStringView text)
{
    return normalised(text, Form::Compatible);
}

QString foldNfkc(QStringView text)
{
    return fromCodePoints(caseFolded(toCodePoints(text)));
}

QString skeleton(QStringView text)
{
    return fromCodePoints(skeletonOf(toCodePoints(text)));
}

std::optional<QString> validUtf8(BytesView bytes)
{
    // Stateless, or a sequence cut short at the end would wait for more; no header guess, so U+FEFF stays.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

QString visible(QStringView text, LineBreaks lineBreaks)
{
    const std::u32string codePoints = toCodePoints(text);
    std::u32string result;
    result.reserve(codePoints.size());
    for (std::size_t i = 0; i < codePoints.size(); ++i) {
        const char32_t before = result.empty() ? U' ' : result.back();
        const char32_t after = i + 1 < codePoints.size() ? codePoints[i + 1] : U' ';
        result += shown(before, codePoints[i], after, lineBreaks);
    }
    return fromCodePoints(result);
}

} // namespace waxwing
