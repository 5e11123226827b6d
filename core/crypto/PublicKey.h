// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <memory>

namespace waxwing {

/// A received RSA key: exactly 3072 bits, n odd, e = 65537, rsaEncryption with NULL, and an SPKI that
/// equals its own re-encoding (PROTOCOL 6.2). Cheap to copy.
class PublicKey
{
public:
    /// Refuses every other key with Code::WeakKey (shape) or Code::Malformed (not an SPKI).
    static Result<PublicKey> fromSpki(BytesView spki);

    [[nodiscard]] const Bytes &spki() const { return m_spki; }
    [[nodiscard]] const Bytes &digest() const { return m_digest; } ///< SHA-256 of the SPKI, 32 bytes

    /// RSA-PSS, SHA-256, MGF1-SHA-256, salt of exactly 32 bytes (RFC 8017 §8.1.2). For the pool.
    [[nodiscard]] bool verify(BytesView message, BytesView signature) const;

private:
    friend class KeyTransport;
    struct Key;
    std::shared_ptr<const Key> m_key;
    Bytes m_spki;
    Bytes m_digest;
};

} // namespace waxwing
