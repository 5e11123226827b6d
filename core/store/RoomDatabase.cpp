// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDatabase.h"

#include "Database.h"
#include "PrivateFiles.h"
#include "RoomLoader.h"
#include "RoomMaker.h"
#include "RoomSchema.h"
#include "RoomWriter.h"

#include <QDir>
#include <QFileInfo>

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
    std::optional<SaidTable> said; ///< while it is open

    Result<RoomState> load(const QString &folder, const std::optional<SecretBytes> &passphrase);
    Result<void> beginRun(RoomState &state, int keepMessages);
    Result<void> openTalk(RoomState &state, int keepMessages);
    Result<void> number(quint64 nextNumber, const std::vector<CounterUpdate> &counters);
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
        if (auto begun = d->beginRun(*state, options.keepMessages); !begun) {
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
        " host_name, host_password, share_last FROM room"));
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
    state.lastNumber = state.nextNumber - 1;
    state.shareLast = row->at(9).toInt();
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
Result<void> RoomDatabase::Private::beginRun(RoomState &state, int keepMessages)
{
    // Freed pages keep nothing of what was wiped (SQLite, PRAGMA secure_delete).
    if (auto wiping = database.select(QStringLiteral("PRAGMA secure_delete=ON")); !wiping) {
        return withoutValue(wiping);
    }
    said.emplace(database, *random);
    return database.transaction(Durability::Full, [&]() -> Result<void> {
        if (auto talk = openTalk(state, keepMessages); !talk) {
            return talk;
        }
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

/// The key of what was said is made the first time; kept is as much as this run wants to keep.
Result<void> RoomDatabase::Private::openTalk(RoomState &state, int keepMessages)
{
    constexpr std::size_t keySize = 32;
    const auto sealed = database.selectOne(QStringLiteral("SELECT talk_key FROM room"));
    if (!sealed) {
        return withoutValue(sealed);
    }
    if (const Bytes key = sealed->first().toByteArray(); !key.isEmpty()) {
        auto opened = secrets.unseal(RoomSecrets::talkKeyColumn, key);
        if (!opened) {
            return withoutValue(opened);
        }
        if (opened->size() != keySize) {
            return failure(Code::StorageDamaged, QStringLiteral("The key of what was said is damaged."));
        }
        said->setKey(*opened);
    } else {
        const SecretBytes made = random->secret(keySize);
        const auto kept = database.change(QStringLiteral("UPDATE room SET talk_key = ?"),
                                          {secrets.seal(RoomSecrets::talkKeyColumn, made.span(), *random)});
        if (!kept) {
            return withoutValue(kept);
        }
        said->setKey(made);
    }
    if (auto trimmed = said->trim(keepMessages); !trimmed) {
        return trimmed;
    }
    auto places = said->places();
    const auto keptFrom = database.selectOne(QStringLiteral("SELECT kept_from FROM room"));
    if (!places || !keptFrom) {
        return places ? withoutValue(keptFrom) : withoutValue(places);
    }
    state.said = std::move(*places);
    auto files = said->files().load();
    if (!files) {
        return withoutValue(files);
    }
    state.files = std::move(*files);
    state.keptFrom = keptFrom->first().toULongLong();
    return {};
}

Result<void> RoomDatabase::setRoom(const QString &name, Registration registration)
{
    return d->database.transaction(Durability::Full, [&] {
        return withoutValue(d->database.change(QStringLiteral("UPDATE room SET name = ?, registration = ?"),
                                               {name, roomLoader::textOf(registration)}));
    });
}

Result<void> RoomDatabase::setShareLast(int messages)
{
    return d->database.transaction(Durability::Full, [&] {
        return withoutValue(d->database.change(QStringLiteral("UPDATE room SET share_last = ?"), {messages}));
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
            if (auto used = roomWriter::useInvite(d->database, *inviteDigest, nowMs); !used) {
                return used;
            }
        }
        const auto inserted = roomWriter::insertAccount(d->database, account);
        if (!inserted) {
            return withoutValue(inserted);
        }
        id = *inserted;
        Account stored = account;
        stored.id = id;
        if (auto identities = roomWriter::storeIdentities(d->database, stored); !identities) {
            return identities;
        }
        return roomWriter::storeAddresses(d->database, stored);
    });
    if (!done) {
        return tl::make_unexpected(done.error());
    }
    return id;
}

Result<void> RoomDatabase::recordAdmission(const Account &account, const std::vector<Bytes> &linked)
{
    return recordAdmissions({{account, linked}});
}

Result<void> RoomDatabase::recordAdmissions(const std::vector<Admission> &admissions)
{
    return d->database.transaction(Durability::Full, [&]() -> Result<void> {
        for (const Admission &admission : admissions) {
            if (auto stored = roomWriter::storeAdmission(d->database,
                                                         withinLimits(admission.account, admission.linked));
                !stored) {
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

Result<void> RoomDatabase::commitTalk(quint64 nextNumber, const std::vector<CounterUpdate> &counters,
                                      const TalkChange &talk)
{
    return d->database.transaction(Durability::Normal, [&]() -> Result<void> {
        if (auto numbered = d->number(nextNumber, counters); !numbered) {
            return numbered;
        }
        return d->said ? d->said->apply(talk) : Result<void>();
    });
}

Result<void> RoomDatabase::Private::number(quint64 nextNumber, const std::vector<CounterUpdate> &counters)
{
    const auto numbered = database.change(
        QStringLiteral("UPDATE room SET next_number = max(next_number, ?), closed_cleanly = 0"),
        {qint64(nextNumber)});
    if (!numbered) {
        return withoutValue(numbered);
    }
    for (const CounterUpdate &update : counters) {
        const auto stored = database.change(
            QStringLiteral("UPDATE identity SET counter = max(counter, ?) WHERE account = ? AND device = ?"),
            {qint64(update.counter), update.account, update.device});
        if (!stored) {
            return withoutValue(stored);
        }
        if (stored->rows != 1) {
            return failure(Code::Internal, QStringLiteral("The account has no such device."));
        }
    }
    return {};
}

Result<SaidTable::Page> RoomDatabase::readTalk(quint64 first, quint64 last)
{
    if (!d->said) {
        return failure(Code::StorageFailed, QStringLiteral("The room is not open."));
    }
    return d->said->read(first, last);
}

FileTable *RoomDatabase::files()
{
    return d->said ? &d->said->files() : nullptr;
}

Result<void> RoomDatabase::forgetWiped()
{
    return d->said ? d->said->emptyLog() : Result<void>();
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
