// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultDatabase.h"

#include "Hash.h"
#include "Limits.h"
#include "PrivateFiles.h"
#include "VaultSchema.h"

#include <QRegularExpression>
#include <QtEndian>

namespace waxwing {

namespace {

constexpr QLatin1StringView table("self");
constexpr QLatin1StringView identityColumn("identity");
constexpr QLatin1StringView deviceColumn("device");
constexpr QLatin1StringView positionColumn("position");
constexpr qsizetype numberSize = 8;

ValuePlace placeOf(QLatin1StringView column)
{
    return {table, column, 1, 1};
}

/// Next number u64 BE · counter u64 BE · history id (16 bytes or none): one value, so that no part of it can
/// be set back without the others.
Bytes encodePosition(const Bytes &history, quint64 nextNumber, quint64 counter)
{
    Bytes encoded(2 * numberSize, Qt::Uninitialized);
    qToBigEndian(nextNumber, encoded.data());
    qToBigEndian(counter, encoded.data() + numberSize);
    return encoded + history;
}

bool decodePosition(const SecretBytes &encoded, VaultContents &contents)
{
    const BytesView view = toView(encoded.span());
    const qsizetype historySize = view.size() - 2 * numberSize;
    if (historySize != 0 && historySize != limits::historySize) {
        return false;
    }
    contents.nextNumber = qFromBigEndian<quint64>(view.data());
    contents.counter = qFromBigEndian<quint64>(view.data() + numberSize);
    contents.history = view.sliced(2 * numberSize).toByteArray();
    return true;
}

tl::unexpected<Error> damaged(const QString &reason)
{
    return failure(Code::StorageDamaged, QStringLiteral("The vault is damaged: %1.").arg(reason));
}

} // namespace

struct VaultDatabase::Private
{
    Database database;
    bool isNew = false;
};

VaultDatabase::VaultDatabase() : d(std::make_unique<Private>()) {}
VaultDatabase::~VaultDatabase() = default;

QString VaultDatabase::fileName(const Bytes &hostSpki, const QString &usernameAsRegistered)
{
    const Bytes digest = sha256({hostSpki, usernameAsRegistered.toUtf8()});
    return QString::fromLatin1(digest.first(16).toHex()) + QStringLiteral(".sqlite");
}

Result<void> VaultDatabase::openFile(const QString &folder, const QString &fileName, int mostPages)
{
    static const QRegularExpression shape(QStringLiteral("\\A[0-9a-f]{32}\\.sqlite\\z"));
    if (!shape.match(fileName).hasMatch()) {
        return failure(Code::Internal, QStringLiteral("This is no name of a vault."));
    }
    const QString vaults = folder + QStringLiteral("/vaults");
    if (auto made = privateFiles::makeFolder(vaults); !made) {
        return made;
    }
    const QString path = vaults + QLatin1Char('/') + fileName;
    if (auto made = Database::makeWhereMissing(path, vaultSchema()); !made) {
        return made;
    }
    if (auto opened = d->database.open(path, vaultSchema(), mostPages); !opened) {
        return opened;
    }
    // What is erased or wiped is overwritten, not only left.
    if (auto careful = d->database.select(QStringLiteral("PRAGMA secure_delete=ON")); !careful) {
        return tl::make_unexpected(careful.error());
    }
    const auto counts = d->database.selectOne(
        QStringLiteral("SELECT (SELECT count(*) FROM wrap), (SELECT count(*) FROM self)"));
    if (!counts) {
        return tl::make_unexpected(counts.error());
    }
    const bool wrapped = counts->at(0).toInt() > 0;
    if (wrapped != (counts->at(1).toInt() > 0)) {
        d->database.close();
        return damaged(QStringLiteral("a part of it is missing"));
    }
    d->isNew = !wrapped;
    return {};
}

void VaultDatabase::close()
{
    d->database.close();
}

Database &VaultDatabase::database()
{
    return d->database;
}

bool VaultDatabase::isNew() const
{
    return d->isNew;
}

Result<std::vector<StoredWrap>> VaultDatabase::wraps()
{
    const auto rows = d->database.select(
        QStringLiteral("SELECT id, salt, iterations, wrapped, digest FROM wrap ORDER BY id DESC"));
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    if (rows->isEmpty()) {
        return damaged(QStringLiteral("it has no key"));
    }
    std::vector<StoredWrap> wraps;
    for (const auto &row : *rows) {
        StoredWrap stored;
        stored.id = row.at(0).toLongLong();
        stored.wrap = {row.at(1).toByteArray(), row.at(2).toInt(), row.at(3).toByteArray()};
        const PasswordWrap &wrap = stored.wrap;
        const bool fits = wrap.salt.size() == limits::saltSize && wrap.iterations >= 1 &&
                          wrap.iterations <= limits::mostIterations;
        if (!fits || (!row.at(4).isNull() && row.at(4).toByteArray() != digestOf(wrap))) {
            stored.state = StoredWrap::State::Damaged;
        } else if (row.at(4).isNull()) {
            stored.state = StoredWrap::State::Unchecked;
        }
        wraps.push_back(std::move(stored));
    }
    return wraps;
}

Result<qint64> VaultDatabase::addWrap(const PasswordWrap &wrap)
{
    const auto added = d->database.change(
        QStringLiteral("INSERT INTO wrap (salt, iterations, wrapped, digest) VALUES (?, ?, ?, ?)"),
        {wrap.salt, wrap.iterations, wrap.wrapped, digestOf(wrap)});
    return added ? Result<qint64>(added->insertedId) : tl::make_unexpected(added.error());
}

Result<void> VaultDatabase::removeOtherWraps(qint64 id)
{
    const auto removed = d->database.change(QStringLiteral("DELETE FROM wrap WHERE id <> ?"), {id});
    return removed ? Result<void>() : tl::make_unexpected(removed.error());
}

Result<void> VaultDatabase::keepDigest(const StoredWrap &wrap)
{
    const auto kept = d->database.change(QStringLiteral("UPDATE wrap SET digest = ? WHERE id = ?"),
                                         {digestOf(wrap.wrap), wrap.id});
    return kept ? Result<void>() : tl::make_unexpected(kept.error());
}

Result<void> VaultDatabase::create(const PasswordWrap &wrap, const SecretBytes &key,
                                   const VaultContents &contents, Random &random)
{
    if (!d->isNew || !contents.identity || contents.device.size() != limits::deviceSize) {
        return failure(Code::Internal,
                       QStringLiteral("A vault is made once, with an identity and a device."));
    }
    const SecretBytes pkcs8 = contents.identity->privateKey();
    const Bytes position = encodePosition(contents.history, contents.nextNumber, contents.counter);
    const auto done = d->database.transaction(Durability::Full, [&]() -> Result<void> {
        if (const auto wrapped = addWrap(wrap); !wrapped) {
            return tl::make_unexpected(wrapped.error());
        }
        const auto stored = d->database.change(
            QStringLiteral("INSERT INTO self (id, identity, device, position) VALUES (1, ?, ?, ?)"),
            {sealValue(key, placeOf(identityColumn), pkcs8.span(), random),
             sealValue(key, placeOf(deviceColumn), toSpan(contents.device), random),
             sealValue(key, placeOf(positionColumn), toSpan(position), random)});
        return stored ? Result<void>() : tl::make_unexpected(stored.error());
    });
    if (done) {
        d->isNew = false;
    }
    return done;
}

Result<VaultContents> VaultDatabase::contents(const SecretBytes &key)
{
    const auto row = d->database.selectOne(QStringLiteral("SELECT identity, device, position FROM self"));
    if (!row) {
        return tl::make_unexpected(row.error());
    }
    const auto pkcs8 = openValue(key, placeOf(identityColumn), row->at(0).toByteArray());
    const auto device = openValue(key, placeOf(deviceColumn), row->at(1).toByteArray());
    const auto position = openValue(key, placeOf(positionColumn), row->at(2).toByteArray());
    if (!pkcs8 || !device || !position) {
        return damaged(QStringLiteral("a value does not open"));
    }
    VaultContents contents;
    contents.device = toView(device->span()).toByteArray();
    if (contents.device.size() != limits::deviceSize || !decodePosition(*position, contents)) {
        return damaged(QStringLiteral("a value has a wrong size"));
    }
    auto identity = Identity::fromPrivateKey(pkcs8->span());
    if (!identity) {
        return tl::make_unexpected(identity.error());
    }
    contents.identity = std::move(*identity);
    return contents;
}

Result<void> VaultDatabase::writePosition(ValueSealer &sealer, const Bytes &history, quint64 nextNumber,
                                          quint64 counter)
{
    const Bytes position = encodePosition(history, nextNumber, counter);
    const auto saved = d->database.change(QStringLiteral("UPDATE self SET position = ?"),
                                          {sealer.seal(placeOf(positionColumn), toSpan(position))});
    if (!saved) {
        return tl::make_unexpected(saved.error());
    }
    return saved->rows == 1 ? Result<void>() : Result<void>(damaged(QStringLiteral("it is empty")));
}

} // namespace waxwing
