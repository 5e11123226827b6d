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

RoomMirror refreshed()
{
    RoomMirror mirror;
    mirror.beginLink({QStringLiteral("asha"), myDevice, myIdentity});
    mirror.refreshFinished();
    return mirror;
}

RoomMirror welcomed()
{
    RoomMirror mirror = refreshed();
    [[maybe_unused]] const auto taken = mirror.receive(goodWelcome());
    return mirror;
}

RoomMirror here()
{
    RoomMirror mirror = welcomed();
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

QTEST_GUILESS_MAIN(GuestMirrorTest)
#include "GuestMirrorTest.moc"
