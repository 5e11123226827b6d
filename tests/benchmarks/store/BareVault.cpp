// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "BareVault.h"

#include "BotanCompat.h"

#include <QtEndian>
#include <cstring>
#include <sqlite3.h>

namespace waxwing::bench {

namespace {

constexpr std::size_t nonceSize = 12;

void must(int code, sqlite3 *database)
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        qFatal("SQLite: %s", sqlite3_errmsg(database));
}

void run(sqlite3 *database, const char *sql)
{
    must(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), database);
}

sqlite3 *opened(const QString &path)
{
    sqlite3 *database = nullptr;
    must(sqlite3_open(path.toUtf8().constData(), &database), database);
    run(database, "PRAGMA locking_mode=EXCLUSIVE");
    return database;
}

sqlite3_stmt *prepared(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    must(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), database);
    return statement;
}

void step(sqlite3 *database, sqlite3_stmt *statement)
{
    must(sqlite3_step(statement), database);
    sqlite3_reset(statement);
}

} // namespace

struct BareVault::Private
{
    sqlite3 *database = nullptr;
    std::unique_ptr<Botan::AEAD_Mode> gcm;
};

BareVault::BareVault(const QString &path, const SecretBytes &key) : d(std::make_unique<Private>())
{
    d->database = opened(path);
    d->gcm = Botan::AEAD_Mode::create_or_throw("AES-256/GCM", compat::decryption);
    d->gcm->set_key(key.span().data(), key.size());
}

BareVault::~BareVault()
{
    sqlite3_close(d->database);
}

quint64 BareVault::openAll()
{
    return openAll("SELECT id, content FROM message", "message");
}

quint64 BareVault::openAllDirect()
{
    return openAll("SELECT id, content FROM direct_message", "direct_message");
}

quint64 BareVault::openAll(const char *sql, const Bytes &table)
{
    sqlite3_stmt *rows = prepared(d->database, sql);
    Bytes additional = table + Bytes("\0content\0........\1", 18);
    char *const place = additional.data() + table.size() + 9;
    Botan::secure_vector<quint8> text;
    quint64 bytes = 0;
    while (sqlite3_step(rows) == SQLITE_ROW) {
        qToBigEndian<quint64>(static_cast<quint64>(sqlite3_column_int64(rows, 0)), place);
        const auto *sealed = static_cast<const quint8 *>(sqlite3_column_blob(rows, 1));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(rows, 1));
        d->gcm->set_associated_data(reinterpret_cast<const quint8 *>(additional.constData()),
                                    static_cast<std::size_t>(additional.size()));
        d->gcm->start(sealed, nonceSize);
        text.assign(sealed + nonceSize, sealed + size);
        d->gcm->finish(text);
        bytes += text.size();
    }
    must(sqlite3_finalize(rows), d->database);
    return bytes;
}

struct BareLog::Private
{
    sqlite3 *database = nullptr;
    sqlite3_stmt *begin = nullptr;
    sqlite3_stmt *insert = nullptr;
    sqlite3_stmt *place = nullptr;
    sqlite3_stmt *commit = nullptr;
};

BareLog::BareLog(const QString &path) : d(std::make_unique<Private>())
{
    d->database = opened(path);
    run(d->database, "PRAGMA journal_mode=WAL");
    run(d->database, "PRAGMA synchronous=NORMAL");
    run(d->database, "CREATE TABLE self (id INTEGER PRIMARY KEY, position BLOB NOT NULL) STRICT");
    run(d->database, "INSERT INTO self VALUES (1, zeroblob(60))");
    run(d->database, "CREATE TABLE message (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, "
                     "run INTEGER NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL, "
                     "UNIQUE (conversation, run, number)) STRICT");
    d->begin = prepared(d->database, "BEGIN IMMEDIATE");
    d->insert = prepared(d->database, "INSERT INTO message VALUES (?1, 1, 1, ?1, ?2)");
    d->place = prepared(d->database, "UPDATE self SET position = ?1");
    d->commit = prepared(d->database, "COMMIT");
}

BareLog::~BareLog()
{
    for (sqlite3_stmt *statement : {d->begin, d->insert, d->place, d->commit})
        sqlite3_finalize(statement);
    sqlite3_close(d->database);
}

void BareLog::keep(quint64 number, const Bytes &content, const Bytes &position)
{
    step(d->database, d->begin);
    sqlite3_bind_int64(d->insert, 1, static_cast<sqlite3_int64>(number));
    sqlite3_bind_blob(d->insert, 2, content.constData(), static_cast<int>(content.size()), SQLITE_STATIC);
    step(d->database, d->insert);
    sqlite3_bind_blob(d->place, 1, position.constData(), static_cast<int>(position.size()), SQLITE_STATIC);
    step(d->database, d->place);
    step(d->database, d->commit);
}

} // namespace waxwing::bench
