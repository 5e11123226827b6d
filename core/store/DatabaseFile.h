// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

namespace waxwing {

/// Looks at a SQLite file before SQLite does, for what SQLite would take in silence: an empty file, which it
/// takes for a new database, and one cut within its last page, where missing bytes read as zeros (SQLite file
/// format §1.3). StorageDamaged or StorageFailed, with a sentence.
Result<void> checkDatabaseFile(const QString &path);

} // namespace waxwing
