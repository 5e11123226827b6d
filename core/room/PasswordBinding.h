// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Messages.h"

namespace waxwing {

/// The gs2 header of a change of password (PROTOCOL 7.7).
inline constexpr QByteArrayView changeHeader = "p=waxwing-change,,";

/// What a change of password binds in the place of the exporter: the host, and every byte of the new verifier
/// (PROTOCOL 7.7). `hostDigest` is SHA-256 of the host's SPKI.
[[nodiscard]] Bytes changeBinding(BytesView hostDigest, const ChangeFinal &wish);

} // namespace waxwing
