// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Aes256Gcm.h"
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

/// What is authenticated beside a value: table 00 column 00 ‖ primary key u64 BE ‖ format u8. Into `result`,
/// the memory of which is used again.
void additionalDataOf(const ValuePlace &place, Bytes &result);

/// AES-256-GCM over one value: nonce (12 random bytes) ‖ ciphertext ‖ tag.
Bytes sealValue(const SecretBytes &key, const ValuePlace &place, std::span<const quint8> value,
                Random &random);
/// Refuses with Code::StorageDamaged.
Result<SecretBytes> openValue(const SecretBytes &key, const ValuePlace &place, BytesView sealed);
/// The same by a cipher that has the key already: for many values under one.
Bytes sealValue(Aes256Gcm &sealer, const ValuePlace &place, std::span<const quint8> value, Random &random);
Result<SecretBytes> openValue(Aes256Gcm &opener, const ValuePlace &place, BytesView sealed);

/// A vault's random key under a password: Expand(PBKDF2-SHA-256(prepared password, salt, iterations),
/// "waxwing/1 vault") seals it.
struct PasswordWrap
{
    Bytes salt; ///< 16 bytes
    int iterations = 0;
    Bytes wrapped;
};
/// SHA-256 of a wrap as it is stored: tells one that was damaged from one under another password. Of what
/// stands there in the clear, so it helps nobody to guess.
Bytes digestOf(const PasswordWrap &wrap);
PasswordWrap wrapKey(const SecretBytes &key, std::span<const quint8> password,
                     Random &random);                                                      ///< for the pool
Result<SecretBytes> unwrapKey(const PasswordWrap &wrap, std::span<const quint8> password); ///< PasswordWrong

/// A private key under a passphrase: PKCS#8, PBES2 with PBKDF2-SHA-256 (600,000) and AES-256. For the pool.
Result<Bytes> encryptPrivateKey(std::span<const quint8> pkcs8, std::span<const quint8> passphrase,
                                Random &random);
Result<SecretBytes> decryptPrivateKey(BytesView encrypted,
                                      std::span<const quint8> passphrase); ///< WrongPassphrase

} // namespace waxwing
