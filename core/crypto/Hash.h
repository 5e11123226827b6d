// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "SecretBytes.h"

#include <initializer_list>

namespace waxwing {

/// SHA-256 (FIPS 180-4) over the parts in their order; 32 bytes.
Bytes sha256(std::initializer_list<BytesView> parts);
inline Bytes sha256(BytesView bytes)
{
    return sha256({bytes});
}

/// HMAC-SHA-256 (RFC 2104); 32 bytes.
SecretBytes hmacSha256(std::span<const quint8> key, BytesView message);

/// HKDF-Extract with SHA-256 (RFC 5869 §2.2).
SecretBytes hkdfExtract(std::span<const quint8> salt, std::span<const quint8> inputKeyingMaterial);

/// HKDF-Expand with SHA-256 (RFC 5869 §2.3); `info` is an ASCII label.
SecretBytes hkdfExpand(std::span<const quint8> pseudoRandomKey, BytesView info, std::size_t size);

/// PBKDF2-HMAC-SHA-256 (RFC 8018 §5.2), 32 bytes. Slow by design: for the pool only.
SecretBytes pbkdf2(std::span<const quint8> password, BytesView salt, int iterations);

} // namespace waxwing
