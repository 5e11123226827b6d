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

/// Direct conversations (PROTOCOL 16). `sender` is a row of direct_identity, 0 for this device; `shown` is 0
/// for what only changes another message.
QStringList directConversations()
{
    return {
        QStringLiteral("CREATE TABLE direct_contact ("
                       " id INTEGER PRIMARY KEY,"
                       " content BLOB NOT NULL"
                       ") STRICT"),
        QStringLiteral("CREATE TABLE direct_identity ("
                       " id INTEGER PRIMARY KEY,"
                       " contact INTEGER NOT NULL REFERENCES direct_contact (id),"
                       " content BLOB NOT NULL"
                       ") STRICT"),
        QStringLiteral("CREATE TABLE direct_message ("
                       " id INTEGER PRIMARY KEY,"
                       " contact INTEGER NOT NULL REFERENCES direct_contact (id),"
                       " sender INTEGER NOT NULL,"
                       " counter INTEGER NOT NULL,"
                       " shown INTEGER NOT NULL CHECK (shown IN (0, 1)),"
                       " content BLOB NOT NULL,"
                       " UNIQUE (contact, sender, counter)"
                       ") STRICT"),
        QStringLiteral("CREATE INDEX direct_message_order ON direct_message (contact, shown, id)"),
    };
}

} // namespace

const DatabaseKind &vaultSchema()
{
    static const DatabaseKind kind{QStringLiteral("vault"),
                                   0x5778566c,
                                   {keysAndSelf(), conversation(), directConversations()}}; // "WxVl"
    return kind;
}

} // namespace waxwing
