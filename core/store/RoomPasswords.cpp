// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomPasswords.h"

namespace waxwing::roomPasswords {

namespace {

template <class T> Result<void> withoutValue(const Result<T> &result)
{
    return result ? Result<void>() : tl::make_unexpected(result.error());
}

} // namespace

Result<std::vector<ResetCode>> resetCodes(Database &database)
{
    const auto rows = database.select(QStringLiteral("SELECT account, digest, expires FROM reset_code"));
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    std::vector<ResetCode> result;
    for (const auto &row : *rows) {
        result.push_back({row.at(0).toLongLong(), row.at(1).toByteArray(), row.at(2).toLongLong()});
    }
    return result;
}

Result<void> addResetCode(Database &database, const ResetCode &code, qint64 nowMs)
{
    const auto dropped = database.change(
        QStringLiteral("DELETE FROM reset_code WHERE expires <= ? OR account = ?"), {nowMs, code.account});
    if (!dropped) {
        return withoutValue(dropped);
    }
    const auto count = database.selectOne(QStringLiteral("SELECT count(*) FROM reset_code"));
    if (!count) {
        return withoutValue(count);
    }
    if (count->first().toInt() >= limits::resetCodes) {
        return failure(Code::TooManyResetCodes);
    }
    return withoutValue(
        database.change(QStringLiteral("INSERT INTO reset_code (account, digest, expires) VALUES (?, ?, ?)"),
                        {code.account, code.digest, code.expiresMs}));
}

Result<void> useResetCode(Database &database, qint64 account, const std::optional<Bytes> &digest,
                          qint64 nowMs)
{
    if (!digest) {
        return withoutValue(
            database.change(QStringLiteral("DELETE FROM reset_code WHERE account = ?"), {account}));
    }
    const auto used = database.change(
        QStringLiteral("DELETE FROM reset_code WHERE account = ? AND digest = ? AND expires > ?"),
        {account, *digest, nowMs});
    if (used && used->rows != 1) {
        return failure(Code::ResetCodeInvalid, QStringLiteral("The code is used up, expired or unknown."));
    }
    return withoutValue(used);
}

Result<void> replaceVerifier(Database &database, qint64 account, const ScramVerifier &verifier)
{
    const auto replaced = database.change(
        QStringLiteral(
            "UPDATE account SET salt = ?, iterations = ?, stored_key = ?, server_key = ? WHERE id = ?"),
        {verifier.salt, verifier.iterations, verifier.storedKey, verifier.serverKey, account});
    if (replaced && replaced->rows != 1) {
        return failure(Code::Internal, QStringLiteral("No account has this id."));
    }
    return withoutValue(replaced);
}

} // namespace waxwing::roomPasswords
