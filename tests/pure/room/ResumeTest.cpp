// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TalkedRoom.h"

#include <QSemaphore>
#include <QTest>
#include <QTimer>

using namespace waxwing;
using namespace waxwing::test;

/// Where a link begins, what is told of it, and what counts (PROTOCOL 8.9).
class ResumeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lateJoiners_data();
    void lateJoiners();
    void notFromBeforeTheAccountCame();
    void anotherDevice();
    void anotherHistory();
    void aboveTheLatest();
    void keptNoLonger();
    void afterARestart();
    void afterAKill();
    void receivedCountsWhicheverLink();
    void deliveredWhileAway();
    void notDeliveredWhereItDoesNotCome_data();
    void notDeliveredWhereItDoesNotCome();
    void nothingOfAnEarlierLinkForTheBase();
    void resumeHasItsPlace_data();
    void resumeHasItsPlace();
    void withoutResumeNobodyComesIn();
    void afterAndHistoryGoTogether();
};

void ResumeTest::lateJoiners_data()
{
    QTest::addColumn<int>("shared");
    QTest::addColumn<quint64>("next");
    QTest::newRow("nothing from before") << 0 << quint64(21);
    QTest::newRow("the last five") << 5 << quint64(16);
    QTest::newRow("more than there is") << 50 << quint64(1);
}

void ResumeTest::lateJoiners()
{
    QFETCH(int, shared);
    QFETCH(quint64, next);
    TalkedRoom room(20);
    room.options.shareLast = shared;
    QVERIFY(room.open());
    auto late = knowing(room);
    QVERIFY(late->enters(asha));
    QCOMPARE(late->welcome.next, next);
    QCOMPARE(late->resumed->count, 21 - next);
    QVERIFY(late->resumed->complete);
    QCOMPARE(numbersAt(*late, std::size_t(21 - next)), fromTo(next, 20));
    QVERIFY(room.close());
    room.options.shareLast.reset(); // it is kept
    QVERIFY(room.open());
    QCOMPARE(room.host().info().shareLast, shared);
}

void ResumeTest::notFromBeforeTheAccountCame()
{
    TalkedRoom room(20);
    QVERIFY(room.open());
    {
        auto first = knowing(room);
        QVERIFY(first->enters(asha));
        sayMany(*first, 1, 2);
    }
    auto greedy = knowing(room);
    greedy->resume = {3, room.history};
    QVERIFY(greedy->enters(asha));
    QCOMPARE(greedy->welcome.next, 21u);
    QCOMPARE(numbersAt(*greedy, 2), fromTo(21, 22));
}

/// It has nothing: it begins now, as a late joiner does.
void ResumeTest::anotherDevice()
{
    TalkedRoom room(20);
    QVERIFY(room.open());
    auto first = knowing(room);
    QVERIFY(first->enters(asha));
    sayMany(*first, 1, 2);
    auto second = knowing(room);
    QVERIFY(second->enters(asha, RawGuest::deviceNamed(2), "host.p8"));
    QCOMPARE(second->welcome.next, 23u);
    QCOMPARE(second->resumed->count, 0u);
    second->send(Say{1, QStringLiteral("from the second")});
    QCOMPARE(numbersAt(*second, 1), fromTo(23, 23));
    QCOMPARE(numbersAt(*first, 1), fromTo(23, 23));
}

void ResumeTest::anotherHistory()
{
    TalkedRoom room(20);
    room.options.shareLast = 2;
    QVERIFY(room.open());
    auto guest = knowing(room);
    guest->resume = {7, Bytes(limits::historySize, 'x')};
    QVERIFY(guest->enters(asha));
    QCOMPARE(guest->welcome.next, 19u);
    QCOMPARE(guest->welcome.history, room.history);
    QCOMPARE(numbersAt(*guest, 2), fromTo(19, 20));
}

void ResumeTest::aboveTheLatest()
{
    TalkedRoom room(20);
    QVERIFY(room.open());
    auto guest = knowing(room);
    guest->resume = {21, room.history};
    QVERIFY(guest->enters(asha));
    QCOMPARE(guest->welcome.next, 21u);
    QVERIFY(!guest->resumed->complete);
    guest->send(Say{1, QStringLiteral("x")});
    QCOMPARE(guest->take<Said>()->number, 21u);
}

void ResumeTest::keptNoLonger()
{
    Settings settings = replaySettings();
    settings.replayMessages = 10;
    TalkedRoom room(0, settings);
    QVERIFY(room.open());
    auto guest = knowing(room);
    QVERIFY(guest->enters(asha));
    guest->link().close(Code::Left);
    RawGuest speaker(room);
    QVERIFY(speaker.enters(ravi, RawGuest::deviceNamed(2)));
    sayMany(speaker, 1, 25);
    auto back = knowing(room);
    back->resume = {4, speaker.welcome.history};
    QVERIFY(back->enters(asha));
    QCOMPARE(back->welcome.next, 5u);
    QCOMPARE(back->resumed->count, 10u);
    QVERIFY(!back->resumed->complete);
    QCOMPARE(numbersAt(*back, 10), fromTo(16, 25));
    QVERIFY(room.close());
    QVERIFY(room.open());
    auto again = knowing(room);
    again->resume = {15, speaker.welcome.history};
    QVERIFY(again->enters(asha));
    QVERIFY(again->resumed->complete);
    QCOMPARE(numbersAt(*again, 10), fromTo(16, 25));
}

void ResumeTest::afterARestart()
{
    TalkedRoom room(300);
    room.options.shareLast = 100;
    QVERIFY(room.open());
    auto guest = knowing(room);
    QVERIFY(guest->enters(asha));
    sayMany(*guest, 1, 5);
    QVERIFY(room.close(Code::Away));
    QVERIFY(room.open());
    auto back = knowing(room);
    back->resume = {302, room.history};
    QVERIFY(back->enters(asha));
    QCOMPARE(back->welcome.next, 303u);
    QCOMPARE(back->welcome.counter, 5u);
    back->send(Say{6, QStringLiteral("x")});
    QCOMPARE(numbersAt(*back, 4), fromTo(303, 306));
}

/// What was acknowledged is there, and the jump of the numbers is no gap.
void ResumeTest::afterAKill()
{
    TalkedRoom room(300);
    QVERIFY(room.open());
    auto guest = knowing(room);
    QVERIFY(guest->enters(asha));
    sayMany(*guest, 1, 40);
    room.kill();
    QVERIFY(room.open());
    auto back = knowing(room);
    back->resume = {310, room.history};
    QVERIFY(back->enters(asha));
    QCOMPARE(back->welcome.next, 311u);
    QCOMPARE(back->resumed->count, 30u);
    QVERIFY(back->resumed->complete);
    back->send(Say{41, QStringLiteral("x")});
    std::vector<quint64> expected = fromTo(311, 340);
    expected.push_back(341 + limits::numberJump);
    QCOMPARE(numbersAt(*back, 31), expected);
}

void ResumeTest::receivedCountsWhicheverLink()
{
    TalkedRoom room;
    QVERIFY(room.open());
    auto speaker = knowing(room);
    QVERIFY(speaker->enters(asha));
    {
        auto goes = knowing(room);
        QVERIFY(goes->enters(ravi, RawGuest::deviceNamed(2)));
        QVERIFY(speaker->take<Joined>());
        QSemaphore gate; // two of the three get their numbers while it is here, and it has none of them
        room.store().post([&gate] { gate.acquire(); });
        speaker->send(Say{1, QStringLiteral("one")});
        speaker->send(Say{2, QStringLiteral("two")});
        QTimer::singleShot(50, this, [&gate] { gate.release(); });
        QCOMPARE(numbersAt(*speaker, 2), fromTo(1, 2));
        goes->link().abandon();
    }
    QTest::qWait(50);
    speaker->send(Say{3, QStringLiteral("while it is away")});
    QCOMPARE(numbersAt(*speaker, 1), fromTo(3, 3));
    auto back = knowing(room);
    back->resume = {0, speaker->welcome.history};
    QVERIFY(back->enters(ravi, RawGuest::deviceNamed(2)));
    QCOMPARE(numbersAt(*back, 3), fromTo(1, 3));
    back->send(Received{3});
    for (const quint64 number : {1U, 2U}) { // nobody else was here at the third
        const auto delivered = speaker->take<Delivered>();
        QVERIFY(delivered);
        QCOMPARE(delivered->number, number);
        QVERIFY(delivered->count == 1 && delivered->of == 1);
    }
    QVERIFY(speaker->takeAll<Delivered>().empty());
}

void ResumeTest::deliveredWhileAway()
{
    TalkedRoom room;
    QVERIFY(room.open());
    auto listener = knowing(room);
    QVERIFY(listener->enters(ravi, RawGuest::deviceNamed(2)));
    auto speaker = knowing(room);
    QVERIFY(speaker->enters(asha));
    sayMany(*speaker, 1, 2);
    QCOMPARE(numbersAt(*listener, 2), fromTo(1, 2));
    speaker->link().close(Code::Left);
    QVERIFY(listener->take<LeftRoom>());
    listener->send(Received{2});
    listener->send(Read{1});
    QTest::qWait(100);
    auto back = knowing(room);
    back->resume = {2, listener->welcome.history};
    QVERIFY(back->enters(asha));
    QCOMPARE(back->take<Delivered>()->number, 1u);
    const auto seen = back->take<Seen>();
    QVERIFY(seen && seen->number == 1 && seen->count == 1 && seen->of == 1);
    QCOMPARE(back->take<Delivered>()->number, 2u);
    listener->send(Read{2});
    QCOMPARE(back->take<Seen>()->number, 2u); // and what moves on now
}

void ResumeTest::notDeliveredWhereItDoesNotCome_data()
{
    QTest::addColumn<int>("keeps");
    QTest::addColumn<bool>("isErased");
    QTest::newRow("erased by another device") << 100 << true;
    QTest::newRow("kept no longer") << 0 << false;
}

/// A message that its device has no number of, and never will: a count of it would be of what was not sent.
void ResumeTest::notDeliveredWhereItDoesNotCome()
{
    QFETCH(int, keeps);
    QFETCH(bool, isErased);
    Settings settings = replaySettings();
    settings.replayMessages = keeps;
    TalkedRoom room(0, settings);
    QVERIFY(room.open());
    auto listener = knowing(room);
    QVERIFY(listener->enters(ravi, RawGuest::deviceNamed(2)));
    auto second = knowing(room);
    QVERIFY(second->enters(asha, RawGuest::deviceNamed(3), "host.p8"));
    {
        auto first = knowing(room);
        QVERIFY(first->enters(asha));
        first->send(Say{1, QStringLiteral("one")});
        QCOMPARE(numbersAt(*listener, 1), fromTo(1, 1));
        first->link().abandon(); // for all it knows, nobody has it
    }
    if (isErased)
        second->send(Say{1, QStringLiteral("\u2421"), Act::Erase, 1});
    else
        second->send(Say{1, QStringLiteral("two")});
    QCOMPARE(numbersAt(*listener, 1), fromTo(2, 2));
    listener->send(Received{1});
    QTest::qWait(100);
    auto back = knowing(room);
    back->resume = {0, listener->welcome.history};
    QVERIFY(back->enters(asha));
    QCOMPARE(back->welcome.next, 1u);
    listener->send(Received{2});
    listener->send(Read{2});
    QTest::qWait(100);
    for (const Message &message : back->inbox)
        QVERIFY(!std::holds_alternative<Delivered>(message) && !std::holds_alternative<Seen>(message));
}

/// The base knows nothing of what it said over an earlier link (PROTOCOL 8.4).
void ResumeTest::nothingOfAnEarlierLinkForTheBase()
{
    TalkedRoom room;
    QVERIFY(room.open());
    auto listener = knowing(room);
    QVERIFY(listener->enters(ravi, RawGuest::deviceNamed(2)));
    {
        RawGuest speaker(room);
        QVERIFY(speaker.enters(asha));
        sayMany(speaker, 1, 2);
        QCOMPARE(numbersAt(*listener, 2), fromTo(1, 2));
        speaker.link().abandon();
    }
    RawGuest back(room);
    QVERIFY(back.enters(asha));
    listener->send(Received{2});
    QVERIFY(back.takeAll<Delivered>().empty());
    QVERIFY(!back.hasEnded());
}

void ResumeTest::resumeHasItsPlace_data()
{
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<int>("where");
    QTest::newRow("twice") << both << 0;
    QTest::newRow("in the room") << both << 1;
    QTest::newRow("something else in its place") << both << 2;
    QTest::newRow("without the feature") << QStringList() << 3;
    QTest::newRow("before identity") << both << 4;
}

void ResumeTest::resumeHasItsPlace()
{
    QFETCH(QStringList, named);
    QFETCH(int, where);
    TalkedRoom room;
    QVERIFY(room.open());
    RawGuest guest(room);
    guest.features = named;
    if (where == 1) {
        QVERIFY(guest.enters(asha));
        guest.send(Resume{});
        QCOMPARE(guest.end(), Code::Unexpected);
        return;
    }
    QVERIFY(guest.take<Lobby>());
    QVERIFY(guest.registers(asha));
    QVERIFY(!guest.logsIn(asha));
    if (where == 4) {
        guest.send(Resume{});
        QCOMPARE(guest.end(), Code::Unexpected);
        return;
    }
    guest.identifies(RawGuest::deviceNamed(1));
    if (where == 2)
        guest.send(Say{1, QStringLiteral("hi")});
    else
        guest.send(Resume{});
    if (where == 0)
        guest.send(Resume{});
    QCOMPARE(guest.end(), Code::Unexpected);
    QVERIFY(!guest.skipped.contains(QStringLiteral("welcome")));
}

void ResumeTest::withoutResumeNobodyComesIn()
{
    Settings settings = replaySettings();
    settings.lobbyDeadlineMs = 3'000; // longer than a busy machine lets this thread stand in a good step
    TalkedRoom room(0, settings);
    QVERIFY(room.open());
    auto guest = knowing(room);
    QVERIFY(guest->take<Lobby>());
    QVERIFY(guest->registers(asha));
    QVERIFY(!guest->logsIn(asha));
    guest->identifies(RawGuest::deviceNamed(1));
    QCOMPARE(guest->end(), Code::Idle);
    QCOMPARE(room.people, 0);
    auto late = knowing(room); // in time, but behind the first refresh
    QVERIFY(late->take<Lobby>());
    QVERIFY(!late->logsIn(asha));
    late->identifies(RawGuest::deviceNamed(1));
    QTest::qWait(300);
    late->send(Resume{});
    QVERIFY(late->take<Welcome>());
}

void ResumeTest::afterAndHistoryGoTogether()
{
    TalkedRoom room;
    QVERIFY(room.open());
    for (const Resume &resume : {Resume{5, std::nullopt}, Resume{std::nullopt, Bytes(16, 'h')}}) {
        auto guest = knowing(room);
        guest->resume = resume;
        QVERIFY(!guest->enters(asha));
        QCOMPARE(guest->end(), Code::Malformed);
    }
}

QTEST_GUILESS_MAIN(ResumeTest)
#include "ResumeTest.moc"
