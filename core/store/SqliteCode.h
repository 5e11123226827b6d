// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"

namespace waxwing {

/// What a result code of SQLite, plain or extended (sqlite.org/rescode.html), means for a person:
/// ProfileInUse, StorageDamaged, or StorageFailed for all else.
Code codeOfSqlite(int native);

} // namespace waxwing
