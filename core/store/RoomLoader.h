// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Database.h"
#include "RoomDatabase.h"

/// Reads `room.sqlite` into memory (DESIGN §3).
namespace waxwing::roomLoader {

/// All accounts by rising id, with the identities and addresses of each.
Result<std::vector<Account>> accounts(Database &database);
Result<std::vector<Invite>> invites(Database &database);

QString textOf(Registration registration); ///< as the table keeps it
QString textOf(Role role);
Registration registrationOf(const QString &text);

} // namespace waxwing::roomLoader
