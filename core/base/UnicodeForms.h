// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Normal forms and mappings over code points, by the table of Unicode 15.0. Unicode.h has them for texts.
namespace waxwing::unicode {

enum class Form { Canonical, Compatible };

/// NFD or NFKD. The result never grows after its first allocation, so that a secret can be wiped whole.
std::u32string decomposed(std::u32string_view text, Form form);

/// Composes decomposed text where it stands: NFD becomes NFC, NFKD becomes NFKC.
void compose(std::u32string &text);

/// Each code point by NFKC_Casefold, then NFC.
std::u32string caseFolded(std::u32string_view text);

/// UTS 39 §4: NFD, prototypes, NFD.
std::u32string skeletonOf(std::u32string_view text);

} // namespace waxwing::unicode
