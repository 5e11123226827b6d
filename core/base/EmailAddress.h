// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

namespace waxwing {

/// Gives back an e-mail address unchanged (PROTOCOL 7.3); nobody writes to it, so only its shape counts.
/// EmailInvalid for more than 254 bytes of UTF-8, not exactly one @ with something on either side,
/// spaces (at the ends too), controls, format characters, or half a surrogate pair.
Result<QString> checkEmail(QStringView address);

} // namespace waxwing
