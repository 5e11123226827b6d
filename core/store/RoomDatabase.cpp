// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDatabase.h"

#include "Database.h"
#include "PrivateFiles.h"
#include "RoomLoader.h"
#include "RoomMaker.h"
#include "RoomSchema.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace waxwing {

namespace {

template <class T> Result<void> withoutValue(const Result<T> &result)
{
    return result ? Result<void>() : tl::make_unexpected(result.error());
}

} // namespace

struct RoomDatabase::Private
{
    Database database;
    RoomSecrets secrets;
    Random *random = nullptr;

    Result<RoomState> load(const QString &folder, const std::optional<SecretBytes> &passphrase);
    Result<void> beginRun(RoomState &state);
    Result<void> useInvite(const Bytes &digest, qint64 nowMs);
    Result<qint64> insertAccount(const Account &account);
    Result<void> storeIdentities(const Account &account);
    Result<void> storeAddresses(const Account &account);
    Result<void> storeAdmission(const Account &account);
    Result<void> forgetIdentities(const Account &account);
};

RoomDatabase::RoomDatabase() : d(std::make_unique<Private>()) {}
RoomDatabase::~RoomDatabase() = default;

Result<RoomState> RoomDatabase::open(OpenOptions options, Random &random)
{
    d->random = &random;
    const QString folder = options.folder + QStringLiteral("/room");
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir()) {
        return failure(Code::StorageFailed,
                       QStringLiteral("%1 is a file where a folder is needed.").arg(folder));
    }
    if (!info.exists() ||
        QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        if (auto made = makeRoom(folder, options.passphrase, random); !made) {
            return tl::make_unexpected(made.error());
        }
    }
    if (auto closed = privateFiles::makeFolder(folder); !closed) {
        return tl::make_unexpected(closed.error());
    }
    const QString file = folder + QStringLiteral("/room.sqlite");
    if (auto opened = d->database.open(file, roomSchema(), options.mostPages); !opened) {
        return tl::make_unexpected(opened.error());
    }
    auto state = d->load(folder, options.passphrase);
    if (state) {
        if (auto begun = d->beginRun(*state); !begun) {
            state = tl::make_unexpected(begun.error());
        }
    }
    if (!state) {
        d->database.close();
    }
    return state;
}

Result<RoomState> RoomDatabase::Private::load(const QString &folder,
                                              const std::optional<SecretBytes> &passphrase)
{
    const auto row = database.selectOne(QStringLiteral(
        "SELECT name, registration, history, next_number, sealed_by, identity, unknown_name_key,"
        " host_name, host_password FROM room"));
    if (!row) {
        return tl::make_unexpected(row.error());
    }
    auto opened = RoomSecrets::open(folder, {row->at(4).toString(), row->at(5).toByteArray()}, passphrase);
    if (!opened) {
        return tl::make_unexpected(opened.error());
    }
    secrets = std::move(*opened);
    RoomState state;
    state.identity = secrets.identity();
    state.room = row->at(0).toString();
    state.registration = roomLoader::registrationOf(row->at(1).toString());
    state.history = row->at(2).toByteArray();
    state.nextNumber = row->at(3).toULongLong();
    state.hostName = row->at(7).toString();
    auto key = secrets.unseal(RoomSecrets::unknownNameKeyColumn, row->at(6).toByteArray());
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    state.unknownNameKey = std::move(*key);
    if (const Bytes sealed = row->at(8).toByteArray(); !sealed.isEmpty()) {
        auto password = secrets.unseal(RoomSecrets::hostPasswordColumn, sealed);
        if (!password) {
            return tl::make_unexpected(password.error());
        }
        state.hostPassword = std::move(*password);
    }
    auto accounts = roomLoader::accounts(database);
    if (!accounts) {
        return tl::make_unexpected(accounts.error());
    }
    state.accounts = std::move(*accounts);
    auto invites = roomLoader::invites(database);
    if (!invites) {
        return tl::make_unexpected(invites.error());
    }
    state.invites = std::move(*invites);
    return state;
}

/// The last commits of a run that was not closed may be gone with the power: what it numbered is left behind
/// (DESIGN §2.5).
Result<void> RoomDatabase::Private::beginRun(RoomState &state)
{
    return database.transaction(Durability::Full, [&]() -> Result<void> {
        const auto closed = database.selectOne(QStringLiteral("SELECT closed_cleanly FROM room"));
        if (!closed) {
            return withoutValue(closed);
        }
        if (closed->first().toInt() == 0) {
            if (state.nextNumber > limits::largestInteger - limits::numberJump) {
                return failure(Code::StorageDamaged, QStringLiteral("The room's numbering is damaged."));
            }
            state.nextNumber += limits::numberJump;
        }
        return withoutValue(
            database.change(QStringLiteral("UPDATE room SET closed_cleanly = 0, next_number = ?"),
                            {qint64(state.nextNumber)}));
    });
}

Result<void> RoomDatabase::setRoom(const QString &name, Registration registration)
{
    return d->database.transaction(Durability::Full, [&] {
        return withoutValue(d->database.change(QStringLiteral("UPDATE room SET name = ?, registration = ?"),
                                               {name, roomLoader::textOf(registration)}));
    });
}

Result<void> RoomDatabase::setHostPerson(const QString &name, const SecretBytes &password)
{
    return d->database.transaction(Durability::Full, [&] {
        return withoutValue(d->database.change(
            QStringLiteral("UPDATE room SET host_name = ?, host_password = ?"),
            {name, d->secrets.seal(RoomSecrets::hostPasswordColumn, password.span(), *d->random)}));
    });
}

Result<qint64> RoomDatabase::addAccount(const Account &account, const std::optional<Bytes> &inviteDigest,
                                        qint64 nowMs)
{
    qint64 id = 0;
    const auto done = d->database.transaction(Durability::Full, [&]() -> Result<void> {
        if (inviteDigest) {
            if (auto used = d->useInvite(*inviteDigest, nowMs); !used) {
                return used;
            }
        }
        const auto inserted = d->insertAccount(account);
        if (!inserted) {
            return withoutValue(inserted);
        }
        id = *inserted;
        Account stored = account;
        stored.id = id;
        if (auto identities = d->storeIdentities(stored); !identities) {
            return identities;
        }
        return d->storeAddresses(stored);
    });
    if (!done) {
        return tl::make_unexpected(done.error());
    }
    return id;
}

Result<void> RoomDatabase::Private::useInvite(const Bytes &digest, qint64 nowMs)
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

Result<qint64> RoomDatabase::Private::insertAccount(const Account &account)
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

Result<void> RoomDatabase::Private::storeIdentities(const Account &account)
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

Result<void> RoomDatabase::Private::storeAddresses(const Account &account)
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

/// What the account no longer names; an identity's counter goes with it (DESIGN §2.6).
Result<void> RoomDatabase::Private::forgetIdentities(const Account &account)
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

Result<void> RoomDatabase::Private::storeAdmission(const Account &account)
{
    const auto updated = database.change(QStringLiteral("UPDATE account SET first_number = ? WHERE id = ?"),
                                         {qint64(account.firstNumber), account.id});
    if (!updated) {
        return withoutValue(updated);
    }
    if (updated->rows != 1) {
        return failure(Code::Internal, QStringLiteral("No account has this id."));
    }
    if (auto forgotten = forgetIdentities(account); !forgotten) {
        return forgotten;
    }
    if (auto stored = storeIdentities(account); !stored) {
        return stored;
    }
    return storeAddresses(account);
}

Result<void> RoomDatabase::recordAdmission(const Account &account, const std::vector<Bytes> &linked)
{
    return recordAdmissions({{account, linked}});
}

Result<void> RoomDatabase::recordAdmissions(const std::vector<Admission> &admissions)
{
    return d->database.transaction(Durability::Full, [&]() -> Result<void> {
        for (const Admission &admission : admissions) {
            if (auto stored = d->storeAdmission(withinLimits(admission.account, admission.linked)); !stored) {
                return stored;
            }
        }
        return {};
    });
}

Result<void> RoomDatabase::addInvite(const Invite &invite, qint64 nowMs)
{
    if (invite.uses < 1 || invite.expiresMs <= nowMs || invite.digest.size() != limits::hashSize) {
        return failure(Code::InviteInvalid, QStringLiteral("The invite has no use or no time."));
    }
    return d->database.transaction(Durability::Full, [&]() -> Result<void> {
        if (auto dropped =
                d->database.change(QStringLiteral("DELETE FROM invite WHERE expires <= ? OR digest = ?"),
                                   {nowMs, invite.digest});
            !dropped) {
            return withoutValue(dropped);
        }
        const auto count = d->database.selectOne(QStringLiteral("SELECT count(*) FROM invite"));
        if (!count) {
            return withoutValue(count);
        }
        if (count->first().toInt() >= limits::invites) {
            return failure(Code::InviteInvalid,
                           QStringLiteral("The room has as many invites as it may have."));
        }
        return withoutValue(
            d->database.change(QStringLiteral("INSERT INTO invite (digest, uses, expires) VALUES (?, ?, ?)"),
                               {invite.digest, invite.uses, invite.expiresMs}));
    });
}

Result<void> RoomDatabase::commitTalk(quint64 nextNumber, const std::vector<CounterUpdate> &counters)
{
    return d->database.transaction(Durability::Normal, [&]() -> Result<void> {
        const auto numbered = d->database.change(
            QStringLiteral("UPDATE room SET next_number = max(next_number, ?), closed_cleanly = 0"),
            {qint64(nextNumber)});
        if (!numbered) {
            return withoutValue(numbered);
        }
        for (const CounterUpdate &update : counters) {
            const auto stored = d->database.change(
                QStringLiteral(
                    "UPDATE identity SET counter = max(counter, ?) WHERE account = ? AND device = ?"),
                {qint64(update.counter), update.account, update.device});
            if (!stored) {
                return withoutValue(stored);
            }
            if (stored->rows != 1) {
                return failure(Code::Internal, QStringLiteral("The account has no such device."));
            }
        }
        return {};
    });
}

Result<void> RoomDatabase::closeCleanly()
{
    const auto marked = d->database.transaction(Durability::Full, [&] {
        return withoutValue(d->database.change(QStringLiteral("UPDATE room SET closed_cleanly = 1")));
    });
    d->database.close();
    return marked;
}

} // namespace waxwing
