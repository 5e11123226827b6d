// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Random.h"
#include "Result.h"

namespace waxwing {

/// Where a sealed value stands: it opens nowhere else (DESIGN: what is kept).
struct ValuePlace
{
    QLatin1StringView table;
    QLatin1StringView column;
    quint64 primaryKey = 0;
    quint8 format = 1;
};

/// AES-256-GCM over one value: nonce (12 random bytes) ‖ ciphertext ‖ tag.
Bytes sealValue(const SecretBytes &key, const ValuePlace &place, std::span<const quint8> value,
                Random &random);
/// Refuses with Code::StorageDamaged.
Result<SecretBytes> openValue(const SecretBytes &key, const ValuePlace &place, BytesView sealed);

/// A vault's random key under a password: Expand(PBKDF2-SHA-256(prepared password, salt, iterations),
/// "waxwing/1 vault") seals it.
struct PasswordWrap
{
    Bytes salt; ///< 16 bytes
    int iterations = 0;
    Bytes wrapped;
};
PasswordWrap wrapKey(const SecretBytes &key, std::span<const quint8> password,
                     Random &random);                                                      ///< for the pool
Result<SecretBytes> unwrapKey(const PasswordWrap &wrap, std::span<const quint8> password); ///< PasswordWrong

/// A private key under a passphrase: PKCS#8, PBES2 with PBKDF2-SHA-256 (600,000) and AES-256. For the pool.
Result<Bytes> encryptPrivateKey(std::span<const quint8> pkcs8, std::span<const quint8> passphrase,
                                Random &random);
Result<SecretBytes> decryptPrivateKey(BytesView encrypted,
                                      std::span<const quint8> passphrase); ///< WrongPassphrase

} // namespace waxwing
