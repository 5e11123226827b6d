// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomSchema.h"

namespace waxwing {

const DatabaseKind &roomSchema()
{
    static const DatabaseKind kind{
        QStringLiteral("room"),
        0x5778526d, // "WxRm"
        {{
             QStringLiteral(
                 "CREATE TABLE room ("
                 " id INTEGER PRIMARY KEY CHECK (id = 1),"
                 " name TEXT NOT NULL,"
                 " registration TEXT NOT NULL CHECK (registration IN ('open', 'invite', 'closed')),"
                 " history BLOB NOT NULL CHECK (length(history) = 16),"
                 " next_number INTEGER NOT NULL CHECK (next_number >= 1),"
                 " closed_cleanly INTEGER NOT NULL CHECK (closed_cleanly IN (0, 1)),"
                 " sealed_by TEXT NOT NULL CHECK (sealed_by IN ('host.key', 'passphrase')),"
                 " identity BLOB NOT NULL,"
                 " unknown_name_key BLOB NOT NULL,"
                 " host_name TEXT NOT NULL,"
                 " host_password BLOB NOT NULL"
                 ") STRICT"),
             QStringLiteral("CREATE TABLE account ("
                            " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                            " name TEXT NOT NULL,"
                            " folded TEXT NOT NULL UNIQUE,"
                            " skeleton TEXT NOT NULL UNIQUE,"
                            " email TEXT NOT NULL,"
                            " salt BLOB NOT NULL,"
                            " iterations INTEGER NOT NULL CHECK (iterations >= 1),"
                            " stored_key BLOB NOT NULL CHECK (length(stored_key) = 32),"
                            " server_key BLOB NOT NULL CHECK (length(server_key) = 32),"
                            " role TEXT NOT NULL CHECK (role IN ('member', 'host')),"
                            " first_number INTEGER NOT NULL CHECK (first_number >= 0)"
                            ") STRICT"),
             QStringLiteral("CREATE TABLE identity ("
                            " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
                            " digest BLOB NOT NULL CHECK (length(digest) = 32),"
                            " device BLOB NOT NULL CHECK (length(device) = 16),"
                            " counter INTEGER NOT NULL CHECK (counter >= 0),"
                            " last_used INTEGER NOT NULL,"
                            " new_since INTEGER NOT NULL,"
                            " PRIMARY KEY (account, digest),"
                            " UNIQUE (account, device)"
                            ") STRICT, WITHOUT ROWID"),
             QStringLiteral("CREATE TABLE address ("
                            " account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
                            " address TEXT NOT NULL,"
                            " last_used INTEGER NOT NULL,"
                            " PRIMARY KEY (account, address)"
                            ") STRICT, WITHOUT ROWID"),
             QStringLiteral("CREATE TABLE invite ("
                            " digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),"
                            " uses INTEGER NOT NULL CHECK (uses >= 1),"
                            " expires INTEGER NOT NULL"
                            ") STRICT, WITHOUT ROWID"),
         },
         {
             // What was said is kept from here on: of what has its number already there is nothing.
             QStringLiteral("ALTER TABLE room ADD COLUMN talk_key BLOB NOT NULL DEFAULT x''"),
             QStringLiteral("ALTER TABLE room ADD COLUMN share_last INTEGER NOT NULL DEFAULT 0"
                            " CHECK (share_last BETWEEN 0 AND 1000)"),
             QStringLiteral("ALTER TABLE room ADD COLUMN kept_from INTEGER NOT NULL DEFAULT 1"
                            " CHECK (kept_from >= 1)"),
             QStringLiteral("UPDATE room SET kept_from = next_number"),
             QStringLiteral("CREATE TABLE said ("
                            " number INTEGER PRIMARY KEY CHECK (number >= 1),"
                            " account INTEGER NOT NULL,"
                            " device BLOB NOT NULL CHECK (length(device) = 16),"
                            " counter INTEGER NOT NULL CHECK (counter >= 1),"
                            " time INTEGER NOT NULL,"
                            " act TEXT CHECK (act IN ('reply', 'edit', 'erase')),"
                            " target INTEGER,"
                            " text BLOB NOT NULL,"
                            " CHECK ((act IS NULL) = (target IS NULL))"
                            ") STRICT"),
         },
         {
             // Files of the room; `number` is that of the message that brought one.
             QStringLiteral("CREATE TABLE file ("
                            " id INTEGER PRIMARY KEY,"
                            " account INTEGER NOT NULL,"
                            " name BLOB NOT NULL UNIQUE CHECK (length(name) = 16),"
                            " size INTEGER NOT NULL CHECK (size >= 0),"
                            " whole INTEGER NOT NULL CHECK (whole IN (0, 1)),"
                            " number INTEGER UNIQUE,"
                            " content BLOB NOT NULL"
                            ") STRICT"),
         }}};
    return kind;
}

} // namespace waxwing
