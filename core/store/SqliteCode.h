// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"

#include <QString>

namespace waxwing {

/// What a result code of SQLite, plain or extended (sqlite.org/rescode.html), means for a person:
/// ProfileInUse, StorageDamaged, or StorageFailed for all else. `words` are SQLite's own.
Code codeOfSqlite(int native, const QString &words);

} // namespace waxwing
