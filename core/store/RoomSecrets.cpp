// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomSecrets.h"

#include "Hash.h"
#include "PrivateFiles.h"

namespace waxwing {

namespace {

constexpr std::size_t keySize = 32;

QString keyFile(const QString &folder)
{
    return folder + QStringLiteral("/host.key");
}

ValuePlace placeOf(QLatin1StringView column)
{
    return {QLatin1StringView("room"), column, 1, 1};
}

} // namespace

/// Keeps the identity and derives the key of what stands beside it.
Result<void> RoomSecrets::take(const SecretBytes &pkcs8)
{
    auto identity = Identity::fromPrivateKey(pkcs8.span());
    if (!identity) {
        return tl::make_unexpected(identity.error());
    }
    m_identity = std::move(*identity);
    m_key = hkdfExpand(hkdfExtract({}, pkcs8.span()).span(), "waxwing/1 room secrets", keySize);
    return {};
}

Result<RoomSecrets::SealedIdentity> RoomSecrets::make(const QString &folder,
                                                      const std::optional<SecretBytes> &passphrase,
                                                      Random &random, RoomSecrets &secrets)
{
    const auto identity = Identity::generate(random);
    if (!identity) {
        return tl::make_unexpected(identity.error());
    }
    const SecretBytes pkcs8 = (*identity)->privateKey();
    if (auto taken = secrets.take(pkcs8); !taken) {
        return tl::make_unexpected(taken.error());
    }
    if (passphrase) {
        if (passphrase->isEmpty()) {
            return failure(Code::WrongPassphrase, QStringLiteral("The passphrase is empty."));
        }
        auto sealed = encryptPrivateKey(pkcs8.span(), passphrase->span(), random);
        if (!sealed) {
            return tl::make_unexpected(sealed.error());
        }
        return SealedIdentity{QStringLiteral("passphrase"), *sealed};
    }
    const SecretBytes key = random.secret(keySize);
    if (auto written = privateFiles::writeNew(keyFile(folder), key.span()); !written) {
        return tl::make_unexpected(written.error());
    }
    return SealedIdentity{QStringLiteral("host.key"),
                          sealValue(key, placeOf(QLatin1StringView("identity")), pkcs8.span(), random)};
}

Result<RoomSecrets> RoomSecrets::open(const QString &folder, const SealedIdentity &sealed,
                                      const std::optional<SecretBytes> &passphrase)
{
    const bool byPassphrase = sealed.sealedBy == QLatin1StringView("passphrase");
    if (byPassphrase && !passphrase) {
        return failure(Code::WrongPassphrase, QStringLiteral("This room opens with its passphrase only."));
    }
    if (!byPassphrase && passphrase) {
        return failure(Code::WrongPassphrase, QStringLiteral("This room was made without a passphrase."));
    }
    Result<SecretBytes> pkcs8;
    if (byPassphrase) {
        pkcs8 = decryptPrivateKey(sealed.identity, passphrase->span());
    } else {
        const auto key = privateFiles::readSecret(keyFile(folder), keySize);
        if (!key) {
            return tl::make_unexpected(key.error());
        }
        if (auto closed = privateFiles::closeToOthers(keyFile(folder)); !closed) {
            return tl::make_unexpected(closed.error());
        }
        pkcs8 = openValue(*key, placeOf(QLatin1StringView("identity")), sealed.identity);
    }
    if (!pkcs8) {
        return tl::make_unexpected(pkcs8.error());
    }
    RoomSecrets secrets;
    if (auto taken = secrets.take(*pkcs8); !taken) {
        return tl::make_unexpected(taken.error());
    }
    return secrets;
}

Bytes RoomSecrets::seal(QLatin1StringView column, std::span<const quint8> value, Random &random) const
{
    return sealValue(m_key, placeOf(column), value, random);
}

Result<SecretBytes> RoomSecrets::unseal(QLatin1StringView column, BytesView sealed) const
{
    return openValue(m_key, placeOf(column), sealed);
}

} // namespace waxwing
