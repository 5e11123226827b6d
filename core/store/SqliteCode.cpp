// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SqliteCode.h"

namespace waxwing {

namespace {

// Primary result codes of SQLite (sqlite.org/rescode.html).
constexpr int sqliteError = 1;
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteNotADatabase = 26;
constexpr int sqliteShortRead = 522;

} // namespace

Code codeOfSqlite(int native, const QString &words)
{
    // All that our statements name stands in the schema: one that lacks it was garbled.
    if (native == sqliteError && (words.startsWith(QLatin1StringView("no such ")) ||
                                  words.contains(QLatin1StringView("has no column named"))))
        return Code::StorageDamaged;
    if (native == sqliteShortRead) {
        return Code::StorageDamaged;
    }
    switch (native & 0xff) {
    case sqliteBusy:
    case sqliteLocked:
        return Code::ProfileInUse;
    case sqliteCorrupt:
    case sqliteNotADatabase:
        return Code::StorageDamaged;
    default:
        return Code::StorageFailed;
    }
}

} // namespace waxwing
