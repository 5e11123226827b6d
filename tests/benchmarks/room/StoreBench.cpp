// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// What keeping a message adds at the host: numbering turns with and without what was said, the difference
// against SQLite's C API writing rows of the same bytes into a file of the same kind (WAL,
// synchronous=NORMAL, as many rows a transaction). By turns, in one process.
#include "RoomHall.h"
#include "RoomNumbers.h"
#include "Row.h"
#include "Usage.h"

#include <sqlite3.h>

#include <QCoreApplication>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr int rounds = 25;
constexpr int messagesARound = 2'048;
constexpr qsizetype sealing = 12 + 16; ///< nonce and tag

Bytes device()
{
    return Bytes(limits::deviceSize, 'd');
}

/// Our room, as its host writes it.
class OurRoom
{
public:
    explicit OurRoom(const RegisteredProfile &profile)
    {
        profile.copyTo(m_folder.path());
        auto state = m_database.open({m_folder.path(), {}}, m_random);
        if (!state)
            qFatal("no room");
        m_account = state->accounts.front();
        m_account.firstNumber = 1;
        m_account.identities = {{Bytes(limits::hashSize, 'i'), device(), 0, 0, 0}};
        if (!m_database.recordAdmission(m_account))
            qFatal("no admission");
    }
    void turn(int messages, qsizetype size, bool keeps)
    {
        TalkChange talk;
        for (int i = 0; i < messages && keeps; ++i)
            talk.said.push_back({m_number + quint64(i), m_account.id, device(), m_number + quint64(i),
                                 1'780'000'000'000, QString(size, u'x')});
        m_number += quint64(messages);
        if (!m_database.commitTalk(m_number, {{m_account.id, device(), m_number}}, talk))
            qFatal("not stored");
    }

private:
    QTemporaryDir m_folder;
    SystemRandom m_random;
    RoomDatabase m_database;
    Account m_account;
    quint64 m_number = 1;
};

/// SQLite alone, and rows of the same bytes.
class BareTable
{
public:
    BareTable()
    {
        const Bytes path = m_folder.filePath(QStringLiteral("bare.sqlite")).toUtf8();
        if (sqlite3_open(path.constData(), &m_database) != SQLITE_OK)
            qFatal("no file");
        for (const char *sql :
             {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
              "CREATE TABLE said (number INTEGER PRIMARY KEY, account INTEGER, device BLOB, counter INTEGER,"
              " time INTEGER, act TEXT, target INTEGER, text BLOB) STRICT"})
            run(sql);
        prepare("BEGIN IMMEDIATE", m_begin);
        prepare("COMMIT", m_commit);
        prepare("INSERT INTO said VALUES (?, ?, ?, ?, ?, NULL, NULL, ?)", m_insert);
    }
    ~BareTable()
    {
        for (sqlite3_stmt *statement : {m_begin, m_commit, m_insert})
            sqlite3_finalize(statement);
        sqlite3_close(m_database);
    }
    BareTable(const BareTable &) = delete;
    BareTable &operator=(const BareTable &) = delete;

    void turn(int messages, qsizetype size)
    {
        const Bytes text(size + sealing, 'x');
        const Bytes name = device();
        step(m_begin);
        for (int i = 0; i < messages; ++i, ++m_number) {
            sqlite3_bind_int64(m_insert, 1, m_number);
            sqlite3_bind_int64(m_insert, 2, 1);
            sqlite3_bind_blob(m_insert, 3, name.constData(), int(name.size()), SQLITE_STATIC);
            sqlite3_bind_int64(m_insert, 4, m_number);
            sqlite3_bind_int64(m_insert, 5, 1'780'000'000'000);
            sqlite3_bind_blob(m_insert, 6, text.constData(), int(text.size()), SQLITE_STATIC);
            step(m_insert);
        }
        step(m_commit);
    }

private:
    void run(const char *sql)
    {
        if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(m_database));
    }
    void prepare(const char *sql, sqlite3_stmt *&statement)
    {
        if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(m_database));
    }
    void step(sqlite3_stmt *statement)
    {
        if (sqlite3_step(statement) != SQLITE_DONE)
            qFatal("%s", sqlite3_errmsg(m_database));
        sqlite3_reset(statement);
    }

    QTemporaryDir m_folder;
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_begin = nullptr;
    sqlite3_stmt *m_commit = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    qint64 m_number = 1;
};

template <class Turn> double secondsAMessage(int aTurn, Turn turn)
{
    const double before = processCpuSeconds();
    for (int done = 0; done < messagesARound; done += aTurn)
        turn();
    return (processCpuSeconds() - before) / messagesARound;
}

void measure(const RegisteredProfile &profile, int aTurn, qsizetype size)
{
    OurRoom keeps(profile);
    OurRoom numbers(profile);
    BareTable bare;
    Samples adds;
    Samples bares;
    Samples wholes;
    for (int round = 0; round < rounds; ++round) {
        const double kept = secondsAMessage(aTurn, [&] { keeps.turn(aTurn, size, true); });
        const double numbered = secondsAMessage(aTurn, [&] { numbers.turn(aTurn, size, false); });
        bares.add(secondsAMessage(aTurn, [&] { bare.turn(aTurn, size); }));
        wholes.add(kept);
        adds.add(kept - numbered);
    }
    // The difference of two figures: its best says nothing, its median does.
    const double ratio = adds.median() / bares.median();
    if (aTurn == 1)
        print({QStringLiteral("keeping a message of %1 B adds, CPU by bare SQLite's").arg(size), ratio,
               spreadOf(compare(adds, bares)), Bar::AtMost, 1.5});
    printNote(QStringLiteral("%1 of %2 B a turn: a message adds %3 µs to %4, bare SQLite %5 µs, %6 ×")
                  .arg(aTurn)
                  .arg(size)
                  .arg(adds.median() * 1e6, 0, 'f', 2)
                  .arg((wholes.median() - adds.median()) * 1e6, 0, 'f', 2)
                  .arg(bares.median() * 1e6, 0, 'f', 2)
                  .arg(ratio, 0, 'f', 2));
}

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    const QCoreApplication application(argc, argv);
    const RegisteredProfile profile(1);
    for (const int aTurn : {1, 16, 256}) {
        for (const qsizetype size : {qsizetype(64), textSize, qsizetype(4'096)})
            measure(profile, aTurn, size);
    }
    return 0;
}
