// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Aes256Gcm.h"
#include "SealedValue.h"

#include <array>

namespace waxwing {

/// Seals and opens many values under one key: what sealValue() and openValue() do, with the key scheduled
/// once and one buffer for all of them, which is wiped at the end. One thread at a time.
class ValueSealer
{
public:
    ValueSealer(const SecretBytes &key, Random &random);
    ~ValueSealer();
    ValueSealer(const ValueSealer &) = delete;
    ValueSealer &operator=(const ValueSealer &) = delete;

    /// Nonces are drawn from the generator sixteen at a time, each used once by this process: it must not go
    /// on twice from one image of its memory.
    [[nodiscard]] Bytes seal(const ValuePlace &place, std::span<const quint8> value);
    /// The same behind what is there already.
    void append(Bytes &to, const ValuePlace &place, std::span<const quint8> value);
    /// The bytes stand until the next call. Refuses with Code::StorageDamaged.
    [[nodiscard]] Result<std::span<const quint8>> open(const ValuePlace &place, BytesView sealed);
    /// For what is too large to be copied, and need not be wiped: opened where it lies, or zeros.
    [[nodiscard]] Result<std::span<const quint8>> openInPlace(const ValuePlace &place,
                                                              std::span<quint8> sealed);

private:
    std::span<const quint8> nextNonce();
    Result<std::span<const quint8>> openText(const ValuePlace &place, std::span<const quint8> nonce,
                                             std::span<quint8> text);

    Random &m_random;
    std::array<quint8, 16 * Aes256Gcm::nonceSize> m_nonces{};
    std::size_t m_nonceAt = sizeof m_nonces;
    Aes256Gcm m_sealing;
    Aes256Gcm m_opening;
    Bytes m_additional;
    SecretBytes m_buffer; ///< at least as large as the largest value so far
};

} // namespace waxwing
