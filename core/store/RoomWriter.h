// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Database.h"
#include "RoomDatabase.h"

/// Writes accounts and invites into `room.sqlite` (DESIGN §3), in the transaction that the caller has begun.
namespace waxwing::roomWriter {

/// InviteInvalid where it has no use left.
Result<void> useInvite(Database &database, const Bytes &digest, qint64 nowMs);
/// Gives the id. NameTaken where the folded name or skeleton stands already.
Result<qint64> insertAccount(Database &database, const Account &account);
/// Of an identity known before only the time is written. DeviceTaken where identity and device do not belong
/// together.
Result<void> storeIdentities(Database &database, const Account &account);
Result<void> storeAddresses(Database &database, const Account &account);
/// The account's first number, identities and addresses; what it no longer names goes.
Result<void> storeAdmission(Database &database, const Account &account);

} // namespace waxwing::roomWriter
