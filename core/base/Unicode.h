// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>
#include <optional>
#include <string>

namespace waxwing {

/// Text as code points. A surrogate without its partner stays what it is, so that a check can refuse it.
std::u32string toCodePoints(QStringView text);
QString fromCodePoints(std::u32string_view codePoints);

/// Nothing above U+007F.
bool isAscii(QStringView text);

/// The number of code points: what the limits of names and passwords count.
qsizetype codePointCount(QStringView text);

/// Normal forms of Unicode 15.0 (UAX 15) whatever Qt's version is.
QString toNfc(QStringView text);
QString toNfkc(QStringView text);

/// NFKC_Casefold of Unicode 15.0: case, width and everything Default_Ignorable gone ("Straße" and
/// "STRASSE" meet).
QString foldNfkc(QStringView text);

/// The skeleton of UTS 39 §4: texts that look alike have the same. For comparing, never for showing.
QString skeleton(QStringView text);

/// Strict UTF-8 (RFC 3629). None for an overlong form, a surrogate, a value above U+10FFFF or a
/// sequence cut short; U+0000 and noncharacters are valid.
std::optional<QString> validUtf8(BytesView bytes);

enum class LineBreaks : quint8 { Keep, Show };

/// Foreign text as a window may show it: control characters as their pictures (U+2400...), everything that
/// turns the direction of text, hides or does not exist as U+FFFD. With LineBreaks::Keep, newline and
/// tab stay; a joiner or variation selector in its place stays.
QString visible(QStringView text, LineBreaks lineBreaks = LineBreaks::Show);

} // namespace waxwing
