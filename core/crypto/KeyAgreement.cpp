// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyAgreement.h"

#include "BotanCompat.h"
#include "Limits.h"

#include <botan/pubkey.h>

namespace waxwing {

namespace {

constexpr std::size_t keySize = 32;

Botan::X25519_PrivateKey botanKey(const SecretBytes &privateKey)
{
    Q_ASSERT(privateKey.size() == keySize);
    const std::span<const quint8> bytes = privateKey.span();
    return Botan::X25519_PrivateKey(Botan::secure_vector<quint8>(bytes.begin(), bytes.end()));
}

} // namespace

/// Botan's key, which wipes itself. Kept, because making it computes the share: as dear as the agreement.
struct KeyAgreement::Private
{
    Botan::X25519_PrivateKey key;
};

KeyAgreement::KeyAgreement(Random &random) : KeyAgreement(random.secret(keySize)) {}

KeyAgreement::KeyAgreement(SecretBytes privateKey)
    : d(new Private{botanKey(privateKey)}), m_share(toView(compat::rawPublicKey(d->key)).toByteArray())
{}

KeyAgreement::~KeyAgreement() = default;
KeyAgreement::KeyAgreement(KeyAgreement &&) noexcept = default;
KeyAgreement &KeyAgreement::operator=(KeyAgreement &&) noexcept = default;

Result<SecretBytes> KeyAgreement::agree(BytesView peerShare) const
{
    if (peerShare.size() != limits::shareSize)
        return failure(Code::Malformed, QStringLiteral("X25519 share of %1 bytes").arg(peerShare.size()));
    try {
        const Botan::PK_Key_Agreement agreement(d->key, Botan::system_rng(), "Raw");
        const Botan::SymmetricKey agreed = agreement.derive_key(0, toSpan(peerShare).data(), keySize);
        SecretBytes result(std::span(agreed.begin(), agreed.length()));
        // RFC 7748 §6.1. Botan 2 hands the zeros out, Botan 3 throws: one code for both.
        if (!equalInConstantTime(result.span(), SecretBytes(keySize).span()))
            return result;
    } catch (const std::exception &) {
        // Of a share of 32 bytes Botan refuses nothing but a result of zeros.
    }
    return failure(Code::WeakKey, QStringLiteral("X25519 result of zeros"));
}

} // namespace waxwing
