// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Random.h"
#include "Result.h"

#include <memory>

namespace waxwing {

/// One side of an X25519 agreement (RFC 7748 §5), used once.
class KeyAgreement
{
public:
    explicit KeyAgreement(Random &random);
    explicit KeyAgreement(SecretBytes privateKey); ///< test vectors; 32 bytes
    ~KeyAgreement();
    KeyAgreement(KeyAgreement &&) noexcept;
    KeyAgreement &operator=(KeyAgreement &&) noexcept;

    [[nodiscard]] const Bytes &share() const { return m_share; } ///< 32 bytes
    /// The shared secret. Refuses a share that is not 32 bytes (Malformed) and a result of zeros (WeakKey).
    [[nodiscard]] Result<SecretBytes> agree(BytesView peerShare) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
    Bytes m_share;
};

} // namespace waxwing
