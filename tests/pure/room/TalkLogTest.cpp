// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkLog.h"

#include "RoomDatabase.h"

#include <QTest>
#include <ctime>

using namespace waxwing;

namespace {

const Bytes history(limits::historySize, 'h');
constexpr qint64 asha = 1;
constexpr qint64 ravi = 2;

Settings keeping(int messages)
{
    Settings settings;
    settings.replayMessages = messages;
    return settings;
}

/// A room that keeps the numbers from one to another, all asha's.
RoomState roomOf(quint64 first, quint64 last, int shareLast = 0)
{
    RoomState state;
    state.history = history;
    state.shareLast = shareLast;
    state.keptFrom = first;
    state.lastNumber = last;
    state.nextNumber = last + 1;
    for (quint64 number = first; number <= last; ++number)
        state.said.push_back({number, asha, 100});
    return state;
}

NumberedSaid said(quint64 number, qint64 account, std::optional<Act> act = {}, quint64 target = 0)
{
    NumberedSaid message{number, account, Bytes(16, 'd'), number, 0, QStringLiteral("text")};
    if (act) {
        message.act = act;
        message.target = target;
    }
    return message;
}

} // namespace

class TalkLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLinkBegins_data();
    void aLinkBegins();
    void sharesWhatIsThere();
    void whatIsKnownToBeLost();
    void pagesAreBounded();
    void anErasureWipesTheTargetAndItsEdits();
    void anErasureInTheSameTurn();
    void manyEditsAndErasuresOfOne();
    void nobodyWipesWhatIsNotTheirs();
    void whatComesBehindAnErasureIsNotKept();
    void erasuresAreKnownAfterARestart();
    void whatIsDamagedDoesNotFollow();
    void oldOnesGoInSteps();
    void aRoomThatKeepsNothing();
};

/// PROTOCOL 8.9, with L = 100.
void TalkLogTest::aLinkBegins_data()
{
    QTest::addColumn<int>("keptFrom");
    QTest::addColumn<int>("shared");
    QTest::addColumn<int>("after"); // −1: nothing is kept; −2: of another history
    QTest::addColumn<int>("admitted");
    QTest::addColumn<int>("next");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("complete");

    QTest::newRow("has all") << 1 << 0 << 100 << 1 << 101 << 0 << true;
    QTest::newRow("misses one") << 1 << 0 << 99 << 1 << 100 << 1 << true;
    QTest::newRow("misses all") << 1 << 0 << 0 << 1 << 1 << 100 << true;
    QTest::newRow("not from before the account came") << 1 << 0 << 0 << 41 << 41 << 60 << true;
    QTest::newRow("but what is shared") << 1 << 70 << 0 << 41 << 31 << 70 << true;
    QTest::newRow("shared is less than missed") << 1 << 10 << 50 << 1 << 51 << 50 << true;
    QTest::newRow("shared, and had already") << 1 << 50 << 80 << 90 << 81 << 20 << true;
    QTest::newRow("a late joiner") << 1 << 0 << -1 << 101 << 101 << 0 << true;
    QTest::newRow("a late joiner where some is shared") << 1 << 3 << -1 << 101 << 98 << 3 << true;
    QTest::newRow("shared is more than there is") << 1 << 1'000 << -1 << 101 << 1 << 100 << true;
    QTest::newRow("another device") << 1 << 0 << -1 << 1 << 101 << 0 << true;
    QTest::newRow("another history") << 1 << 3 << -2 << 1 << 98 << 3 << true;
    QTest::newRow("kept no longer") << 61 << 0 << 20 << 1 << 21 << 40 << false;
    QTest::newRow("kept just yet") << 61 << 0 << 60 << 1 << 61 << 40 << true;
    QTest::newRow("kept no longer, but had before it came") << 61 << 0 << 20 << 61 << 61 << 40 << true;
    QTest::newRow("after is above the latest") << 1 << 3 << 101 << 1 << 98 << 3 << false;
}

void TalkLogTest::aLinkBegins()
{
    QFETCH(int, keptFrom);
    QFETCH(int, shared);
    QFETCH(int, after);
    QFETCH(int, admitted);
    const Settings settings;
    TalkLog log(settings, roomOf(quint64(keptFrom), 100, shared));
    Resume resume;
    if (after != -1) {
        resume.after = after == -2 ? 40 : quint64(after);
        resume.history = after == -2 ? Bytes(limits::historySize, 'x') : history;
    }
    const TalkLog::Start start = log.startOf(resume, quint64(admitted), 101);
    QTEST(int(start.next), "next");
    QTEST(int(start.count), "count");
    QTEST(start.complete, "complete");
}

/// Across numbers that were never given, and without what is erased.
void TalkLogTest::sharesWhatIsThere()
{
    const Settings settings;
    RoomState state = roomOf(1, 10, 4);
    state.nextNumber = 11 + limits::numberJump;
    TalkLog log(settings, state);
    QCOMPARE(log.startOf({}, state.nextNumber, state.nextNumber).next, 7u);
    log.apply({{said(state.nextNumber, asha)}, {8}, 0});
    const TalkLog::Start start = log.startOf({}, state.nextNumber, state.nextNumber + 1);
    QCOMPARE(start.next, 7u); // 7, 9, 10, and the new one
    QCOMPARE(start.count, 4u);
    QCOMPARE(log.startOf({20, history}, 1, state.nextNumber + 1).next, 21u);
}

/// A guest that has a number which this file does not know of: what was said behind it may be lost as well.
void TalkLogTest::whatIsKnownToBeLost()
{
    const Settings settings;
    RoomState state = roomOf(1, 10);
    state.nextNumber = 11 + limits::numberJump;
    TalkLog log(settings, state);
    QVERIFY(log.startOf({10, history}, 1, state.nextNumber).complete); // nothing says otherwise
    QVERIFY(!log.startOf({quint64(1) << 62, history}, 1, state.nextNumber).complete);
    QVERIFY(log.startOf({10, history}, 1, state.nextNumber).complete); // not by what anybody claims
    const TalkLog::Start knows = log.startOf({15, history}, 1, state.nextNumber);
    QVERIFY(!knows.complete);
    QCOMPARE(knows.next, 16u);
    QVERIFY(!log.startOf({10, history}, 1, state.nextNumber).complete); // now it does
    QVERIFY(log.startOf({state.nextNumber, history}, 1, state.nextNumber + 1).complete);
}

void TalkLogTest::pagesAreBounded()
{
    const Settings settings;
    TalkLog log(settings, roomOf(5, 30));
    const auto page = [&](quint64 number, std::size_t rows, qint64 bytes) {
        const auto range = log.page(number, rows, bytes);
        return range ? std::pair(range->first, range->last) : std::pair<quint64, quint64>();
    };
    QCOMPARE(page(1, 10, 100'000), std::pair(5ULL, 14ULL));
    QCOMPARE(page(28, 10, 100'000), std::pair(28ULL, 30ULL));
    QCOMPARE(page(5, 10, 250), std::pair(5ULL, 7ULL));
    QCOMPARE(page(5, 10, 1), std::pair(5ULL, 5ULL)); // at least one
    QCOMPARE(page(31, 10, 100'000), std::pair(0ULL, 0ULL));
    log.apply({{}, {28, 29, 30}, 0});
    QCOMPARE(page(28, 10, 100'000), std::pair(0ULL, 0ULL));
    QCOMPARE(page(27, 10, 100'000), std::pair(27ULL, 30ULL));
}

void TalkLogTest::anErasureWipesTheTargetAndItsEdits()
{
    const Settings settings;
    TalkLog log(settings, roomOf(1, 10));
    log.apply(log.plan(
        {said(11, asha, Act::Edit, 4), said(12, asha, Act::Reply, 4), said(13, asha, Act::Edit, 5)}));
    const TalkChange change = log.plan({said(14, asha, Act::Erase, 4)});
    QCOMPARE(change.wiped, (std::vector<quint64>{4, 11}));
    QCOMPARE(change.said.size(), 1u);
    QCOMPARE(change.keptFrom, 0u);
    log.apply(change);
    QVERIFY(log.plan({said(15, asha, Act::Erase, 4)}).wiped.empty()); // a second time
    QCOMPARE(log.startOf({0, history}, 1, 15).count, 12u);
}

void TalkLogTest::anErasureInTheSameTurn()
{
    const Settings settings;
    TalkLog log(settings, roomOf(1, 10));
    const TalkChange change =
        log.plan({said(11, asha), said(12, asha, Act::Edit, 11), said(13, asha, Act::Erase, 11),
                  said(14, asha, Act::Edit, 11), said(15, asha)});
    QCOMPARE(change.wiped, (std::vector<quint64>{11, 12, 14}));
    log.apply(change);
    QCOMPARE(log.startOf({10, history}, 1, 16).count, 2u);
}

/// What a member may do in an hour, and what it then costs: the network thread stands still meanwhile.
void TalkLogTest::manyEditsAndErasuresOfOne()
{
    const Settings settings;
    TalkLog log(settings, roomOf(1, 10));
    quint64 number = 11;
    while (number <= 90'010) {
        std::vector<NumberedSaid> edits;
        for (int i = 0; i < 10'000; ++i)
            edits.push_back(said(number++, asha, Act::Edit, 4));
        log.apply(log.plan(std::move(edits)));
    }
    std::vector<NumberedSaid> erasures;
    for (int i = 0; i < 1'000; ++i)
        erasures.push_back(said(number++, asha, Act::Erase, 4));
    const std::clock_t begun = std::clock(); // of the processor: other programs do not count
    const TalkChange change = log.plan(std::move(erasures));
    QCOMPARE(change.wiped.size(), 90'001u);
    log.apply(change);
    for (int i = 0; i < 200; ++i) {
        const TalkChange again = log.plan({said(number++, asha, Act::Erase, 4)});
        QVERIFY(again.wiped.empty());
        log.apply(again);
    }
    const double seconds = double(std::clock() - begun) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 5, qPrintable(QString::number(seconds)));
}

void TalkLogTest::nobodyWipesWhatIsNotTheirs()
{
    const Settings settings;
    TalkLog log(settings, roomOf(1, 10));
    QVERIFY(log.plan({said(11, ravi, Act::Erase, 4)}).wiped.empty());
    QVERIFY(log.plan({said(11, asha), said(12, ravi, Act::Erase, 11)}).wiped.empty());
    log.apply(log.plan({said(11, asha, Act::Edit, 4)}));
    QVERIFY(log.plan({said(12, asha, Act::Erase, 11)}).wiped.empty()); // no message, but an edit
    QVERIFY(log.plan({said(12, asha, Act::Erase, 7'000)}).wiped.empty());
}

void TalkLogTest::whatComesBehindAnErasureIsNotKept()
{
    const Settings settings;
    TalkLog log(settings, roomOf(1, 10));
    log.apply(log.plan({said(11, asha, Act::Erase, 4)}));
    QCOMPARE(log.plan({said(12, asha, Act::Edit, 4)}).wiped, std::vector<quint64>{12});
    QVERIFY(log.plan({said(12, asha, Act::Reply, 4)}).wiped.empty());
}

void TalkLogTest::erasuresAreKnownAfterARestart()
{
    const Settings settings;
    RoomState state = roomOf(1, 3);
    state.said.push_back({5, asha, 3, Act::Erase, 4});
    state.said.push_back({6, asha, 100, Act::Edit, 2});
    state.nextNumber = 7;
    TalkLog log(settings, state);
    QCOMPARE(log.plan({said(7, asha, Act::Edit, 4)}).wiped, std::vector<quint64>{7});
    QCOMPARE(log.plan({said(7, asha, Act::Erase, 2)}).wiped, (std::vector<quint64>{2, 6}));
    QVERIFY(log.accountOf(3) == asha && !log.accountOf(4));
}

void TalkLogTest::whatIsDamagedDoesNotFollow()
{
    const Settings settings;
    TalkLog log(settings, roomOf(1, 10, 3));
    log.foundOnly({8, 10}, {8, 10});
    QVERIFY(log.isKept(8) && !log.isKept(9) && log.isKept(10));
    QCOMPARE(log.startOf({0, history}, 1, 11).count, 9u);
    QCOMPARE(log.startOf({}, 11, 11).next, 7u);
    QCOMPARE(log.plan({said(11, asha, Act::Erase, 9)}).wiped, std::vector<quint64>{9}); // and goes
}

void TalkLogTest::oldOnesGoInSteps()
{
    const Settings settings = keeping(200); // a step is two
    TalkLog log(settings, roomOf(1, 201));
    const TalkChange first = log.plan({said(202, asha)});
    QCOMPARE(first.keptFrom, 0u);
    log.apply(first);
    const TalkChange second = log.plan({said(203, asha, Act::Edit, 202)});
    QCOMPARE(second.keptFrom, 4u);
    log.apply(second);
    QVERIFY(!log.accountOf(3) && log.accountOf(4));
    const TalkLog::Start start = log.startOf({0, history}, 1, 204);
    QCOMPARE(start.count, 200u);
    QVERIFY(!start.complete);
}

void TalkLogTest::aRoomThatKeepsNothing()
{
    const Settings settings = keeping(0);
    TalkLog log(settings, roomOf(11, 10, 5));
    const TalkChange change = log.plan({said(11, asha), said(12, asha)});
    QCOMPARE(change.keptFrom, 13u);
    log.apply(change);
    const TalkLog::Start start = log.startOf({10, history}, 1, 13);
    QVERIFY(start.next == 11 && start.count == 0 && !start.complete);
    QVERIFY(!log.page(1, 10, 1'000));
}

QTEST_APPLESS_MAIN(TalkLogTest)
#include "TalkLogTest.moc"
