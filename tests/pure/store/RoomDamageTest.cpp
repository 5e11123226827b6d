// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDatabase.h"

#include "OtherHand.h"
#include "RoomFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace waxwing;

/// What bad files and bad disks get: a code and a sentence, never a new room and never a crash.
class RoomDamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fixture.make(60)); }
    void init();
    void cutAtEverySize();
    void garbledPages();
    void missingFiles();
    void damagedHostKey_data();
    void damagedHostKey();
    void sealedValuesThatWereMoved();
    void aFileWhereAFolderIsNeeded();
    void aFolderWhereAFileIsNeeded();
    void interruptedMaking();
    void aFullDisk();

private:
    Result<RoomState> open(int mostPages = 0)
    {
        return m_database->open({m_folder->path(), std::nullopt, mostPages}, m_fixture.random());
    }
    QString room() const { return RoomFixture::roomFile(m_folder->path()); }
    QString key() const { return m_folder->filePath(QStringLiteral("room/host.key")); }

    RoomFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RoomDatabase> m_database;
};

void RoomDamageTest::init()
{
    m_database = std::make_unique<RoomDatabase>();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_fixture.copyTo(m_folder->path()));
}

void RoomDamageTest::cutAtEverySize()
{
    const Bytes whole = RoomFixture::read(room());
    QVERIFY(whole.size() > 20'000);
    QList<qsizetype> sizes = {
        0, 1, 15, 16, 17, 99, 100, 101, 511, 512, 513, whole.size() - 1, whole.size() - 32};
    for (qsizetype size = 1024; size < whole.size(); size += 1024) {
        sizes << size - 1 << size << size + 1;
    }
    for (const auto size : sizes) {
        QVERIFY(RoomFixture::write(room(), whole.first(size)));
        const auto opened = open();
        QVERIFY2(!opened, qPrintable(QString::number(size)));
        QCOMPARE(opened.error().code, Code::StorageDamaged);
        QVERIFY(!opened.error().detail.isEmpty());
        QCOMPARE(QFile(room()).size(), size); // nothing was written over it
    }
    QVERIFY(RoomFixture::write(room(), whole));
    QCOMPARE(open()->accounts.size(), std::size_t(60));
}

void RoomDamageTest::garbledPages()
{
    const Bytes whole = RoomFixture::read(room());
    int refused = 0;
    int pages = 0;
    for (qsizetype at = 0; at + 4096 <= whole.size(); at += 4096) {
        Bytes garbled = whole;
        garbled.replace(at, 4096, Bytes(4096, '\xa5'));
        QVERIFY(RoomFixture::write(room(), garbled));
        const auto opened = open();
        ++pages;
        if (!opened) {
            ++refused;
            QCOMPARE(opened.error().code, Code::StorageDamaged);
        }
    }
    QCOMPARE(refused, pages);
}

void RoomDamageTest::missingFiles()
{
    QVERIFY(QFile::remove(room()));
    QCOMPARE(open().error().code, Code::StorageDamaged);
    QVERIFY(!QFile::exists(room())); // host.key is there: this was a room, and no new one takes its place
    QVERIFY(m_fixture.copyTo(m_folder->path()) || QFile::exists(room()));
    QVERIFY(QFile::remove(key()));
    const auto opened = open();
    QCOMPARE(opened.error().code, Code::StorageDamaged);
    QVERIFY(opened.error().detail.contains(QStringLiteral("host.key")));
}

void RoomDamageTest::damagedHostKey_data()
{
    QTest::addColumn<Bytes>("content");
    QTest::newRow("empty") << Bytes();
    QTest::newRow("short") << Bytes(31, 'x');
    QTest::newRow("long") << Bytes(33, 'x');
    QTest::newRow("another") << Bytes(32, 'x');
}

void RoomDamageTest::damagedHostKey()
{
    QFETCH(Bytes, content);
    QVERIFY(RoomFixture::write(key(), content));
    QCOMPARE(open().error().code, Code::StorageDamaged);
}

void RoomDamageTest::sealedValuesThatWereMoved()
{
    QVERIFY(otherHand::change(room(), QStringLiteral("UPDATE room SET host_password = unknown_name_key")) ==
            1);
    QCOMPARE(open().error().code, Code::StorageDamaged); // the column is part of what is sealed
}

void RoomDamageTest::aFileWhereAFolderIsNeeded()
{
    QTemporaryDir profile;
    QVERIFY(RoomFixture::write(profile.filePath(QStringLiteral("room")), "a file"));
    QCOMPARE(m_database->open({profile.path(), std::nullopt}, m_fixture.random()).error().code,
             Code::StorageFailed);
    const QString inAFile = profile.filePath(QStringLiteral("room/profile"));
    QCOMPARE(m_database->open({inAFile, std::nullopt}, m_fixture.random()).error().code, Code::StorageFailed);
    QCOMPARE(
        m_database->open({QStringLiteral("/proc/waxwing"), std::nullopt}, m_fixture.random()).error().code,
        Code::StorageFailed);
}

void RoomDamageTest::aFolderWhereAFileIsNeeded()
{
    QVERIFY(QFile::remove(room()) && QDir().mkpath(room()));
    QCOMPARE(open().error().code, Code::StorageFailed);
}

void RoomDamageTest::interruptedMaking()
{
    // Killed while a first room was being made: nothing of it was ever acknowledged, and the next start makes
    // one.
    QTemporaryDir profile;
    const QString unfinished = profile.filePath(QStringLiteral("room.new"));
    QVERIFY(QDir().mkpath(unfinished));
    QVERIFY(RoomFixture::write(unfinished + QStringLiteral("/host.key"), Bytes(7, 'x')));
    QVERIFY(RoomFixture::write(unfinished + QStringLiteral("/room.sqlite"), Bytes(7, 'x')));
    QVERIFY(m_database->open({profile.path(), std::nullopt}, m_fixture.random()));
    QVERIFY(!QDir(unfinished).exists());
}

void RoomDamageTest::aFullDisk()
{
    QVERIFY(open(1)); // so many as it has, and none more
    int stored = 60;
    Result<qint64> added;
    while (stored < 2000 && (added = m_database->addAccount(RoomFixture::account(stored), std::nullopt, 0))) {
        ++stored;
    }
    QVERIFY(stored < 2000);
    QCOMPARE(added.error().code, Code::StorageFailed);
    QVERIFY(!added.error().detail.isEmpty());
    QVERIFY(m_database->commitTalk(7, {})); // what needs no room goes on
    QCOMPARE(open()->accounts.size(), std::size_t(stored));
    QVERIFY(m_database->addAccount(RoomFixture::account(stored), std::nullopt, 0));
}

QTEST_GUILESS_MAIN(RoomDamageTest)
#include "RoomDamageTest.moc"
