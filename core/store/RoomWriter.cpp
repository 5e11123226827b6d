// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomWriter.h"

#include "RoomLoader.h"

#include <algorithm>

namespace waxwing::roomWriter {

namespace {

template <class T> Result<void> withoutValue(const Result<T> &result)
{
    return result ? Result<void>() : tl::make_unexpected(result.error());
}

/// What the account no longer names; an identity's counter goes with it (DESIGN §2.6).
Result<void> forgetIdentities(Database &database, const Account &account)
{
    const auto rows =
        database.select(QStringLiteral("SELECT digest FROM identity WHERE account = ?"), {account.id});
    if (!rows) {
        return withoutValue(rows);
    }
    for (const auto &row : *rows) {
        const Bytes digest = row.first().toByteArray();
        const bool named =
            std::any_of(account.identities.begin(), account.identities.end(),
                        [&](const KnownIdentity &identity) { return identity.digest == digest; });
        if (named) {
            continue;
        }
        if (auto gone =
                database.change(QStringLiteral("DELETE FROM identity WHERE account = ? AND digest = ?"),
                                {account.id, digest});
            !gone) {
            return withoutValue(gone);
        }
    }
    return {};
}

} // namespace

Result<void> useInvite(Database &database, const Bytes &digest, qint64 nowMs)
{
    // The last use takes the row away; it may not stand there with none.
    const auto last = database.change(
        QStringLiteral("DELETE FROM invite WHERE digest = ? AND uses = 1 AND expires > ?"), {digest, nowMs});
    if (!last || last->rows == 1) {
        return withoutValue(last);
    }
    const auto used = database.change(
        QStringLiteral("UPDATE invite SET uses = uses - 1 WHERE digest = ? AND uses > 1 AND expires > ?"),
        {digest, nowMs});
    if (used && used->rows != 1) {
        return failure(Code::InviteInvalid, QStringLiteral("The invite is used up, expired or unknown."));
    }
    return withoutValue(used);
}

Result<qint64> insertAccount(Database &database, const Account &account)
{
    const auto taken =
        database.select(QStringLiteral("SELECT 1 FROM account WHERE folded = ? OR skeleton = ?"),
                        {account.folded, account.skeleton});
    if (!taken) {
        return tl::make_unexpected(taken.error());
    }
    if (!taken->isEmpty()) {
        return failure(Code::NameTaken);
    }
    const auto inserted = database.change(
        QStringLiteral(
            "INSERT INTO account (name, folded, skeleton, email, salt, iterations, stored_key, server_key,"
            " role, first_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {account.name, account.folded, account.skeleton, account.email, account.verifier.salt,
         account.verifier.iterations, account.verifier.storedKey, account.verifier.serverKey,
         roomLoader::textOf(account.role), qint64(account.firstNumber)});
    if (!inserted) {
        return tl::make_unexpected(inserted.error());
    }
    return inserted->insertedId;
}

Result<void> storeIdentities(Database &database, const Account &account)
{
    for (const KnownIdentity &identity : account.identities) {
        const auto known = database.select(
            QStringLiteral(
                "SELECT digest, device FROM identity WHERE account = ? AND (digest = ? OR device = ?)"),
            {account.id, identity.digest, identity.device});
        if (!known) {
            return withoutValue(known);
        }
        for (const auto &row : *known) {
            if (row.at(0).toByteArray() != identity.digest || row.at(1).toByteArray() != identity.device) {
                return failure(Code::DeviceTaken);
            }
        }
        const auto stored = database.change(
            QStringLiteral("INSERT INTO identity (account, digest, device, counter, last_used, new_since)"
                           " VALUES (?, ?, ?, ?, ?, ?)"
                           " ON CONFLICT (account, digest) DO UPDATE SET last_used = excluded.last_used"),
            {account.id, identity.digest, identity.device, qint64(identity.counter), identity.lastUsedMs,
             identity.newSinceMs});
        if (!stored) {
            return withoutValue(stored);
        }
    }
    return {};
}

Result<void> storeAddresses(Database &database, const Account &account)
{
    if (auto cleared = database.change(QStringLiteral("DELETE FROM address WHERE account = ?"), {account.id});
        !cleared) {
        return withoutValue(cleared);
    }
    for (const KnownAddress &address : account.addresses) {
        const auto stored = database.change(
            QStringLiteral("INSERT OR REPLACE INTO address (account, address, last_used) VALUES (?, ?, ?)"),
            {account.id, address.address, address.lastUsedMs});
        if (!stored) {
            return withoutValue(stored);
        }
    }
    return {};
}

Result<void> storeAdmission(Database &database, const Account &account)
{
    const auto updated = database.change(QStringLiteral("UPDATE account SET first_number = ? WHERE id = ?"),
                                         {qint64(account.firstNumber), account.id});
    if (!updated) {
        return withoutValue(updated);
    }
    if (updated->rows != 1) {
        return failure(Code::Internal, QStringLiteral("No account has this id."));
    }
    if (auto forgotten = forgetIdentities(database, account); !forgotten) {
        return forgotten;
    }
    if (auto stored = storeIdentities(database, account); !stored) {
        return stored;
    }
    return storeAddresses(database, account);
}

} // namespace waxwing::roomWriter
