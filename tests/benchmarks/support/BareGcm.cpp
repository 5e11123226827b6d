// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "BareGcm.h"

#include "Limits.h"

#include <botan/aead.h>
#include <botan/version.h>

#include <array>

namespace waxwing::bench {

namespace {

#if BOTAN_VERSION_MAJOR >= 3
constexpr auto encryption = Botan::Cipher_Dir::Encryption;
constexpr auto decryption = Botan::Cipher_Dir::Decryption;
#else
constexpr auto encryption = Botan::ENCRYPTION;
constexpr auto decryption = Botan::DECRYPTION;
#endif
constexpr std::size_t headerSize = limits::additionalDataSize;

} // namespace

struct BareGcm::Private
{
    std::unique_ptr<Botan::AEAD_Mode> sealer = Botan::AEAD_Mode::create_or_throw("AES-256/GCM", encryption);
    std::unique_ptr<Botan::AEAD_Mode> opener = Botan::AEAD_Mode::create_or_throw("AES-256/GCM", decryption);
    std::vector<Botan::secure_vector<quint8>> buffers;

    void pass(Botan::AEAD_Mode &mode)
    {
        std::array<quint8, 12> nonce{};
        for (Botan::secure_vector<quint8> &buffer : buffers) {
            ++nonce.back();
            mode.set_associated_data(buffer.data(), headerSize);
            mode.start(nonce.data(), nonce.size());
            mode.finish(buffer, headerSize);
        }
    }
};

BareGcm::BareGcm(std::size_t plaintext, std::size_t buffers) : d(std::make_unique<Private>())
{
    const std::vector<quint8> key(32, 0x42);
    d->sealer->set_key(key);
    d->opener->set_key(key);
    for (std::size_t i = 0; i < buffers; ++i) {
        Botan::secure_vector<quint8> buffer;
        buffer.reserve(headerSize + plaintext + limits::tagSize);
        buffer.resize(headerSize + plaintext, 0x77);
        d->buffers.push_back(std::move(buffer));
    }
}

BareGcm::~BareGcm() = default;

void BareGcm::sealAll()
{
    d->pass(*d->sealer);
}

void BareGcm::openAll()
{
    d->pass(*d->opener);
}

} // namespace waxwing::bench
