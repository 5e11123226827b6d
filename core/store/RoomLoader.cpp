// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomLoader.h"

#include <unordered_map>

namespace waxwing::roomLoader {

namespace {

Account accountOf(const Database::Row &row)
{
    Account account;
    account.id = row.at(0).toLongLong();
    account.name = row.at(1).toString();
    account.folded = row.at(2).toString();
    account.skeleton = row.at(3).toString();
    account.email = row.at(4).toString();
    account.verifier = {row.at(5).toByteArray(), row.at(6).toInt(), row.at(7).toByteArray(),
                        row.at(8).toByteArray()};
    account.role = row.at(9).toString() == QLatin1StringView("host") ? Role::Host : Role::Member;
    account.firstNumber = row.at(10).toULongLong();
    return account;
}

} // namespace

QString textOf(Registration registration)
{
    switch (registration) {
    case Registration::Open:
        return QStringLiteral("open");
    case Registration::Invite:
        return QStringLiteral("invite");
    case Registration::Closed:
        break;
    }
    return QStringLiteral("closed");
}

QString textOf(Role role)
{
    return role == Role::Host ? QStringLiteral("host") : QStringLiteral("member");
}

Registration registrationOf(const QString &text)
{
    return text == QLatin1StringView("open")     ? Registration::Open
           : text == QLatin1StringView("invite") ? Registration::Invite
                                                 : Registration::Closed;
}

Result<std::vector<Account>> accounts(Database &database)
{
    const auto people = database.select(QStringLiteral(
        "SELECT id, name, folded, skeleton, email, salt, iterations, stored_key, server_key, role,"
        " first_number FROM account ORDER BY id"));
    if (!people) {
        return tl::make_unexpected(people.error());
    }
    const auto identities = database.select(
        QStringLiteral("SELECT account, digest, device, counter, last_used, new_since FROM identity"));
    if (!identities) {
        return tl::make_unexpected(identities.error());
    }
    const auto addresses = database.select(QStringLiteral("SELECT account, address, last_used FROM address"));
    if (!addresses) {
        return tl::make_unexpected(addresses.error());
    }
    std::vector<Account> result;
    std::unordered_map<qint64, std::size_t> places;
    result.reserve(static_cast<std::size_t>(people->size()));
    for (const auto &row : *people) {
        places.emplace(row.at(0).toLongLong(), result.size());
        result.push_back(accountOf(row));
    }
    for (const auto &row : *identities) {
        if (const auto place = places.find(row.at(0).toLongLong()); place != places.end()) {
            result[place->second].identities.push_back({row.at(1).toByteArray(), row.at(2).toByteArray(),
                                                        row.at(3).toULongLong(), row.at(4).toLongLong(),
                                                        row.at(5).toLongLong()});
        }
    }
    for (const auto &row : *addresses) {
        if (const auto place = places.find(row.at(0).toLongLong()); place != places.end()) {
            result[place->second].addresses.push_back({row.at(1).toString(), row.at(2).toLongLong()});
        }
    }
    return result;
}

Result<std::vector<Invite>> invites(Database &database)
{
    const auto rows = database.select(QStringLiteral("SELECT digest, uses, expires FROM invite"));
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    std::vector<Invite> result;
    for (const auto &row : *rows) {
        result.push_back({row.at(0).toByteArray(), row.at(1).toInt(), row.at(2).toLongLong()});
    }
    return result;
}

} // namespace waxwing::roomLoader
