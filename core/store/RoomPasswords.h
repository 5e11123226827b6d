// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Database.h"
#include "RoomDatabase.h"

/// Verifiers that take the place of others, and the codes that allow it (DESIGN §3, PROTOCOL 7.7, 7.8), in
/// the transaction that the caller has begun.
namespace waxwing::roomPasswords {

Result<std::vector<ResetCode>> resetCodes(Database &database);
Result<void> addResetCode(Database &database, const ResetCode &code, qint64 nowMs);
/// The account's code goes in any case; where one is named, ResetCodeInvalid if it was not there, or not
/// good.
Result<void> useResetCode(Database &database, qint64 account, const std::optional<Bytes> &digest,
                          qint64 nowMs);
Result<void> replaceVerifier(Database &database, qint64 account, const ScramVerifier &verifier);

} // namespace waxwing::roomPasswords
