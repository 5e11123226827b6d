// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "SealedValue.h"

#include <memory>
#include <optional>

namespace waxwing {

/// What a host keeps secret (DESIGN §3): its identity, sealed by `host.key` (32 random bytes beside the
/// database) or by a passphrase (PBES2), and what stands beside it, sealed by Expand(Extract("", PKCS#8 of
/// the identity), "waxwing/1 room secrets"), so that both ways of sealing protect it alike.
class RoomSecrets
{
public:
    /// The columns of what stands beside the identity.
    static constexpr QLatin1StringView unknownNameKeyColumn{"unknown_name_key"};
    static constexpr QLatin1StringView hostPasswordColumn{"host_password"};
    static constexpr QLatin1StringView talkKeyColumn{"talk_key"};

    /// The identity as the database keeps it.
    struct SealedIdentity
    {
        QString sealedBy; ///< "host.key" or "passphrase"
        Bytes identity;
    };
    /// A new identity and, without a passphrase, a new host.key in `folder`. Slow.
    static Result<SealedIdentity> make(const QString &folder, const std::optional<SecretBytes> &passphrase,
                                       Random &random, RoomSecrets &secrets);
    /// WrongPassphrase for another passphrase than the room was made with, none, or one too many;
    /// StorageDamaged for a host.key that is missing or damaged, and an identity that does not open.
    static Result<RoomSecrets> open(const QString &folder, const SealedIdentity &sealed,
                                    const std::optional<SecretBytes> &passphrase);

    [[nodiscard]] const std::shared_ptr<const Identity> &identity() const { return m_identity; }
    /// A value of the room's one row, under its column's name.
    [[nodiscard]] Bytes seal(QLatin1StringView column, std::span<const quint8> value, Random &random) const;
    [[nodiscard]] Result<SecretBytes> unseal(QLatin1StringView column, BytesView sealed) const;

private:
    Result<void> take(const SecretBytes &pkcs8);
    std::shared_ptr<const Identity> m_identity;
    SecretBytes m_key;
};

} // namespace waxwing
