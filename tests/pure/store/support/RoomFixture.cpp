// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomFixture.h"

#include "Hash.h"

#include <QDir>
#include <QFile>

namespace waxwing {

bool RoomFixture::make(int accounts)
{
    RoomDatabase database;
    const auto state = database.open({m_folder.path(), std::nullopt}, m_random);
    if (!state) {
        return false;
    }
    m_hostDigest = state->identity->publicKey().digest();
    for (int i = 0; i < accounts; ++i) {
        if (!database.addAccount(account(i), std::nullopt, 0)) {
            return false;
        }
    }
    return database.closeCleanly().has_value();
}

bool RoomFixture::copyTo(const QString &profile) const
{
    QDir().mkpath(profile + QStringLiteral("/room"));
    for (const auto &name : {QStringLiteral("/room/room.sqlite"), QStringLiteral("/room/host.key")}) {
        if (!QFile::copy(m_folder.path() + name, profile + name)) {
            return false;
        }
    }
    return true;
}

Account RoomFixture::account(int number)
{
    Account account;
    account.name = QStringLiteral("Person%1").arg(number);
    account.folded = QStringLiteral("person%1").arg(number);
    account.skeleton = QStringLiteral("skeleton%1").arg(number);
    account.email = QStringLiteral("person%1@example.org").arg(number);
    account.verifier = {Bytes(16, 's'), limits::iterations, Bytes(32, 'k'), Bytes(32, 'v')};
    return account;
}

Bytes RoomFixture::digest(int number)
{
    return sha256(Bytes::number(number));
}

Bytes RoomFixture::device(int number)
{
    return digest(number).first(16);
}

QString RoomFixture::roomFile(const QString &profile)
{
    return profile + QStringLiteral("/room/room.sqlite");
}

bool RoomFixture::write(const QString &path, const Bytes &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

Bytes RoomFixture::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : Bytes();
}

} // namespace waxwing
