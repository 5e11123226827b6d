// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to core/crypto: included by its .cpp files alone. One source for Botan 2.19 and 3.x.

#include "Random.h"

#include <botan/aead.h>
#include <botan/rng.h>
#include <botan/rsa.h>
#include <botan/system_rng.h>
#include <botan/version.h>
#if __has_include(<botan/x25519.h>)
#include <botan/x25519.h>
#else
#include <botan/curve25519.h>
#endif

#include <memory>
#include <string>

namespace waxwing::compat {

#if BOTAN_VERSION_MAJOR >= 3
inline constexpr auto encryption = Botan::Cipher_Dir::Encryption;
inline constexpr auto decryption = Botan::Cipher_Dir::Decryption;
inline std::vector<quint8> rawPublicKey(const Botan::X25519_PublicKey &key)
{
    return key.raw_public_key_bits();
}
#else
inline constexpr auto encryption = Botan::ENCRYPTION;
inline constexpr auto decryption = Botan::DECRYPTION;
inline std::vector<quint8> rawPublicKey(const Botan::X25519_PublicKey &key)
{
    return key.public_value();
}
#endif

/// Our source of randomness as Botan wants one; borrows it.
class RandomAdapter final : public Botan::RandomNumberGenerator
{
public:
    explicit RandomAdapter(Random &random) : m_random(random) {}

    [[nodiscard]] std::string name() const override { return "waxwing"; }
    [[nodiscard]] bool accepts_input() const override { return false; }
    [[nodiscard]] bool is_seeded() const override { return true; }
    void clear() override {}
#if BOTAN_VERSION_MAJOR < 3
    void randomize(quint8 output[], std::size_t size) override
    {
        m_random.fill({output, size});
    }
    void add_entropy(const quint8 *, std::size_t) override {}

private:
#else
private:
    void fill_bytes_with_input(std::span<quint8> output, std::span<const quint8>) override
    {
        m_random.fill(output);
    }
#endif
    Random &m_random;
};

// One spelling for what the protocol uses (PROTOCOL 2). A bare "PSS(SHA-256)" would take any salt length.
inline constexpr const char *signatureScheme = "PSS(SHA-256,MGF1,32)";
inline constexpr const char *encryptionScheme = "OAEP(SHA-256)";
inline constexpr quint32 publicExponent = 65'537;

} // namespace waxwing::compat
