// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to core/crypto: included by its .cpp files alone.

#include "BotanCompat.h"
#include "PublicKey.h"

namespace waxwing {

/// What PublicKey hides.
struct PublicKey::Key
{
    Botan::RSA_PublicKey rsa;
};

namespace rsaKeys {

using PrivateKey = std::unique_ptr<Botan::RSA_PrivateKey>;

/// A new key of 3072 bits with e = 65537.
Result<PrivateKey> generate(Random &random);
/// From PKCS#8 DER, unencrypted. Refuses (Code::StorageDamaged) what does not parse, is no such key, or does
/// not hold together (p · q = n and so on).
Result<PrivateKey> fromPkcs8(std::span<const quint8> pkcs8);
SecretBytes toPkcs8(const Botan::RSA_PrivateKey &key);
Bytes toSpki(const Botan::RSA_PublicKey &key);

} // namespace rsaKeys

} // namespace waxwing
