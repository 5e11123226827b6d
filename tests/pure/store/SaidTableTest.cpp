// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomFixture.h"
#include "RoomSchema.h"

#include <QTest>

using namespace waxwing;

/// What was said, as the room keeps it (PROTOCOL 8.9, DESIGN §3).
class SaidTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fixture.make(3)); }
    void init();
    void takesAFileOfVersionOne();
    void keepsWhatIsSaid();
    void textsAreNotReadable();
    void aTurnIsAllOrNothing();
    void whatIsWipedLeavesNothing_data();
    void whatIsWipedLeavesNothing();
    void keepsTheLast();
    void knowsWhatItNoLongerKeeps();
    void leavesOutWhatDoesNotOpen();
    void aFullDiskLosesNothing();
    void keepsHowMuchIsShared();
    void knowsWhatMayBeLost();

private:
    Result<RoomState> open(RoomDatabase &database, int keep = 100, int mostPages = 0)
    {
        RoomDatabase::OpenOptions options{m_folder->path(), std::nullopt};
        options.keepMessages = keep;
        options.mostPages = mostPages;
        return database.open(std::move(options), m_fixture.random());
    }
    static NumberedSaid said(quint64 number, const QString &text = QStringLiteral("hello"))
    {
        return {number, 1, RoomFixture::device(1), number + 10, qint64(number) * 1'000, text};
    }
    /// As many as asked for, from 1 on.
    static TalkChange many(quint64 count)
    {
        TalkChange change;
        for (quint64 number = 1; number <= count; ++number)
            change.said.push_back(said(number));
        return change;
    }
    [[nodiscard]] Bytes allBytes() const
    {
        const QString file = RoomFixture::roomFile(m_folder->path());
        return RoomFixture::read(file) + RoomFixture::read(file + QStringLiteral("-wal"));
    }
    static std::vector<quint64> numbersOf(const std::vector<Said> &all)
    {
        std::vector<quint64> numbers;
        for (const Said &one : all)
            numbers.push_back(one.number);
        return numbers;
    }

    RoomFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SaidTableTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_fixture.copyTo(m_folder->path()));
}

void SaidTableTest::takesAFileOfVersionOne()
{
    const QString path = RoomFixture::roomFile(m_folder->path());
    const QString columns =
        QStringLiteral("id, name, registration, history, next_number, closed_cleanly,"
                       " sealed_by, identity, unknown_name_key, host_name, host_password");
    Database::Row row;
    {
        Database present;
        QVERIFY(present.open(path, roomSchema()));
        row = present.selectOne(QStringLiteral("SELECT %1 FROM room").arg(columns)).value();
    }
    row[4] = 57;
    QVERIFY(QFile::remove(path));
    const DatabaseKind before{roomSchema().name, roomSchema().applicationId, {roomSchema().versions.first()}};
    QVERIFY(Database::make(path, before, [&](Database &database) -> Result<void> {
        const auto made = database.change(
            QStringLiteral("INSERT INTO room (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").arg(columns),
            row);
        if (!made)
            return tl::make_unexpected(made.error());
        const auto person = database.change(QStringLiteral(
            "INSERT INTO account (id, name, folded, skeleton, email, salt, iterations, stored_key, "
            "server_key,"
            " role, first_number) VALUES (1, 'Ada', 'ada', 'ada', '', x'00', 1, zeroblob(32), zeroblob(32),"
            " 'member', 3)"));
        return person ? Result<void>() : tl::make_unexpected(person.error());
    }));

    RoomDatabase database;
    const auto state = open(database);
    QVERIFY2(state, qPrintable(state ? QString() : state.error().detail));
    QCOMPARE(state->nextNumber, 57u);
    QCOMPARE(state->keptFrom, 57u); // what has its number already was never kept
    QCOMPARE(state->shareLast, 0);
    QVERIFY(state->said.empty());
    QCOMPARE(state->accounts.at(0).name, QStringLiteral("Ada"));
    QCOMPARE(state->identity->publicKey().digest(), m_fixture.hostDigest());
    QVERIFY(database.commitTalk(58, {}, {{said(57)}, {}, 0}));
    QVERIFY(database.closeCleanly());
    const auto again = open(database);
    QCOMPARE(again->said.size(), 1u);
    QCOMPARE(again->keptFrom, 57u);
    QCOMPARE(database.readTalk(1, 100)->said.at(0).name, QStringLiteral("Ada"));
}

void SaidTableTest::keepsWhatIsSaid()
{
    const QString text = QStringLiteral("Grüße \U0001F600\n") + QString(10'000, u'x');
    {
        RoomDatabase database;
        QVERIFY(open(database));
        TalkChange change{{said(1), said(2, text), said(3)}, {}, 0};
        change.said[2].act = Act::Reply;
        change.said[2].target = 1;
        change.said[2].account = 3;
        QVERIFY(database.commitTalk(4, {}, change));
        QVERIFY(database.closeCleanly());
    }
    RoomDatabase database;
    const auto state = open(database);
    QCOMPARE(state->said.size(), 3u);
    QCOMPARE(state->said[1].number, 2u);
    QCOMPARE(state->said[1].account, 1);
    QVERIFY(state->said[1].size >= text.size() && !state->said[1].act);
    QVERIFY(state->said[2].act == Act::Reply && state->said[2].target == 1u);
    const auto page = database.readTalk(2, 3);
    QVERIFY(page);
    QCOMPARE(page->damaged, 0);
    QCOMPARE(numbersOf(page->said), (std::vector<quint64>{2, 3}));
    const Said &second = page->said[0];
    QCOMPARE(second.text, text);
    QCOMPARE(second.name, QStringLiteral("Person0"));
    QCOMPARE(second.device, RoomFixture::device(1));
    QCOMPARE(second.counter, 12u);
    QCOMPARE(second.time, 2'000);
    QVERIFY(!second.act && !second.target);
    QCOMPARE(page->said[1].name, QStringLiteral("Person2"));
    QVERIFY(page->said[1].act == Act::Reply && page->said[1].target == 1u);
    QVERIFY(database.readTalk(4, 100)->said.empty());
}

void SaidTableTest::textsAreNotReadable()
{
    RoomDatabase database;
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(2, {}, {{said(1, QStringLiteral("nobody reads this"))}, {}, 0}));
    QVERIFY(!allBytes().contains("nobody reads this"));
    QVERIFY(database.closeCleanly());
    QVERIFY(!allBytes().contains("nobody reads this"));
}

void SaidTableTest::aTurnIsAllOrNothing()
{
    RoomDatabase database;
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(2, {}, {{said(1)}, {}, 0}));
    QVERIFY(!database.commitTalk(4, {}, {{said(2), said(1)}, {}, 0})); // the second number is taken
    QCOMPARE(database.commitTalk(3, {{1, RoomFixture::device(7), 1}}, {{said(2)}, {1}, 2}).error().code,
             Code::Internal);
    QCOMPARE(numbersOf(database.readTalk(1, 9)->said), std::vector<quint64>{1});
    QVERIFY(database.closeCleanly());
    const auto state = open(database);
    QCOMPARE(state->nextNumber, 2u);
    QCOMPARE(state->keptFrom, 1u);
}

void SaidTableTest::whatIsWipedLeavesNothing_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("short") << 100;
    QTest::newRow("on pages of its own") << 20'000;
}

/// Not even sealed: the key stays.
void SaidTableTest::whatIsWipedLeavesNothing()
{
    QFETCH(int, size);
    RoomDatabase database;
    QVERIFY(open(database));
    TalkChange change = many(50);
    change.said[24].text = QString(size, u'x');
    QVERIFY(database.commitTalk(51, {}, change));
    QVERIFY(database.closeCleanly());
    Bytes sealed;
    {
        Database raw;
        QVERIFY(raw.open(RoomFixture::roomFile(m_folder->path()), roomSchema()));
        sealed = raw.selectOne(QStringLiteral("SELECT text FROM said WHERE number = 25"))
                     .value()
                     .at(0)
                     .toByteArray();
    }
    const Bytes piece = sealed.sliced(12, 60);
    QVERIFY(allBytes().contains(piece));
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(52, {}, {{said(51)}, {25}, 0}));
    QVERIFY(database.forgetWiped());
    QVERIFY(!allBytes().contains(piece));
    QCOMPARE(database.readTalk(1, 100)->said.size(), 50u);
    QVERIFY(database.closeCleanly());
    QVERIFY(!allBytes().contains(piece));
    QVERIFY(!allBytes().contains(sealed.last(60)));
}

void SaidTableTest::keepsTheLast()
{
    RoomDatabase database;
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(11, {}, many(10)));
    QVERIFY(database.closeCleanly());
    const auto state = open(database, 4); // another setting than before
    QCOMPARE(state->keptFrom, 7u);
    QCOMPARE(state->said.size(), 4u);
    QCOMPARE(state->said.front().number, 7u);
    QVERIFY(database.closeCleanly());
    QCOMPARE(open(database, 0)->keptFrom, 11u);
    QVERIFY(database.readTalk(1, 100)->said.empty());
}

void SaidTableTest::knowsWhatItNoLongerKeeps()
{
    RoomDatabase database;
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(11, {}, many(10)));
    QVERIFY(database.commitTalk(12, {}, {{said(11)}, {}, 8}));
    QCOMPARE(numbersOf(database.readTalk(1, 100)->said), (std::vector<quint64>{8, 9, 10, 11}));
    QVERIFY(database.closeCleanly());
    QCOMPARE(open(database)->keptFrom, 8u);
}

void SaidTableTest::leavesOutWhatDoesNotOpen()
{
    RoomDatabase database;
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(4, {}, many(3)));
    QVERIFY(database.closeCleanly());
    {
        Database raw;
        QVERIFY(raw.open(RoomFixture::roomFile(m_folder->path()), roomSchema()));
        // The text of another row opens here no more than a garbled one.
        QVERIFY(raw.change(QStringLiteral("UPDATE said SET text = (SELECT text FROM said WHERE number = 1)"
                                          " WHERE number = 2")));
    }
    QVERIFY(open(database));
    const auto page = database.readTalk(1, 3);
    QCOMPARE(page->damaged, 1);
    QCOMPARE(numbersOf(page->said), (std::vector<quint64>{1, 3}));
}

void SaidTableTest::aFullDiskLosesNothing()
{
    RoomDatabase database;
    QVERIFY(open(database, 10'000, 40));
    quint64 number = 1;
    Result<void> stored;
    for (; number < 1'000; ++number) {
        stored = database.commitTalk(number + 1, {}, {{said(number, QString(900, u'x'))}, {}, 0});
        if (!stored)
            break;
    }
    QCOMPARE(stored.error().code, Code::StorageFailed);
    QVERIFY(number > 10);
    QCOMPARE(database.readTalk(1, 10'000)->said.size(), std::size_t(number - 1));
    QVERIFY(database.commitTalk(number, {}, {{}, {1, 2, 3}, 0})); // what is wiped makes room
    QVERIFY(database.commitTalk(number + 1, {}, {{said(number)}, {}, 0}));
    QVERIFY(database.closeCleanly());
    const auto state = open(database, 10'000);
    QCOMPARE(state->nextNumber, number + 1);
    QCOMPARE(state->said.size(), std::size_t(number - 3));
}

void SaidTableTest::keepsHowMuchIsShared()
{
    RoomDatabase database;
    QCOMPARE(open(database)->shareLast, 0);
    QVERIFY(database.setShareLast(200));
    QVERIFY(database.closeCleanly());
    QCOMPARE(open(database)->shareLast, 200);
    QVERIFY(!database.setShareLast(1'001));
    QVERIFY(!database.setShareLast(-1));
}

void SaidTableTest::knowsWhatMayBeLost()
{
    RoomDatabase database;
    QVERIFY(open(database));
    QVERIFY(database.commitTalk(11, {}, many(10)));
    const auto state = open(database); // not closed
    QCOMPARE(state->lastNumber, 10u);
    QCOMPARE(state->nextNumber, 11 + limits::numberJump);
    QCOMPARE(state->said.size(), 10u);
    QVERIFY(database.closeCleanly());
    QCOMPARE(open(database)->lastNumber, 10 + limits::numberJump);
}

QTEST_GUILESS_MAIN(SaidTableTest)
#include "SaidTableTest.moc"
