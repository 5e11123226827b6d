// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomDatabase.h"

#include <QHash>

namespace waxwing {

/// The invite tokens of a room: 16 characters of base32, kept as SHA-256 (PROTOCOL 7.3).
class InviteBook
{
public:
    void load(const std::vector<Invite> &invites);

    /// A new token and what is kept of it. It counts once add() was called, after its commit.
    struct Token
    {
        QString text;
        Invite invite;
    };
    static Token make(Random &random, int uses, qint64 expiresMs);
    void add(const Invite &invite);

    /// The digest of a token that has a use left; InviteMissing for none, InviteInvalid for any other. Case,
    /// '-' and spaces do not matter.
    [[nodiscard]] Result<Bytes> check(const std::optional<QString> &token, qint64 nowMs) const;
    /// A use goes to a registration whose commit is under way…
    void reserve(const Bytes &digest);
    /// …and comes back where that failed.
    void release(const Bytes &digest);

private:
    QHash<Bytes, Invite> m_invites;
};

} // namespace waxwing
