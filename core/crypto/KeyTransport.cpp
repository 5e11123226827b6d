// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyTransport.h"

#include "Limits.h"
#include "RsaKeys.h"

#include <botan/pubkey.h>

namespace waxwing {

namespace {

constexpr std::size_t secretSize = 32;

} // namespace

struct OneTimeKey::Private
{
    rsaKeys::PrivateKey key;
};

OneTimeKey::OneTimeKey(std::unique_ptr<Private> key) : d(std::move(key)), m_spki(rsaKeys::toSpki(*d->key)) {}

OneTimeKey::~OneTimeKey() = default;

Result<std::shared_ptr<OneTimeKey>> OneTimeKey::generate(Random &random)
{
    Result<rsaKeys::PrivateKey> key = rsaKeys::generate(random);
    if (!key)
        return tl::make_unexpected(key.error());
    return std::shared_ptr<OneTimeKey>(new OneTimeKey(std::make_unique<Private>(Private{*std::move(key)})));
}

Result<std::shared_ptr<OneTimeKey>> OneTimeKey::fromPrivateKey(std::span<const quint8> pkcs8)
{
    Result<rsaKeys::PrivateKey> key = rsaKeys::fromPkcs8(pkcs8);
    if (!key)
        return tl::make_unexpected(key.error());
    return std::shared_ptr<OneTimeKey>(new OneTimeKey(std::make_unique<Private>(Private{*std::move(key)})));
}

Result<SecretBytes> OneTimeKey::open(BytesView ciphertext)
{
    if (m_used.exchange(true))
        return failure(Code::KeyTransportFailed, QStringLiteral("the one-time key has been used"));
    // Used, whatever comes of it: the private key goes with this call.
    const std::unique_ptr<Private> once = std::move(d);
    if (ciphertext.size() != limits::rsaBytes)
        return failure(Code::KeyTransportFailed,
                       QStringLiteral("ciphertext of %1 bytes").arg(ciphertext.size()));
    try {
        const Botan::PK_Decryptor_EME decryptor(*once->key, Botan::system_rng(), compat::encryptionScheme);
        const auto opened = decryptor.decrypt(toSpan(ciphertext).data(), toSpan(ciphertext).size());
        if (opened.size() != secretSize)
            return failure(Code::KeyTransportFailed, QStringLiteral("secret of another size"));
        return SecretBytes(std::span(opened.data(), opened.size()));
    } catch (const std::exception &) {
        return failure(Code::KeyTransportFailed, QStringLiteral("RSA-OAEP does not open"));
    }
}

Result<Bytes> KeyTransport::encapsulate(const PublicKey &key, std::span<const quint8> secret)
{
    Q_ASSERT(secret.size() == secretSize);
    if (!key.m_key)
        return failure(Code::WeakKey, QStringLiteral("no key"));
    try {
        const Botan::PK_Encryptor_EME encryptor(key.m_key->rsa, Botan::system_rng(),
                                                compat::encryptionScheme);
        const auto ciphertext = encryptor.encrypt(secret.data(), secret.size(), Botan::system_rng());
        return toView(ciphertext).toByteArray();
    } catch (const std::exception &error) {
        return failure(Code::KeyTransportFailed, QString::fromUtf8(error.what()));
    }
}

} // namespace waxwing
