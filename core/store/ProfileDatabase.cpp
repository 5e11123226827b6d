// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ProfileDatabase.h"

#include "Database.h"
#include "Limits.h"
#include "PrivateFiles.h"
#include "SettingCodec.h"

#include <QFileInfo>
#include <QHash>

namespace waxwing {

namespace {

const DatabaseKind &profileSchema()
{
    static const DatabaseKind kind{
        QStringLiteral("profile"),
        0x57785066, // "WxPf"
        {{
            QStringLiteral("CREATE TABLE pin ("
                           " digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),"
                           " room TEXT NOT NULL,"
                           " accepted_by TEXT NOT NULL CHECK (accepted_by IN ('link', 'compared', 'own')),"
                           " last_used INTEGER NOT NULL"
                           ") STRICT, WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE pin_address ("
                           " digest BLOB NOT NULL REFERENCES pin (digest) ON DELETE CASCADE,"
                           " position INTEGER NOT NULL,"
                           " address TEXT NOT NULL,"
                           " port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),"
                           " PRIMARY KEY (digest, position)"
                           ") STRICT, WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE pin_username ("
                           " digest BLOB NOT NULL REFERENCES pin (digest) ON DELETE CASCADE,"
                           " position INTEGER NOT NULL,"
                           " name TEXT NOT NULL,"
                           " PRIMARY KEY (digest, position)"
                           ") STRICT, WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE setting ("
                           " key TEXT NOT NULL PRIMARY KEY,"
                           " kind TEXT NOT NULL,"
                           " value ANY NOT NULL"
                           ") STRICT, WITHOUT ROWID"),
        }}};
    return kind;
}

QString textOf(AcceptedBy acceptedBy)
{
    switch (acceptedBy) {
    case AcceptedBy::Link:
        return QStringLiteral("link");
    case AcceptedBy::Own:
        return QStringLiteral("own");
    case AcceptedBy::Compared:
        break;
    }
    return QStringLiteral("compared");
}

AcceptedBy acceptedByOf(const QString &text)
{
    return text == QLatin1StringView("link")  ? AcceptedBy::Link
           : text == QLatin1StringView("own") ? AcceptedBy::Own
                                              : AcceptedBy::Compared;
}

template <class T> Result<void> withoutValue(const Result<T> &result)
{
    return result ? Result<void>() : tl::make_unexpected(result.error());
}

QString fileIn(const QString &folder)
{
    return folder + QStringLiteral("/profile.sqlite");
}

} // namespace

struct ProfileDatabase::Private
{
    Database database;

    Result<void> insertPin(const Pin &pin);
};

ProfileDatabase::ProfileDatabase() : d(std::make_unique<Private>()) {}
ProfileDatabase::~ProfileDatabase() = default;

bool ProfileDatabase::isNew(const QString &folder)
{
    const QString path = fileIn(folder);
    return !QFileInfo::exists(path) && !QFileInfo::exists(path + QStringLiteral("-wal"));
}

Result<void> ProfileDatabase::open(const QString &folder)
{
    const QString path = fileIn(folder);
    if (auto made = privateFiles::makeFolder(folder); !made) {
        return made;
    }
    if (auto made = Database::makeWhereMissing(path, profileSchema()); !made) {
        return made;
    }
    return d->database.open(path, profileSchema());
}

Result<QList<Pin>> ProfileDatabase::pins()
{
    const auto rows = d->database.select(QStringLiteral(
        "SELECT digest, room, accepted_by, last_used FROM pin ORDER BY last_used DESC, digest"));
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    const auto addresses = d->database.select(
        QStringLiteral("SELECT digest, address, port FROM pin_address ORDER BY digest, position"));
    if (!addresses) {
        return tl::make_unexpected(addresses.error());
    }
    const auto usernames =
        d->database.select(QStringLiteral("SELECT digest, name FROM pin_username ORDER BY digest, position"));
    if (!usernames) {
        return tl::make_unexpected(usernames.error());
    }
    QList<Pin> pins;
    QHash<Bytes, qsizetype> places;
    for (const auto &row : *rows) {
        places.insert(row.at(0).toByteArray(), pins.size());
        pins.append(Pin{row.at(0).toByteArray(),
                        row.at(1).toString(),
                        {},
                        acceptedByOf(row.at(2).toString()),
                        {},
                        row.at(3).toLongLong()});
    }
    for (const auto &row : *addresses) {
        if (const auto place = places.constFind(row.at(0).toByteArray()); place != places.constEnd()) {
            pins[*place].addresses.append({row.at(1).toString(), quint16(row.at(2).toUInt())});
        }
    }
    for (const auto &row : *usernames) {
        if (const auto place = places.constFind(row.at(0).toByteArray()); place != places.constEnd()) {
            pins[*place].usernames.append(row.at(1).toString());
        }
    }
    return pins;
}

Result<void> ProfileDatabase::savePin(const Pin &pin)
{
    if (pin.digest.size() != limits::hashSize) {
        return failure(Code::Internal, QStringLiteral("A pin needs the whole digest."));
    }
    return d->database.transaction(Durability::Full, [&] { return d->insertPin(pin); });
}

/// The old one goes first, and its addresses and names with it.
Result<void> ProfileDatabase::Private::insertPin(const Pin &pin)
{
    if (auto gone = database.change(QStringLiteral("DELETE FROM pin WHERE digest = ?"), {pin.digest});
        !gone) {
        return withoutValue(gone);
    }
    const auto inserted = database.change(
        QStringLiteral("INSERT INTO pin (digest, room, accepted_by, last_used) VALUES (?, ?, ?, ?)"),
        {pin.digest, pin.room, textOf(pin.acceptedBy), pin.lastUsedMs});
    if (!inserted) {
        return withoutValue(inserted);
    }
    for (qsizetype i = 0; i < pin.addresses.size(); ++i) {
        const auto stored = database.change(
            QStringLiteral("INSERT INTO pin_address (digest, position, address, port) VALUES (?, ?, ?, ?)"),
            {pin.digest, qint64(i), pin.addresses.at(i).address, int(pin.addresses.at(i).port)});
        if (!stored) {
            return withoutValue(stored);
        }
    }
    for (qsizetype i = 0; i < pin.usernames.size(); ++i) {
        const auto stored = database.change(
            QStringLiteral("INSERT INTO pin_username (digest, position, name) VALUES (?, ?, ?)"),
            {pin.digest, qint64(i), pin.usernames.at(i)});
        if (!stored) {
            return withoutValue(stored);
        }
    }
    return {};
}

Result<void> ProfileDatabase::removePin(const Bytes &digest)
{
    return d->database.transaction(Durability::Full, [&] {
        return withoutValue(d->database.change(QStringLiteral("DELETE FROM pin WHERE digest = ?"), {digest}));
    });
}

Result<QVariantMap> ProfileDatabase::settings()
{
    const auto rows = d->database.select(QStringLiteral("SELECT key, kind, value FROM setting"));
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    QVariantMap settings;
    for (const auto &row : *rows) {
        // What a later version wrote in a kind of its own stays untouched in the file.
        if (const QVariant value = settingCodec::decode({row.at(1).toString(), row.at(2)}); value.isValid()) {
            settings.insert(row.at(0).toString(), value);
        }
    }
    return settings;
}

Result<void> ProfileDatabase::setSetting(const QString &key, const QVariant &value)
{
    if (!value.isValid()) {
        return d->database.transaction(Durability::Normal, [&] {
            return withoutValue(
                d->database.change(QStringLiteral("DELETE FROM setting WHERE key = ?"), {key}));
        });
    }
    const auto encoded = settingCodec::encode(value);
    if (!encoded) {
        return tl::make_unexpected(encoded.error());
    }
    return d->database.transaction(Durability::Normal, [&] {
        return withoutValue(d->database.change(
            QStringLiteral("INSERT OR REPLACE INTO setting (key, kind, value) VALUES (?, ?, ?)"),
            {key, encoded->kind, encoded->value}));
    });
}

} // namespace waxwing
