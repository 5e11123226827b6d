// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Identity.h"

#include "RsaKeys.h"

#include <botan/pubkey.h>

#include <QThreadStorage>

#include <list>

namespace waxwing {

struct Identity::Private
{
    rsaKeys::PrivateKey key;
    /// Tells one Identity from every other for as long as a signer is kept for it.
    std::shared_ptr<const int> instance = std::make_shared<const int>(0);
};

namespace {

/// The signers that one thread keeps. A Botan::PK_Signer may be used by one thread alone, and making one
/// costs more than a signature. Those of identities that are gone leave at the next look; a thread that never
/// signs again keeps theirs until it ends.
class SignersOfThread
{
public:
    Botan::PK_Signer &signerFor(const std::shared_ptr<const int> &instance, const Botan::RSA_PrivateKey &key)
    {
        m_kept.remove_if([](const Kept &kept) { return kept.instance.expired(); });
        for (auto kept = m_kept.begin(); kept != m_kept.end(); ++kept) {
            if (kept->instance.lock() == instance) {
                m_kept.splice(m_kept.begin(), m_kept, kept);
                return *m_kept.front().signer;
            }
        }
        m_kept.push_front({instance, std::make_unique<Botan::PK_Signer>(key, Botan::system_rng(),
                                                                        compat::signatureScheme)});
        if (m_kept.size() > most)
            m_kept.pop_back();
        return *m_kept.front().signer;
    }

private:
    static constexpr std::size_t most = 8;
    struct Kept
    {
        std::weak_ptr<const int> instance;
        std::unique_ptr<Botan::PK_Signer> signer;
    };
    std::list<Kept> m_kept; ///< used last first
};

SignersOfThread &signersOfThread()
{
    static QThreadStorage<SignersOfThread> storage; // and no thread_local: see Hash.cpp
    return storage.localData();
}

} // namespace

Identity::Identity(std::unique_ptr<Private> key)
    : d(std::move(key)), m_publicKey(PublicKey::fromSpki(rsaKeys::toSpki(*d->key)).value())
{}

Identity::~Identity() = default;

Result<std::shared_ptr<const Identity>> Identity::generate(Random &random)
{
    Result<rsaKeys::PrivateKey> key = rsaKeys::generate(random);
    if (!key)
        return tl::make_unexpected(key.error());
    return std::shared_ptr<const Identity>(new Identity(std::make_unique<Private>(Private{*std::move(key)})));
}

Result<std::shared_ptr<const Identity>> Identity::fromPrivateKey(std::span<const quint8> pkcs8)
{
    Result<rsaKeys::PrivateKey> key = rsaKeys::fromPkcs8(pkcs8);
    if (!key)
        return tl::make_unexpected(key.error());
    return std::shared_ptr<const Identity>(new Identity(std::make_unique<Private>(Private{*std::move(key)})));
}

SecretBytes Identity::privateKey() const
{
    return rsaKeys::toPkcs8(*d->key);
}

void Identity::prepareToSign() const
{
    try {
        signersOfThread().signerFor(d->instance, *d->key);
    } catch (const std::exception &error) {
        qCritical("RSA-PSS: %s", error.what()); // sign() will meet it again
    }
}

Bytes Identity::sign(BytesView message) const
{
    try {
        Botan::PK_Signer &signer = signersOfThread().signerFor(d->instance, *d->key);
        const auto signature =
            signer.sign_message(toSpan(message).data(), toSpan(message).size(), Botan::system_rng());
        return toView(signature).toByteArray();
    } catch (const std::exception &error) {
        // Botan checks each signature against a fault of the machine; nothing is better than a wrong one.
        qCritical("RSA-PSS: %s", error.what());
        return {};
    }
}

} // namespace waxwing
