// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "SecretBytes.h"

namespace waxwing {

/// A password after RFC 8265 OpaqueString by the tables of Unicode 15.0 (PROTOCOL 7.4), as UTF-8: every
/// space (Zs) becomes U+0020, then NFC. Refuses PasswordCharacter (controls, surrogates, noncharacters, code
/// points not assigned in 15.0; nothing else), then PasswordTooShort and PasswordTooLong (8 to 128 code
/// points of the result). What it makes on the way is wiped; the text handed in is its owner's.
Result<SecretBytes> preparePassword(QStringView typed);

} // namespace waxwing
