// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultSchema.h"

namespace waxwing {

namespace {

QStringList keysAndSelf()
{
    return {
        // Several wraps may stand side by side while a password changes.
        QStringLiteral("CREATE TABLE wrap ("
                       " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " salt BLOB NOT NULL CHECK (length(salt) = 16),"
                       " iterations INTEGER NOT NULL CHECK (iterations BETWEEN 1 AND 10000000),"
                       " wrapped BLOB NOT NULL"
                       ") STRICT"),
        QStringLiteral("CREATE TABLE self ("
                       " id INTEGER PRIMARY KEY CHECK (id = 1),"
                       " identity BLOB NOT NULL,"
                       " device BLOB NOT NULL,"
                       " position BLOB NOT NULL"
                       ") STRICT"),
    };
}

/// The conversation itself. `run` counts the host's numberings, so that one which begins anew overwrites
/// nothing; `read_…` is the last message that the person saw.
QStringList conversation()
{
    return {
        QStringLiteral("ALTER TABLE wrap ADD COLUMN digest BLOB CHECK (length(digest) = 32)"),
        QStringLiteral("CREATE TABLE conversation ("
                       " id INTEGER PRIMARY KEY,"
                       " run INTEGER NOT NULL CHECK (run BETWEEN 1 AND 4294967294),"
                       " read_run INTEGER NOT NULL,"
                       " read_number INTEGER NOT NULL,"
                       " draft BLOB"
                       ") STRICT"),
        QStringLiteral("INSERT INTO conversation (id, run, read_run, read_number) VALUES (1, 1, 0, 0)"),
        QStringLiteral("CREATE TABLE message ("
                       " id INTEGER PRIMARY KEY,"
                       " conversation INTEGER NOT NULL REFERENCES conversation (id),"
                       " run INTEGER NOT NULL,"
                       " number INTEGER NOT NULL,"
                       " content BLOB NOT NULL,"
                       " UNIQUE (conversation, run, number)"
                       ") STRICT"),
        QStringLiteral("CREATE TABLE outbox ("
                       " id INTEGER PRIMARY KEY,"
                       " conversation INTEGER NOT NULL REFERENCES conversation (id),"
                       " content BLOB NOT NULL"
                       ") STRICT"),
    };
}

/// Files that are on their way.
QStringList transfers()
{
    return {QStringLiteral("CREATE TABLE transfer ("
                           " id INTEGER PRIMARY KEY,"
                           " content BLOB NOT NULL"
                           ") STRICT")};
}

} // namespace

const DatabaseKind &vaultSchema()
{
    static const DatabaseKind kind{
        QStringLiteral("vault"), 0x5778566c, {keysAndSelf(), conversation(), transfers()}}; // "WxVl"
    return kind;
}

} // namespace waxwing
