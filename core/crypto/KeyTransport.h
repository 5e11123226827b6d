// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "PublicKey.h"
#include "Random.h"

#include <atomic>

namespace waxwing {

/// The guest's RSA-3072 key of one handshake. It opens one ciphertext, once, whatever the outcome
/// (PROTOCOL 6.3).
class OneTimeKey
{
public:
    static Result<std::shared_ptr<OneTimeKey>> generate(Random &random); ///< for the pool
    static Result<std::shared_ptr<OneTimeKey>>
    fromPrivateKey(std::span<const quint8> pkcs8); ///< tests, vectors
    ~OneTimeKey();

    [[nodiscard]] const Bytes &spki() const { return m_spki; }
    /// RSA-OAEP, SHA-256, MGF1-SHA-256, empty label; ciphertext of 384 bytes to a secret of 32.
    /// Refuses (Code::KeyTransportFailed) a wrong size, padding, and every call after the first. For the
    /// pool.
    Result<SecretBytes> open(BytesView ciphertext);

private:
    struct Private;
    explicit OneTimeKey(std::unique_ptr<Private> key);
    std::unique_ptr<Private> d;
    Bytes m_spki;
    std::atomic<bool> m_used = false;
};

/// Encrypts the 32 bytes of `secret` to `key` by RSA-OAEP; 384 bytes. For the pool.
class KeyTransport
{
public:
    static Result<Bytes> encapsulate(const PublicKey &key, std::span<const quint8> secret);
};

/// Where one-time keys come from: the real source keeps one ready, tests bring their own.
class OneTimeKeySource
{
public:
    virtual ~OneTimeKeySource() = default;
    /// Blocks until a key is there; for the pool. Never gives the same key twice.
    virtual Result<std::shared_ptr<OneTimeKey>> take() = 0;
};

} // namespace waxwing
