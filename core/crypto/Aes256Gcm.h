// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SecretBytes.h"

#include <memory>

namespace waxwing {

/// AES-256-GCM (NIST SP 800-38D) under one key and in one direction, in place, nonce of 12 bytes, tag of 16.
/// What RecordCipher and SealedValue stand on; it knows nothing of records. Allocates when made, not when
/// used.
class Aes256Gcm
{
public:
    enum class Direction { Seal, Open };
    static constexpr std::size_t keySize = 32;
    static constexpr std::size_t nonceSize = 12;
    static constexpr std::size_t tagSize = 16;

    Aes256Gcm(Direction direction, std::span<const quint8> key);
    ~Aes256Gcm();
    Aes256Gcm(Aes256Gcm &&) noexcept;
    Aes256Gcm &operator=(Aes256Gcm &&) noexcept;

    /// From here on under this key; nothing of the old one stays.
    void setKey(std::span<const quint8> key);

    /// `text` = plaintext and 16 bytes of room for the tag. A nonce must never come twice.
    void seal(std::span<const quint8> nonce, std::span<const quint8> additionalData, std::span<quint8> text);
    /// `text` = ciphertext and tag, at least 16 bytes. False where the tag does not fit; the plaintext bytes
    /// are then zeros.
    [[nodiscard]] bool open(std::span<const quint8> nonce, std::span<const quint8> additionalData,
                            std::span<quint8> text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
