// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Limits.h"
#include "RoomMirror.h"

#include <QTest>

using namespace waxwing;

namespace {

const Bytes myDevice = Bytes(16, 'd');
const Bytes myIdentity = Bytes(32, 'i');

Welcome goodWelcome()
{
    Welcome welcome;
    welcome.updateAfter = 5;
    welcome.longest = 100;
    welcome.history = Bytes(16, 'h');
    welcome.next = 7;
    return welcome;
}

Person me()
{
    return {QStringLiteral("asha"), Role::Member, {{myDevice, myIdentity, false}}};
}

Person somebody(const QString &name, char seed = 'x', bool isNew = false)
{
    return {name, Role::Member, {{Bytes(16, seed), Bytes(32, seed), isNew}}};
}

RoomMirror refreshed(bool knowsKeyLogs = false)
{
    RoomMirror mirror;
    mirror.beginLink({QStringLiteral("asha"), myDevice, myIdentity, {.keyLog = knowsKeyLogs}});
    mirror.refreshFinished();
    return mirror;
}

RoomMirror welcomed(bool knowsKeyLogs = false)
{
    RoomMirror mirror = refreshed(knowsKeyLogs);
    [[maybe_unused]] const auto taken = mirror.receive(goodWelcome());
    return mirror;
}

RoomMirror here(bool knowsKeyLogs = false)
{
    RoomMirror mirror = welcomed(knowsKeyLogs);
    [[maybe_unused]] const auto taken =
        mirror.receive(Roster{{me(), somebody(QStringLiteral("Ravi"))}, true});
    return mirror;
}

Said said(quint64 number)
{
    Said message;
    message.number = number;
    message.name = QStringLiteral("Ravi");
    message.device = Bytes(16, 'x');
    message.counter = 1;
    message.text = QStringLiteral("hello");
    return message;
}

template <class R> Code codeOf(const R &result)
{
    return result ? Code::Cancelled : result.error().code;
}

} // namespace

/// The room as a host may tell it: PROTOCOL 8.1, 8.2 and the guest's own constants.
class GuestMirrorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entersInOrder();
    void refusesAnotherOrder();
    void holdsTheWelcomeToItsConstants();
    void holdsTheRosterToItsForm();
    void pagesMakeOneRoster();
    void numbersAreConsecutive();
    void holdsMessagesToTheirForm();
    void peopleComeAndGo();
    void newKeysStandUntilTheyAreLookedAt();
    void meFirstThenTheHost();
    void aNewLinkBeginsAnew();
    void keyLogsAreTold();
    void keyLogsAreHeldToTheirRules();
    void resumedStandsBehindTheRoster();
    void withReplayNumbersRise();
    void actsAreHeldToTheirRules();
    void writersAreHeldToTheirRules();
};

void GuestMirrorTest::entersInOrder()
{
    RoomMirror mirror = refreshed();
    QVERIFY(mirror.receive(goodWelcome()));
    QVERIFY(!mirror.isHere());
    const auto events = mirror.receive(Roster{{me()}, true});
    QVERIFY(events && std::holds_alternative<RosterComplete>(events->at(0)));
    QVERIFY(mirror.isHere());
    QCOMPARE(mirror.nextNumber(), 7u);
}

void GuestMirrorTest::refusesAnotherOrder()
{
    RoomMirror early;
    early.beginLink({QStringLiteral("asha"), myDevice, myIdentity});
    QCOMPARE(codeOf(early.receive(goodWelcome())), Code::Unexpected); // before the refresh has ended
    QCOMPARE(codeOf(refreshed().receive(Roster{{me()}, true})), Code::Unexpected);
    QCOMPARE(codeOf(welcomed().receive(goodWelcome())), Code::Unexpected);
    QCOMPARE(codeOf(welcomed().receive(said(7))), Code::Unexpected);
    QCOMPARE(codeOf(welcomed().receive(Joined{{somebody(QStringLiteral("Mei"))}, true})), Code::Unexpected);
    QCOMPARE(codeOf(welcomed().receive(LeftRoom{QStringLiteral("Ravi")})), Code::Unexpected);
    QCOMPARE(codeOf(welcomed().requireHere()), Code::Unexpected);
    QCOMPARE(codeOf(here().receive(goodWelcome())), Code::Unexpected);
    QCOMPARE(codeOf(here().receive(Roster{{me()}, true})), Code::Unexpected);
}

void GuestMirrorTest::holdsTheWelcomeToItsConstants()
{
    const auto refused = [](auto change) {
        Welcome welcome = goodWelcome();
        change(welcome);
        return codeOf(refreshed().receive(welcome)) == Code::Malformed;
    };
    QVERIFY(refused([](Welcome &w) { w.updateAfter = 0; }));
    QVERIFY(refused([](Welcome &w) { w.updateAfter = 1'001; }));
    QVERIFY(refused([](Welcome &w) { w.longest = 0; }));
    QVERIFY(refused([](Welcome &w) { w.longest = 32'769; }));
    QVERIFY(refused([](Welcome &w) { w.history = Bytes(15, 'h'); }));
    QVERIFY(refused([](Welcome &w) { w.next = 0; }));
}

void GuestMirrorTest::holdsTheRosterToItsForm()
{
    const auto refused = [](std::vector<Person> people) {
        return codeOf(welcomed().receive(Roster{std::move(people), true}));
    };
    QCOMPARE(refused({}), Code::Malformed);
    QCOMPARE(refused({me(), me()}), Code::Malformed);
    QCOMPARE(refused({me(), somebody(QStringLiteral("a\u200bb"))}), Code::Malformed);
    QCOMPARE(refused({me(), somebody(QString())}), Code::Malformed);
    Person odd = somebody(QStringLiteral("Ravi"));
    odd.devices.push_back(odd.devices.front());
    QCOMPARE(refused({me(), odd}), Code::Malformed);
    odd.devices.clear();
    QCOMPARE(refused({me(), odd}), Code::Malformed);
    for (char seed : {'1', '2', '3', '4', '5'})
        odd.devices.push_back({Bytes(16, seed), Bytes(32, seed), false});
    QCOMPARE(refused({me(), odd}), Code::Malformed);
    QCOMPARE(refused({somebody(QStringLiteral("Ravi"))}), Code::Malformed); // without ourselves
    Person notMe = me();
    notMe.devices.front().identity = Bytes(32, 'z');
    QCOMPARE(refused({notMe}), Code::Malformed);
    std::vector<Person> many{me()};
    for (int i = 0; i < limits::rosterPage; ++i)
        many.push_back(somebody(QStringLiteral("m%1").arg(i)));
    QCOMPARE(refused(many), Code::Malformed);
}

void GuestMirrorTest::pagesMakeOneRoster()
{
    RoomMirror mirror = welcomed();
    QVERIFY(mirror.receive(Roster{{somebody(QStringLiteral("Ravi"))}, false}));
    QVERIFY(!mirror.isHere());
    QVERIFY(!mirror.receive(said(7)));
    QCOMPARE(codeOf(mirror.receive(Roster{{somebody(QStringLiteral("Ravi"))}, false})), Code::Malformed);
    RoomMirror other = welcomed();
    QVERIFY(other.receive(Roster{{somebody(QStringLiteral("Ravi"))}, false}));
    QVERIFY(other.receive(Roster{{me()}, true}));
    QCOMPARE(other.people().size(), 2);
}

void GuestMirrorTest::numbersAreConsecutive()
{
    RoomMirror mirror = here();
    QVERIFY(mirror.receive(said(7)));
    QVERIFY(mirror.receive(said(8)));
    QCOMPARE(mirror.nextNumber(), 9u);
    QCOMPARE(codeOf(mirror.receive(said(8))), Code::Unexpected);
    QCOMPARE(codeOf(mirror.receive(said(10))), Code::Unexpected);
}

void GuestMirrorTest::holdsMessagesToTheirForm()
{
    Said message = said(7);
    message.name = QStringLiteral("a\u202eb");
    QCOMPARE(codeOf(here().receive(message)), Code::Malformed);
    message = said(7);
    message.text.clear();
    QCOMPARE(codeOf(here().receive(message)), Code::Malformed);
    message.text = QString(limits::textBytes + 1, QLatin1Char('x'));
    QCOMPARE(codeOf(here().receive(message)), Code::Malformed);
    message.text.chop(1);
    QVERIFY(here().receive(message));
}

void GuestMirrorTest::peopleComeAndGo()
{
    RoomMirror mirror = here();
    const auto came =
        mirror.receive(Joined{{somebody(QStringLiteral("Mei")), somebody(QStringLiteral("Ravi"))}, true});
    QCOMPARE(std::get<PeopleCame>(came->at(0)).names, QStringList{QStringLiteral("Mei")});
    QCOMPARE(came->size(), std::size_t(1));
    QVERIFY(mirror.receive(LeftRoom{QStringLiteral("Mei")}));
    QCOMPARE(codeOf(mirror.receive(LeftRoom{QStringLiteral("Mei")})), Code::Unexpected);
    QCOMPARE(codeOf(mirror.receive(LeftRoom{QStringLiteral("asha")})), Code::Unexpected);
    QCOMPARE(codeOf(mirror.receive(LeftRoom{QStringLiteral("a<b")})), Code::Malformed);
    QCOMPARE(codeOf(mirror.receive(Joined{{}, true})), Code::Malformed);
    QCOMPARE(codeOf(mirror.receive(Joined{{somebody(QStringLiteral("a\tb"))}, true})), Code::Malformed);
}

void GuestMirrorTest::newKeysStandUntilTheyAreLookedAt()
{
    RoomMirror mirror = here();
    Person ravi = somebody(QStringLiteral("Ravi"));
    ravi.devices.push_back({Bytes(16, 'n'), Bytes(32, 'n'), true});
    const auto events = mirror.receive(Joined{{ravi}, true});
    QCOMPARE(std::get<NewDeviceCame>(events->at(0)).name, QStringLiteral("Ravi"));
    QVERIFY(mirror.receive(Joined{{ravi}, true})->empty()); // told once
    const auto isAmber = [&] { return mirror.people().at(1).hasNewKey; };
    QVERIFY(isAmber());
    mirror.lookAt(QStringLiteral("nobody"));
    QVERIFY(isAmber());
    mirror.lookAt(QStringLiteral("Ravi"));
    QVERIFY(!isAmber());
    QCOMPARE(mirror.people().at(1).devices, 2);
}

void GuestMirrorTest::meFirstThenTheHost()
{
    RoomMirror mirror = welcomed();
    Person host = somebody(QStringLiteral("Zoe"));
    host.role = Role::Host;
    QVERIFY(mirror.receive(
        Roster{{somebody(QStringLiteral("bea")), somebody(QStringLiteral("Anna")), host, me()}, true}));
    QStringList names;
    for (const PersonView &view : mirror.people())
        names.append(view.name);
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("asha Zoe Anna bea"));
    QVERIFY(mirror.people().first().isMe);
}

void GuestMirrorTest::aNewLinkBeginsAnew()
{
    RoomMirror mirror = here();
    mirror.beginLink({QStringLiteral("asha"), myDevice, myIdentity});
    QVERIFY(!mirror.isHere());
    QCOMPARE(codeOf(mirror.receive(goodWelcome())), Code::Unexpected);
    mirror.refreshFinished();
    QVERIFY(mirror.receive(goodWelcome()));
}

void GuestMirrorTest::keyLogsAreTold()
{
    RoomMirror mirror = here(true);
    QCOMPARE(mirror.keyLogs(false), KeyLogsView());
    QVERIFY(mirror.receive(KeyLogged{QStringLiteral("Ravi"), true}));
    QVERIFY(mirror.receive(KeyLogged{{}, true}));
    QVERIFY(mirror.receive(KeyLogged{QStringLiteral("asha"), true})); // my name
    QCOMPARE(mirror.keyLogs(true),
             (KeyLogsView{true, {QStringLiteral("Ravi")}, false})); // this program: I know
    QCOMPARE(mirror.keyLogs(false), (KeyLogsView{true, {QStringLiteral("Ravi")}, true})); // another device
    QVERIFY(mirror.receive(KeyLogged{QStringLiteral("asha"), false}));
    QVERIFY(mirror.receive(KeyLogged{{}, false}));
    QCOMPARE(mirror.keyLogs(false), (KeyLogsView{false, {QStringLiteral("Ravi")}, false}));
    QVERIFY(mirror.receive(LeftRoom{QStringLiteral("Ravi")})); // ends it
    QCOMPARE(mirror.keyLogs(false), KeyLogsView());
    QVERIFY(mirror.receive(Joined{{somebody(QStringLiteral("Ravi"))}, true}));
    QVERIFY(mirror.receive(KeyLogged{QStringLiteral("Ravi"), true}));
    QVERIFY(mirror.receive(KeyLogged{{}, true}));
    mirror.beginLink({QStringLiteral("asha"), myDevice, myIdentity, {.keyLog = true}});
    mirror.refreshFinished();
    QCOMPARE(mirror.keyLogs(false).host, true); // as it stood, until the next welcome
    QVERIFY(mirror.receive(goodWelcome()));
    QCOMPARE(mirror.keyLogs(false), KeyLogsView());
}

void GuestMirrorTest::keyLogsAreHeldToTheirRules()
{
    const KeyLogged ravis{QStringLiteral("Ravi"), true};
    QCOMPARE(codeOf(here(false).receive(ravis)), Code::Unexpected); // not both named the feature
    QCOMPARE(codeOf(here(false).receive(KeyLogged{{}, true})), Code::Unexpected);
    QCOMPARE(codeOf(welcomed(true).receive(ravis)), Code::Unexpected); // before the roster is whole
    QCOMPARE(codeOf(here(true).receive(KeyLogged{QStringLiteral("Ravi"), false})), Code::Unexpected);
    QCOMPARE(codeOf(here(true).receive(KeyLogged{{}, false})), Code::Unexpected);
    QCOMPARE(codeOf(here(true).receive(KeyLogged{QStringLiteral("nobody"), true})), Code::Unexpected);
    QCOMPARE(codeOf(here(true).receive(KeyLogged{QStringLiteral(" "), true})), Code::Malformed);
    RoomMirror twice = here(true);
    QVERIFY(twice.receive(ravis));
    QCOMPARE(codeOf(twice.receive(ravis)), Code::Unexpected);
    RoomMirror hostTwice = here(true);
    QVERIFY(hostTwice.receive(KeyLogged{{}, true}));
    QCOMPARE(codeOf(hostTwice.receive(KeyLogged{{}, true})), Code::Unexpected);
}

namespace {

RoomMirror hereWith(const features::Common &common, const Resumed &resumed = {})
{
    RoomMirror mirror;
    mirror.beginLink({QStringLiteral("asha"), myDevice, myIdentity, common});
    mirror.refreshFinished();
    (void)mirror.receive(goodWelcome());
    (void)mirror.receive(Roster{{me(), somebody(QStringLiteral("Ravi"))}, true});
    if (common.replay)
        (void)mirror.receive(resumed);
    return mirror;
}

} // namespace

void GuestMirrorTest::resumedStandsBehindTheRoster()
{
    RoomMirror mirror;
    mirror.beginLink({QStringLiteral("asha"), myDevice, myIdentity, {.replay = true}});
    mirror.refreshFinished();
    QCOMPARE(codeOf(mirror.receive(Resumed{})), Code::Unexpected);
    QVERIFY(mirror.receive(goodWelcome()));
    QCOMPARE(codeOf(mirror.receive(Resumed{})), Code::Unexpected);
    const auto roster = mirror.receive(Roster{{me(), somebody(QStringLiteral("Ravi"))}, true});
    QVERIFY(roster && roster->empty()); // not entered yet
    QCOMPARE(codeOf(mirror.receive(said(7))), Code::Unexpected);
    QCOMPARE(codeOf(mirror.receive(LeftRoom{QStringLiteral("Ravi")})), Code::Unexpected);
    const auto entered = mirror.receive(Resumed{2, true});
    QVERIFY(entered && std::holds_alternative<RosterComplete>(entered->at(0)));
    QVERIFY(mirror.isHere() && mirror.isReplaying());
    QCOMPARE(codeOf(mirror.receive(Resumed{2, true})), Code::Unexpected);
    QVERIFY(mirror.receive(said(7)));
    QVERIFY(mirror.isReplaying());
    QVERIFY(mirror.receive(said(8)));
    QVERIFY(!mirror.isReplaying());
    QCOMPARE(codeOf(here().receive(Resumed{})), Code::Unexpected); // not both named the feature
}

void GuestMirrorTest::withReplayNumbersRise()
{
    RoomMirror mirror = hereWith({.replay = true});
    QCOMPARE(codeOf(mirror.receive(said(6))), Code::Unexpected);
    QVERIFY(mirror.receive(said(9))); // what is left out is not there
    QCOMPARE(mirror.nextNumber(), 10u);
    QCOMPARE(codeOf(mirror.receive(said(9))), Code::Unexpected);
    QVERIFY(mirror.receive(said(1'000'000)));
    QVERIFY(mirror.receive(said(limits::largestInteger)));
    QCOMPARE(codeOf(mirror.receive(said(limits::largestInteger + 1))), Code::Malformed);
}

void GuestMirrorTest::actsAreHeldToTheirRules()
{
    Said reply = said(7);
    reply.act = Act::Reply;
    reply.target = 6;
    QCOMPARE(codeOf(here().receive(reply)), Code::Unexpected); // not both named the feature
    QVERIFY(hereWith({.talk = true}).receive(reply));
    reply.target = 7;
    QCOMPARE(codeOf(hereWith({.talk = true}).receive(reply)), Code::Unexpected);
    reply.target = 8;
    QCOMPARE(codeOf(hereWith({.talk = true}).receive(reply)), Code::Unexpected);
}

void GuestMirrorTest::writersAreHeldToTheirRules()
{
    const Writes ravi{QStringLiteral("Ravi"), true};
    QCOMPARE(codeOf(here().receive(ravi)), Code::Unexpected);
    QCOMPARE(codeOf(welcomed().receive(ravi)), Code::Unexpected);
    RoomMirror mirror = hereWith({.talk = true});
    QVERIFY(*mirror.receive(ravi));
    QVERIFY(!*mirror.receive(Writes{QStringLiteral("asha"), true}));   // I know
    QVERIFY(!*mirror.receive(Writes{QStringLiteral("nobody"), true})); // has left
    QCOMPARE(codeOf(mirror.receive(Writes{QStringLiteral("a\tb"), true})), Code::Malformed);
}

QTEST_GUILESS_MAIN(GuestMirrorTest)
#include "GuestMirrorTest.moc"
