// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");
const QString mei = QStringLiteral("mei");

/// Who came, as this guest is told: waits for so many, then a moment for one too many.
QStringList joinedAt(RawGuest &guest, qsizetype atLeast)
{
    QStringList names;
    const auto add = [&names](const Joined &page) {
        for (const Person &person : page.people)
            names.append(person.name);
    };
    while (names.size() < atLeast) {
        const auto page = guest.take<Joined>();
        if (!page)
            return names;
        add(*page);
    }
    for (const Joined &page : guest.takeAll<Joined>())
        add(page);
    return names;
}

} // namespace

/// The room behind the lobby, over real sockets, with guests that say what a test tells them.
class HostRoomTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comingIn();
    void joinedIsToldOnceToEach();
    void joinedIsToldBeforeWhatIsSaid();
    void goodbyeIsToldAtOnce();
    void lostIsToldLater();
    void backInTimeIsNotTold();
    void talk();
    void lateJoinerGetsNothingFromBefore();
    void duplicatesAndGaps();
    void aKilledHostGoesOn();
    void silentInTheLobby();
    void tooManyUnacknowledged();
    void receivedHasRules_data();
    void receivedHasRules();
    void lobbyMessagesInTheRoom();
    void talkBeforeWelcome();
    void aChangeBeforeWelcome();
    void sameIdentityReplaces();
    void deviceOfAnother();
    void secondDeviceIsNew();
    void roomFull();
    void slowReader();
    void allTogetherTooMuch();
    void messagesAtTheirRate();
    void otherRecordsAtTheirRate();
    void saidToOneThatComesBackIsNotShownTwice();
};

void HostRoomTest::comingIn()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest guest(room);
    QVERIFY(guest.enters(asha));
    QCOMPARE(guest.welcome.updateAfter, quint64(limits::updateEveryDefault));
    QCOMPARE(guest.welcome.longest, quint64(limits::textBytes));
    QCOMPARE(guest.welcome.history.size(), limits::historySize);
    QCOMPARE(guest.welcome.next, 1u);
    QCOMPARE(guest.welcome.counter, 0u);
    QCOMPARE(guest.roster.size(), 1u);
    QCOMPARE(guest.roster[0].name, asha);
    QCOMPARE(guest.roster[0].role, Role::Member);
    QCOMPARE(guest.roster[0].devices.size(), 1u);
    QCOMPARE(guest.roster[0].devices[0].device, RawGuest::deviceNamed(1));
    QCOMPARE(guest.roster[0].devices[0].identity, room.identity("member.p8")->publicKey().digest());
    QVERIFY(!guest.roster[0].devices[0].isNew);
    QCOMPARE(room.people, 1);
}

void HostRoomTest::joinedIsToldOnceToEach()
{
    Settings settings = hostSettings();
    settings.joinedGatherMs = 60;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest first(room);
    QVERIFY(first.enters(asha));
    QTest::qWait(100);
    RawGuest second(room);
    RawGuest third(room);
    QVERIFY(second.enters(ravi));
    QVERIFY(third.enters(mei));
    QCOMPARE(third.roster.size(), 3u);
    QCOMPARE(joinedAt(first, 2), (QStringList{ravi, mei}));
    QCOMPARE(joinedAt(second, 1), QStringList{mei}); // and not itself
    QVERIFY(third.takeAll<Joined>().empty());
}

/// However long arrivals are gathered: nobody speaks who is not on the list (PROTOCOL 8.2).
void HostRoomTest::joinedIsToldBeforeWhatIsSaid()
{
    Settings settings = hostSettings();
    settings.joinedGatherMs = 60'000;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest first(room);
    RawGuest quiet(room);
    RawGuest speaker(room);
    QVERIFY(first.enters(asha));
    QVERIFY(quiet.enters(ravi));
    QVERIFY(speaker.enters(mei));
    speaker.send(Say{1, QStringLiteral("I am")});
    for (RawGuest *guest : {&first, &quiet}) {
        const auto joined = guest->take<Joined>();
        QVERIFY(joined);
        QCOMPARE(joined->people.back().name, mei);
        QVERIFY(!guest->skipped.contains(QStringLiteral("said")));
        const auto said = guest->take<Said>();
        QVERIFY(said);
        QCOMPARE(said->name, mei);
    }
}

void HostRoomTest::goodbyeIsToldAtOnce()
{
    Settings settings = hostSettings();
    settings.leftAfterLostMs = 60'000;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest stays(room);
    RawGuest goes(room);
    QVERIFY(stays.enters(asha));
    QVERIFY(goes.enters(ravi));
    goes.link().close(Code::Left);
    const auto left = stays.take<LeftRoom>();
    QVERIFY(left);
    QCOMPARE(left->name, ravi);
    QVERIFY(stays.skipped.contains(QStringLiteral("joined"))); // told before, also when both fall together
    QCOMPARE(room.people, 1);
}

void HostRoomTest::lostIsToldLater()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest stays(room);
    RawGuest goes(room);
    QVERIFY(stays.enters(asha));
    QVERIFY(goes.enters(ravi));
    QVERIFY(stays.take<Joined>());
    QElapsedTimer since;
    since.start();
    goes.link().abandon();
    QVERIFY(stays.take<LeftRoom>());
    QVERIFY(since.elapsed() >= 250);
}

void HostRoomTest::backInTimeIsNotTold()
{
    Settings settings = hostSettings();
    settings.leftAfterLostMs = 6'000; // coming back takes that long on no machine, however busy
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest stays(room);
    QVERIFY(stays.enters(asha));
    QElapsedTimer since;
    {
        RawGuest goes(room);
        QVERIFY(goes.enters(ravi));
        QVERIFY(stays.take<Joined>());
        since.start();
        goes.link().abandon();
    }
    RawGuest back(room);
    QVERIFY(back.enters(ravi));
    QCOMPARE(back.roster.size(), 2u);
    QTRY_VERIFY_WITH_TIMEOUT(since.hasExpired(6'500), 20'000);
    QVERIFY(stays.takeAll<Joined>().empty());
    QCOMPARE(room.people, 2);
    QVERIFY(!stays.hasEnded() && !stays.skipped.contains(QStringLiteral("left")));
}

void HostRoomTest::talk()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest speaker(room);
    RawGuest listener(room);
    RawGuest other(room);
    QVERIFY(speaker.enters(asha));
    QVERIFY(listener.enters(ravi, RawGuest::deviceNamed(2)));
    QVERIFY(other.enters(mei));
    const QString text(limits::textBytes / 2, u'\u00e9');
    speaker.send(Say{1, QStringLiteral("hello")});
    speaker.send(Say{2, text});
    for (RawGuest *guest : {&speaker, &listener, &other}) {
        const auto first = guest->take<Said>();
        QVERIFY(first);
        QCOMPARE(first->number, 1u);
        QCOMPARE(first->name, asha);
        QCOMPARE(first->device, RawGuest::deviceNamed(1));
        QCOMPARE(first->counter, 1u);
        QCOMPARE(first->time, room.clock.wallMs());
        QCOMPARE(first->text, QStringLiteral("hello"));
        QVERIFY(!guest->skipped.contains(QStringLiteral("ack")));
        const auto second = guest->take<Said>();
        QCOMPARE(second->number, 2u);
        QCOMPARE(second->text, text);
    }
    for (;;) {
        const auto ack = speaker.take<Ack>();
        QVERIFY(ack);
        if (ack->counter == 2)
            break;
    }
    listener.send(Received{2});
    auto delivered = speaker.take<Delivered>();
    QVERIFY(delivered);
    QCOMPARE(delivered->number, 1u);
    QCOMPARE(delivered->count, 1u);
    QCOMPARE(delivered->of, 2u);
    QCOMPARE(speaker.take<Delivered>()->number, 2u);
    speaker.send(Received{2});
    other.send(Received{1});
    delivered = speaker.take<Delivered>();
    QCOMPARE(delivered->number, 1u);
    QCOMPARE(delivered->count, 2u);
    QVERIFY(listener.takeAll<Delivered>().empty());
}

void HostRoomTest::lateJoinerGetsNothingFromBefore()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    speaker.send(Say{1, QStringLiteral("early")});
    QVERIFY(speaker.take<Ack>());
    RawGuest late(room);
    QVERIFY(late.enters(ravi));
    QCOMPARE(late.welcome.next, 2u);
    speaker.send(Say{2, QStringLiteral("later")});
    const auto said = late.take<Said>();
    QCOMPARE(said->number, 2u);
    QCOMPARE(said->text, QStringLiteral("later"));
    late.send(Received{2});
    QCOMPARE(speaker.take<Delivered>()->number, 2u);
}

void HostRoomTest::duplicatesAndGaps()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    speaker.send(Say{10, QStringLiteral("a gap is fine")});
    QCOMPARE(speaker.take<Said>()->counter, 10u);
    QCOMPARE(speaker.take<Ack>()->counter, 10u);
    for (const quint64 counter : {10U, 3U, 0U}) {
        speaker.send(Say{counter, QStringLiteral("again")});
        QCOMPARE(speaker.take<Ack>()->counter, 10u);
        QVERIFY(!speaker.skipped.contains(QStringLiteral("said")));
    }
    speaker.send(Say{11, QStringLiteral("next")});
    QCOMPARE(speaker.take<Said>()->number, 2u);
}

/// What was acknowledged is known after a kill, and no number is given twice (PROTOCOL 8.5).
void HostRoomTest::aKilledHostGoesOn()
{
    HostFixture room(source);
    QVERIFY(room.open());
    Bytes history;
    {
        RawGuest speaker(room);
        QVERIFY(speaker.enters(asha));
        history = speaker.welcome.history;
        speaker.send(Say{7, QStringLiteral("before")});
        QVERIFY(speaker.take<Ack>());
        room.kill();
    }
    QVERIFY(room.open());
    RawGuest back(room);
    QVERIFY(back.enters(asha)); // without registering
    QCOMPARE(back.welcome.history, history);
    QCOMPARE(back.welcome.counter, 7u);
    QVERIFY(back.welcome.next >= limits::numberJump);
    back.send(Say{8, QStringLiteral("after")});
    QCOMPARE(back.take<Said>()->number, back.welcome.next);
    QVERIFY(room.close(Code::Away));
    QCOMPARE(back.end(), Code::Away);
    QVERIFY(room.open()); // closed in order: no jump
    RawGuest again(room);
    QVERIFY(again.enters(asha));
    QCOMPARE(again.welcome.next, back.welcome.next + 1);
}

void HostRoomTest::silentInTheLobby()
{
    Settings settings = hostSettings();
    settings.lobbyDeadlineMs = 500;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest guest(room);
    QVERIFY(guest.take<Lobby>());
    QCOMPARE(guest.end(), Code::Idle);
}

void HostRoomTest::tooManyUnacknowledged()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    QSemaphore gate;
    room.store().post([&gate] { gate.acquire(); }); // nothing commits meanwhile
    for (quint64 counter = 1; counter <= 64; ++counter)
        speaker.send(Say{counter, QStringLiteral("x")});
    QTest::qWait(200);
    QVERIFY(!speaker.hasEnded());
    speaker.send(Say{65, QStringLiteral("x")});
    QCOMPARE(speaker.end(), Code::Unexpected);
    gate.release();
    RawGuest again(room); // what was read before the end is kept
    QVERIFY(again.enters(asha));
    QCOMPARE(again.welcome.counter, 64u);
}

void HostRoomTest::receivedHasRules_data()
{
    QTest::addColumn<QList<quint64>>("numbers");
    QTest::newRow("not sent") << QList<quint64>{4};
    QTest::newRow("before the first of this link") << QList<quint64>{1};
    QTest::newRow("the same again") << QList<quint64>{3, 3};
    QTest::newRow("falling") << QList<quint64>{3, 2};
}

void HostRoomTest::receivedHasRules()
{
    QFETCH(QList<quint64>, numbers);
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    speaker.send(Say{1, QStringLiteral("one")});
    QVERIFY(speaker.take<Ack>());
    RawGuest guest(room);
    QVERIFY(guest.enters(ravi)); // its first is 2
    speaker.send(Say{2, QStringLiteral("two")});
    speaker.send(Say{3, QStringLiteral("three")});
    QVERIFY(guest.take<Said>() && guest.take<Said>());
    for (const quint64 number : numbers)
        guest.send(Received{number});
    QCOMPARE(guest.end(), Code::Unexpected);
    QVERIFY(!speaker.hasEnded());
}

void HostRoomTest::lobbyMessagesInTheRoom()
{
    HostFixture room(source);
    QVERIFY(room.open());
    const Person person{
        asha, Role::Member, {{Bytes(limits::deviceSize, 'd'), Bytes(limits::hashSize, 'i'), false}}};
    const std::vector<Message> outOfPlace = {Check{asha, {}}, ClientFirst{QStringLiteral("p")}, Ack{1},
                                             Joined{{person}, true}, LeftRoom{asha}};
    char device = 1;
    for (const Message &message : outOfPlace) {
        RawGuest guest(room);
        QVERIFY(guest.enters(QStringLiteral("guest%1").arg(int(device)), RawGuest::deviceNamed(device)));
        ++device;
        guest.send(message);
        QCOMPARE(guest.end(), Code::Unexpected);
    }
}

void HostRoomTest::talkBeforeWelcome()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest early(room);
    QVERIFY(early.take<Lobby>());
    early.send(Say{1, QStringLiteral("hi")});
    QCOMPARE(early.end(), Code::Unexpected);
    RawGuest guest(room);
    QVERIFY(guest.take<Lobby>());
    QVERIFY(guest.registers(asha));
    QVERIFY(!guest.logsIn(asha));
    guest.identifies(RawGuest::deviceNamed(1));
    guest.send(Say{1, QStringLiteral("hi")});
    QCOMPARE(guest.end(), Code::Unexpected);
}

/// The link of the same device that says something makes the next one wait for its number.
void HostRoomTest::aChangeBeforeWelcome()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest before(room);
    before.features = {features::direct()};
    QVERIFY(before.enters(asha));
    RawGuest after(room);
    after.features = QStringList{features::password()};
    QVERIFY(after.take<Lobby>());
    QVERIFY(!after.logsIn(asha));
    QSemaphore arrival;
    QSemaphore number;
    room.store().post([&arrival] { arrival.acquire(); });
    QSignalSpy refreshed(&after.link(), &Link::refreshFinished);
    after.identifies(RawGuest::deviceNamed(1));
    QTRY_COMPARE(refreshed.size(), 1); // so its arrival stands in the store's queue
    room.store().post([&number] { number.acquire(); });
    before.send(Say{1, QStringLiteral("late")});
    QVERIFY(before.isRead()); // it waits for its number, behind both
    arrival.release();
    QCOMPARE(before.end(), Code::Replaced);
    const ScramClient scram = *ScramClient::start(asha, room.random);
    after.send(
        ChangeFirst{QString::fromUtf8(scram.clientFirst())
                        .replace(QStringLiteral("p=waxwing-exporter"), QStringLiteral("p=waxwing-change"))});
    const auto end = after.end();
    number.release();
    QCOMPARE(end, Code::Unexpected);
    QVERIFY(!after.skipped.contains(QStringLiteral("change_challenge")));
}

void HostRoomTest::sameIdentityReplaces()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest watcher(room);
    QVERIFY(watcher.enters(mei));
    RawGuest before(room);
    QVERIFY(before.enters(asha));
    QVERIFY(watcher.take<Joined>());
    RawGuest after(room);
    QVERIFY(after.enters(asha));
    QCOMPARE(before.end(), Code::Replaced);
    QCOMPARE(after.roster.size(), 2u);
    QTest::qWait(400);
    for (const Message &message : watcher.inbox)
        QVERIFY(!std::holds_alternative<LeftRoom>(message) && !std::holds_alternative<Joined>(message));
    QVERIFY(!after.hasEnded());
    after.send(Say{1, QStringLiteral("still here")});
    QVERIFY(watcher.take<Said>());
}

void HostRoomTest::deviceOfAnother()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest owner(room);
    QVERIFY(owner.enters(asha));
    RawGuest thief(room);
    QVERIFY(!thief.enters(asha, RawGuest::deviceNamed(1), "host.p8"));
    QCOMPARE(thief.end(), Code::DeviceTaken);
    RawGuest changer(room);
    QVERIFY(!changer.enters(asha, RawGuest::deviceNamed(2), "member.p8"));
    QCOMPARE(changer.end(), Code::DeviceTaken);
    QVERIFY(!owner.hasEnded());
}

void HostRoomTest::secondDeviceIsNew()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest watcher(room);
    QVERIFY(watcher.enters(mei));
    RawGuest first(room);
    QVERIFY(first.enters(asha));
    QCOMPARE(watcher.take<Joined>()->people.at(0).devices.size(), 1u);
    RawGuest second(room);
    QVERIFY(second.enters(asha, RawGuest::deviceNamed(2), "host.p8"));
    const auto joined = watcher.take<Joined>();
    QCOMPARE(joined->people.size(), 1u);
    QCOMPARE(joined->people[0].devices.size(), 2u);
    QVERIFY(!joined->people[0].devices[0].isNew);
    QVERIFY(joined->people[0].devices[1].isNew);
    QVERIFY(first.take<Joined>()); // told to all, the person too
    // One person: of = 1 for what mei says, counted once by the first device that has it.
    watcher.send(Say{1, QStringLiteral("hello")});
    QVERIFY(first.take<Said>() && second.take<Said>());
    first.send(Received{1});
    second.send(Received{1});
    const auto delivered = watcher.take<Delivered>();
    QCOMPARE(delivered->count, 1u);
    QCOMPARE(delivered->of, 1u);
    QVERIFY(watcher.takeAll<Delivered>().empty());
    second.link().close(Code::Left);
    QCOMPARE(watcher.take<Joined>()->people.at(0).devices.size(), 1u);
}

void HostRoomTest::roomFull()
{
    Settings settings = hostSettings();
    settings.members = 1;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest first(room);
    QVERIFY(first.enters(asha));
    RawGuest second(room);
    QVERIFY(!second.enters(ravi));
    QCOMPARE(second.name, ravi); // told after `v=`, not before
    QCOMPARE(second.end(), Code::RoomFull);
}

void HostRoomTest::slowReader()
{
    Settings settings = hostSettings();
    settings.unsentPerMember = 512 * 1024;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    RawGuest slow(room, room.host().connectLocal());
    QVERIFY(slow.enters(ravi));
    slow.link().holdReading(true);
    const QString text(limits::textBytes, u'x');
    for (quint64 counter = 1; counter <= 40; ++counter)
        speaker.send(Say{counter, text});
    const auto left = speaker.take<LeftRoom>();
    QVERIFY(left);
    QCOMPARE(left->name, ravi);
    QVERIFY(!speaker.hasEnded());
}

void HostRoomTest::allTogetherTooMuch()
{
    Settings settings = hostSettings();
    settings.unsentTogether = 1024 * 1024;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    RawGuest slow(room, room.host().connectLocal());
    QVERIFY(slow.enters(ravi));
    slow.link().holdReading(true);
    const QString text(limits::textBytes, u'x');
    for (quint64 counter = 1; counter <= 60; ++counter)
        speaker.send(Say{counter, text});
    QCOMPARE(speaker.take<LeftRoom>()->name, ravi);
    QVERIFY(!speaker.hasEnded()); // the worst went, and it was enough
    QVERIFY(room.notices.join(u'\n').contains(codeName(Code::SlowReader)));
}

void HostRoomTest::messagesAtTheirRate()
{
    Settings settings = hostSettings();
    settings.messagesAtOnce = 3;
    settings.messagesPerSecond = 1;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    for (quint64 counter = 1; counter <= 5; ++counter)
        speaker.send(Say{counter, QStringLiteral("x")});
    QCOMPARE(speaker.takeAll<Said>(3).size(), 3u);
    room.clock.advance(1'000);
    QCOMPARE(speaker.take<Said>()->number, 4u);
    QVERIFY(speaker.takeAll<Said>().empty());
    room.clock.advance(5'000);
    QCOMPARE(speaker.take<Said>()->number, 5u); // nothing was lost
}

void HostRoomTest::otherRecordsAtTheirRate()
{
    Settings settings = hostSettings();
    settings.recordsAtOnce = 2;
    settings.recordsPerSecond = 10;
    settings.updateEvery = 1; // each `say` brings an update, which counts too
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest speaker(room);
    QVERIFY(speaker.enters(asha));
    room.clock.advance(1'000); // the keys of coming in counted as well
    for (quint64 counter = 1; counter <= 6; ++counter)
        speaker.send(Say{counter, QStringLiteral("x")});
    QCOMPARE(speaker.takeAll<Said>(3).size(), 3u); // the third update waits, and all behind it
    room.clock.advance(60'000);
    for (const quint64 number : {4U, 5U})
        QCOMPARE(speaker.take<Said>()->number, number); // nothing was lost, nobody was closed
    QVERIFY(!speaker.hasEnded());
}

/// Its link breaks while a message waits for its number: the new link is told of it by `welcome` alone.
void HostRoomTest::saidToOneThatComesBackIsNotShownTwice()
{
    Settings settings = hostSettings();
    settings.pingAfterMs = 50;
    settings.recordsAtOnce = 100'000;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    RawGuest watcher(room);
    QVERIFY(watcher.enters(mei));
    auto speaker = std::make_unique<RawGuest>(room);
    QVERIFY(speaker->enters(asha));
    QSemaphore gate;
    room.store().post([&gate] { gate.acquire(); });
    QSignalSpy pongs(&speaker->link(), &Link::statusChanged);
    speaker->send(Say{1, QStringLiteral("once")});
    QTRY_VERIFY(pongs.count() >= 2); // the second ping went behind the message, so the host has read it
    speaker->link().abandon();
    QTimer::singleShot(100, [&gate] { gate.release(); });
    RawGuest back(room);
    QVERIFY(back.enters(asha));
    QCOMPARE(back.welcome.counter, 1u);
    QCOMPARE(back.welcome.next, 2u);
    back.send(Say{1, QStringLiteral("once")});
    QCOMPARE(back.take<Ack>()->counter, 1u);
    QVERIFY(!back.skipped.contains(QStringLiteral("said")));
    QCOMPARE(watcher.takeAll<Said>(1).size(), 1u);
}

QTEST_GUILESS_MAIN(HostRoomTest)
#include "HostRoomTest.moc"
