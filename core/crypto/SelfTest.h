// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

namespace waxwing {

/// Known-answer test of every primitive the protocol stands on (SHA-256, HMAC, HKDF, PBKDF2, AES-256-GCM,
/// X25519, RSA-OAEP, RSA-PSS), from published vectors, for RSA against what OpenSSL made. Refuses with
/// Code::SelfTestFailed; run after the first window is painted and before the first link.
Result<void> runSelfTest();

} // namespace waxwing
