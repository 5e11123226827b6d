// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "PublicKey.h"
#include "Random.h"

namespace waxwing {

/// A long-term RSA-3072 key pair: a host's, or a member's in one room. Shared by all threads; signing keeps
/// one signer a thread, since making one costs more than a signature.
class Identity
{
public:
    /// Makes a new key: a few hundred ms. For the pool.
    static Result<std::shared_ptr<const Identity>> generate(Random &random);
    /// From what privateKey() gave; refuses what is no RSA-3072 key with Code::StorageDamaged.
    static Result<std::shared_ptr<const Identity>> fromPrivateKey(std::span<const quint8> pkcs8);

    ~Identity();
    [[nodiscard]] const PublicKey &publicKey() const { return m_publicKey; }
    [[nodiscard]] SecretBytes privateKey() const; ///< PKCS#8 DER, unencrypted: seal it before it is kept

    /// RSA-PSS, salt 32 bytes; 384 bytes. About 3 ms: for the pool. Empty where the machine made a fault.
    [[nodiscard]] Bytes sign(BytesView message) const;
    /// Makes the signer of this thread, so that its first signature waits no longer than the next.
    void prepareToSign() const;

private:
    struct Private;
    explicit Identity(std::unique_ptr<Private> key);
    std::unique_ptr<Private> d;
    PublicKey m_publicKey;
};

} // namespace waxwing
