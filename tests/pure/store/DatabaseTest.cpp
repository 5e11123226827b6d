// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Database.h"

#include "RoomFixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <limits>

using namespace waxwing;

namespace {

DatabaseKind kindOf(int versions)
{
    DatabaseKind kind{QStringLiteral("list"), 0x11223344, {}};
    kind.versions.append(
        {QStringLiteral("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT NOT NULL, data BLOB)")});
    if (versions > 1) {
        kind.versions.append(
            {QStringLiteral("ALTER TABLE item ADD COLUMN extra TEXT NOT NULL DEFAULT 'new'")});
    }
    if (versions > 2) {
        kind.versions.append(
            {QStringLiteral("ALTER TABLE item ADD COLUMN more TEXT"), QStringLiteral("NONSENSE")});
    }
    return kind;
}

constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

} // namespace

class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void opensAsDesigned();
    void filesArePrivate();
    void bindsEverything();
    void bindsEverySort();
    void refusesWhatItCannotBind();
    void readsARowInPlace();
    void whatRunsIsNotAskedAgain();
    void refusesTwoStatementsInOne();
    void undoesAFailedTransaction();
    void aFailedStatementIsAValue();
    void onlyOneConnection();
    void refusesWhatIsNoDatabase_data();
    void refusesWhatIsNoDatabase();
    void refusesAnotherKind();
    void refusesANewerVersion();
    void migrates();
    void aFailedMigrationChangesNothing();
    void aFailedMakeLeavesNothing();
    void neverStartsAfreshBesideALog();
    void refusesAFolderForAFile();
    void aFullDiskIsAValue();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("list.sqlite")); }
    Result<void> insert(Database &database, const QString &text)
    {
        return database.transaction(Durability::Full, [&]() -> Result<void> {
            const auto done = database.change(QStringLiteral("INSERT INTO item (text, data) VALUES (?, ?)"),
                                              {text, Bytes(2000, 'x')});
            return done ? Result<void>() : tl::make_unexpected(done.error());
        });
    }
    qint64 count(Database &database)
    {
        const auto row = database.selectOne(QStringLiteral("SELECT count(*) FROM item"));
        return row ? row->first().toLongLong() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DatabaseTest::opensAsDesigned()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    const auto pragma = [&](const char *name) {
        const auto row = database.selectOne(QStringLiteral("PRAGMA %1").arg(QLatin1StringView(name)));
        return row ? row->first().toString() : QString();
    };
    QCOMPARE(pragma("journal_mode"), QStringLiteral("wal"));
    QCOMPARE(pragma("locking_mode"), QStringLiteral("exclusive"));
    QCOMPARE(pragma("foreign_keys"), QStringLiteral("1"));
    QVERIFY(insert(database, QStringLiteral("one")));
    QCOMPARE(pragma("synchronous"), QStringLiteral("2"));
    QVERIFY(database.transaction(Durability::Normal, [] { return Result<void>(); }));
    QCOMPARE(pragma("synchronous"), QStringLiteral("1"));
    QVERIFY(insert(database, QStringLiteral("two")));
    QCOMPARE(pragma("synchronous"), QStringLiteral("2"));
}

void DatabaseTest::filesArePrivate()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    QVERIFY(!(QFile::permissions(path()) & others));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                              QFile::ReadOther));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    QVERIFY(insert(database, QStringLiteral("one")));
    QVERIFY(!(QFile::permissions(path()) & others));
    const QString log = path() + QStringLiteral("-wal");
    QVERIFY(QFileInfo::exists(log));
    QVERIFY(!(QFile::permissions(log) & others));
    QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-shm")));
    database.close();
    QVERIFY(!QFileInfo::exists(log));
}

void DatabaseTest::bindsEverything()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    const QString hostile = QStringLiteral("'); DROP TABLE item; -- ? :x");
    const Bytes zeros("a\0b", 3);
    QVERIFY(database.change(QStringLiteral("INSERT INTO item (text, data) VALUES (?, ?)"), {hostile, zeros}));
    QVERIFY(
        database.change(QStringLiteral("INSERT INTO item (text, data) VALUES (?, ?)"), {QString(), Bytes()}));
    const auto rows =
        database.select(QStringLiteral("SELECT text, data, typeof(data) FROM item ORDER BY id"));
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).at(0).toString(), hostile);
    QCOMPARE(rows->at(0).at(1).toByteArray(), zeros);
    QCOMPARE(rows->at(1).at(2).toString(), QStringLiteral("blob")); // an empty one, not NULL
}

void DatabaseTest::bindsEverySort()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    const qint64 lowest = std::numeric_limits<qint64>::min();
    const QString mixed =
        QString::fromUtf16(u"a\uFEFFzażółć \U0001F600\0!", 13).sliced(1); // no mark of order
    const auto row = database.selectOne(QStringLiteral("SELECT ?, ?, ?, ?, ?, ?, ?"),
                                        {7, 4'000'000'000U, lowest, true, 0.5, mixed, QVariant()});
    QVERIFY(row);
    QCOMPARE(row->at(0).toInt(), 7);
    QCOMPARE(row->at(1).toLongLong(), 4'000'000'000LL);
    QCOMPARE(row->at(2).toLongLong(), lowest);
    QCOMPARE(row->at(3).toInt(), 1);
    QCOMPARE(row->at(4).toDouble(), 0.5);
    QCOMPARE(row->at(5).toString(), mixed);
    QVERIFY(row->at(6).isNull());
}

void DatabaseTest::refusesWhatItCannotBind()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    const auto sql = QStringLiteral("INSERT INTO item (text, data) VALUES (?, ?)");
    const QVariantList wrong[] = {{}, {1}, {1, 2, 3}, {QStringList(QStringLiteral("a list")), 2}};
    for (const QVariantList &values : wrong)
        QCOMPARE(database.change(sql, values).error().code, Code::Internal);
    QCOMPARE(count(database), 0);
    QVERIFY(database.change(sql, {QStringLiteral("right"), Bytes("x")})); // nothing of those is left bound
    QCOMPARE(count(database), 1);
}

void DatabaseTest::readsARowInPlace()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    for (int i = 0; i < 5; ++i)
        QVERIFY(insert(database, QStringLiteral("item %1").arg(i)));
    const auto sql = QStringLiteral("SELECT id, text, data, NULL FROM item ORDER BY id");
    QStringList texts;
    const auto take = [&](const RowView &row) {
        texts.append(QString::fromUtf8(row.bytes(1)));
        return row.size() == 4 && row.number(0) == quint64(texts.size()) && row.bytes(2).size() == 2'000 &&
               row.bytes(3).isEmpty() && texts.size() % 3 != 0;
    };
    QVERIFY(database.forEach(sql, {}, take)); // stops at the third
    QCOMPARE(texts.size(), 3);
    QVERIFY(insert(database, QStringLiteral("item 5"))); // it reads no more
    texts.clear();
    QVERIFY(database.forEach(sql, {}, take)); // from the beginning
    QCOMPARE(texts.constFirst(), QStringLiteral("item 0"));
}

void DatabaseTest::whatRunsIsNotAskedAgain()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(insert(database, QStringLiteral("item %1").arg(i)));
    const auto sql = QStringLiteral("SELECT id FROM item WHERE id > ? ORDER BY id");
    QList<qint64> seen;
    const auto take = [&](const RowView &row) {
        seen.append(row.integer(0));
        const auto again = database.select(sql, {0});
        return !again && again.error().code == Code::Internal && count(database) == 3;
    };
    QVERIFY(database.forEach(sql, {0}, take)); // other words may be asked
    QCOMPARE(seen, (QList<qint64>{1, 2, 3}));
    QCOMPARE(database.select(sql, {1})->size(), 2);
}

void DatabaseTest::refusesTwoStatementsInOne()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    const auto both = database.change(QStringLiteral("DELETE FROM item; DROP TABLE item"));
    QVERIFY(!both && both.error().code == Code::Internal);
    QVERIFY(database.change(QStringLiteral("DELETE FROM item; \n")));
    QCOMPARE(count(database), 0);
}

void DatabaseTest::undoesAFailedTransaction()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    const auto done = database.transaction(Durability::Full, [&]() -> Result<void> {
        database.change(QStringLiteral("INSERT INTO item (text) VALUES ('x')"));
        return failure(Code::NameTaken);
    });
    QCOMPARE(done.error().code, Code::NameTaken);
    QCOMPARE(count(database), 0);
    QVERIFY(insert(database, QStringLiteral("after")));
    QCOMPARE(count(database), 1);
}

void DatabaseTest::aFailedStatementIsAValue()
{
    Database database;
    QCOMPARE(database.select(QStringLiteral("SELECT 1")).error().code, Code::StorageFailed); // not open
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    QVERIFY(database.open(path(), kindOf(1)));
    QCOMPARE(database.change(QStringLiteral("NONSENSE")).error().code, Code::StorageFailed);
    const auto null = database.change(QStringLiteral("INSERT INTO item (text) VALUES (NULL)"));
    QCOMPARE(null.error().code, Code::StorageFailed);
    QVERIFY(null.error().detail.contains(path()));
    QCOMPARE(database.selectOne(QStringLiteral("SELECT * FROM item")).error().code, Code::StorageDamaged);
}

void DatabaseTest::onlyOneConnection()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database first;
    QVERIFY(first.open(path(), kindOf(1)));
    Database second;
    const auto opened = second.open(path(), kindOf(1));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Code::ProfileInUse);
    first.close();
    QVERIFY(second.open(path(), kindOf(1)));
}

void DatabaseTest::refusesWhatIsNoDatabase_data()
{
    QTest::addColumn<Bytes>("content");
    QTest::newRow("empty") << Bytes();
    QTest::newRow("one byte") << Bytes("S");
    QTest::newRow("text") << Bytes("Dear diary, ").repeated(1000);
    QTest::newRow("zeros") << Bytes(8192, '\0');
    QTest::newRow("header alone") << Bytes("SQLite format 3\0", 16);
    QTest::newRow("header and zeros") << Bytes("SQLite format 3\0", 16) + Bytes(8176, '\0');
    QTest::newRow("header and ones") << Bytes("SQLite format 3\0", 16) + Bytes(8176, '\xff');
    SystemRandom random;
    QTest::newRow("noise") << random.bytes(20'000);
}

void DatabaseTest::refusesWhatIsNoDatabase()
{
    QFETCH(Bytes, content);
    QVERIFY(RoomFixture::write(path(), content));
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    const auto opened = database.open(path(), kindOf(1));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Code::StorageDamaged);
    QVERIFY(opened.error().detail.contains(path()) && opened.error().detail.endsWith(QLatin1Char('.')));
    QCOMPARE(RoomFixture::read(path()), content); // left as it was, for whoever mends it
}

void DatabaseTest::refusesAnotherKind()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    DatabaseKind other = kindOf(1);
    other.applicationId = 5;
    Database database;
    QCOMPARE(database.open(path(), other).error().code, Code::StorageDamaged);
}

void DatabaseTest::refusesANewerVersion()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(2)));
    const Bytes before = RoomFixture::read(path());
    Database database;
    const auto opened = database.open(path(), kindOf(1));
    QCOMPARE(opened.error().code, Code::StorageFailed);
    QVERIFY(opened.error().detail.contains(QStringLiteral("newer")));
    QCOMPARE(RoomFixture::read(path()), before);
}

void DatabaseTest::migrates()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
    QVERIFY(insert(database, QStringLiteral("old")));
    QVERIFY(database.open(path(), kindOf(2)));
    const auto row = database.selectOne(QStringLiteral("SELECT text, extra FROM item"));
    QVERIFY(row);
    QCOMPARE(row->at(1).toString(), QStringLiteral("new"));
    const auto version = database.selectOne(QStringLiteral("PRAGMA user_version"));
    QCOMPARE(version->first().toInt(), 2);
}

void DatabaseTest::aFailedMigrationChangesNothing()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(!database.open(path(), kindOf(3)));
    QVERIFY(database.open(path(), kindOf(1)));
    QVERIFY(insert(database, QStringLiteral("still here")));
}

void DatabaseTest::aFailedMakeLeavesNothing()
{
    const auto made = Database::make(path(), kindOf(3));
    QCOMPARE(made.error().code, Code::StorageFailed);
    QVERIFY(!QFileInfo::exists(path()));
    QVERIFY(!Database::makeWhereMissing(path(), kindOf(3)));
    QVERIFY(!QFileInfo::exists(path()));
    QVERIFY(RoomFixture::write(path() + QStringLiteral(".new"), "left by a killed start"));
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1)));
}

void DatabaseTest::neverStartsAfreshBesideALog()
{
    QVERIFY(RoomFixture::write(path() + QStringLiteral("-wal"), "a log"));
    QCOMPARE(Database::makeWhereMissing(path(), kindOf(1)).error().code, Code::StorageDamaged);
    QVERIFY(!QFileInfo::exists(path()));
    Database database;
    QCOMPARE(database.open(path(), kindOf(1)).error().code, Code::StorageDamaged); // never made by opening
    QVERIFY(!QFileInfo::exists(path()));
}

void DatabaseTest::refusesAFolderForAFile()
{
    QVERIFY(QDir().mkpath(path()));
    Database database;
    QCOMPARE(database.open(path(), kindOf(1)).error().code, Code::StorageFailed);
    const QString nowhere = path() + QStringLiteral("/none/list.sqlite");
    QCOMPARE(Database::makeWhereMissing(nowhere, kindOf(1)).error().code, Code::StorageFailed);
}

void DatabaseTest::aFullDiskIsAValue()
{
    QVERIFY(Database::makeWhereMissing(path(), kindOf(1)));
    Database database;
    QVERIFY(database.open(path(), kindOf(1), 12));
    int stored = 0;
    Result<void> last;
    while (stored < 1000 && (last = insert(database, QStringLiteral("x")))) {
        ++stored;
    }
    QVERIFY(stored > 0 && stored < 1000);
    QCOMPARE(last.error().code, Code::StorageFailed);
    QCOMPARE(count(database), stored);
    QVERIFY(database.open(path(), kindOf(1))); // the disk has room again
    QCOMPARE(count(database), stored);
    QVERIFY(insert(database, QStringLiteral("y")));
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "DatabaseTest.moc"
