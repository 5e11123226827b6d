// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostRoster.h"
#include "MessageCodec.h"

#include <QTest>

using namespace waxwing;

namespace {

HostRoster::Arrival arrival(qint64 account, char device, quint64 member)
{
    return {account,      QStringLiteral("person%1").arg(account),
            Role::Member, {Bytes(16, device), Bytes(32, device), false},
            member,       false};
}

using Change = HostRoster::Change;

} // namespace

/// Who is here, in pages, and who has which message: the host's bookkeeping without links.
class HostPresenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesAndGoes();
    void backInTimeShowsNothing();
    void furtherDevices();
    void roomIsFull();
    void pagesFitAndMarkTheLast();
    void aPersonIsAsLongAsItIsWritten();
};

void HostPresenceTest::comesAndGoes()
{
    const Settings settings;
    HostRoster roster(settings);
    QCOMPARE(roster.enter(arrival(1, 'a', 10)), Change::Person);
    QCOMPARE(roster.enter(arrival(2, 'a', 11)), Change::Person);
    QCOMPARE(roster.size(), 2);
    QCOMPARE(roster.linkedAccounts(), 2);
    QCOMPARE(roster.leave(1, 99), Change::None);
    QCOMPARE(roster.leave(1, 10), Change::Left);
    QCOMPARE(roster.leave(1, 10), Change::None);
    QCOMPARE(roster.linkedAccounts(), 1);
    QVERIFY(!roster.person(1));
    QCOMPARE(roster.people().front().name, QStringLiteral("person2"));
}

void HostPresenceTest::backInTimeShowsNothing()
{
    const Settings settings;
    HostRoster roster(settings);
    roster.enter(arrival(1, 'a', 10));
    const quint64 loss = roster.lose(1, 10);
    QVERIFY(loss != 0);
    QCOMPARE(roster.linkedAccounts(), 0);
    QCOMPARE(roster.size(), 1); // still shown
    QCOMPARE(roster.enter(arrival(1, 'a', 11)), Change::None);
    QCOMPARE(roster.expire(1, loss), Change::None);
    QCOMPARE(roster.expire(1, roster.lose(1, 11)), Change::Left);
    QCOMPARE(roster.lose(1, 11), 0u);
}

void HostPresenceTest::furtherDevices()
{
    const Settings settings;
    HostRoster roster(settings);
    quint64 member = 0;
    for (const char device : {'a', 'b', 'c', 'd'})
        QCOMPARE(roster.enter(arrival(1, device, ++member)), Change::Person);
    QCOMPARE(roster.person(1)->devices.size(), 4u);
    QCOMPARE(roster.judge(arrival(1, 'e', 9)).error().code, Code::TooManyDevices);
    QVERIFY(roster.judge(arrival(1, 'b', 9))); // takes its own place
    QCOMPARE(roster.linkOf(1, Bytes(32, 'b')), 2u);
    roster.lose(1, 1);
    QVERIFY(roster.judge(arrival(1, 'e', 9)));
    QCOMPARE(roster.enter(arrival(1, 'e', 9)), Change::Person);
    QCOMPARE(roster.person(1)->devices.size(), 4u); // the lost one gave way
    QCOMPARE(roster.leave(1, 2), Change::Person);
    QCOMPARE(roster.linkedAccounts(), 1);
}

void HostPresenceTest::roomIsFull()
{
    Settings settings;
    settings.members = 1;
    HostRoster roster(settings);
    roster.enter(arrival(1, 'a', 1));
    QCOMPARE(roster.judge(arrival(2, 'a', 2)).error().code, Code::RoomFull);
    QVERIFY(roster.judge(arrival(1, 'b', 2)));
    HostRoster::Arrival own = arrival(3, 'a', 3);
    own.isLocal = true;
    QVERIFY(roster.judge(own));
}

void HostPresenceTest::pagesFitAndMarkTheLast()
{
    QCOMPARE(pagesOf<Roster>({}).size(), 1u);
    QVERIFY(pagesOf<Roster>({}).front().last);
    const char32_t widest = 0x20000;
    std::vector<Person> people;
    for (int i = 0; i < 1'000; ++i) {
        Person person{QString::fromUcs4(std::u32string(32, widest).data(), 32), Role::Member, {}};
        for (const char device : {'a', 'b', 'c', 'd'})
            person.devices.push_back({Bytes(16, device), Bytes(32, device), true});
        people.push_back(person);
    }
    const auto pages = pagesOf<Joined>(people);
    std::size_t count = 0;
    QVERIFY(pages.size() > 5); // cut by size, before 200 are on one
    for (const Joined &page : pages) {
        QVERIFY(encode(page).content.size() <= limits::content);
        QVERIFY(&page == &pages.back() ||
                encode(page).content.size() + encodedSize(people.front()) > limits::content);
        QVERIFY(page.people.size() <= std::size_t(limits::rosterPage));
        QCOMPARE(page.last, &page == &pages.back());
        count += page.people.size();
    }
    QCOMPARE(count, people.size());
    for (Person &person : people) {
        person.name = QStringLiteral("a");
        person.devices.resize(1);
    }
    QCOMPARE(pagesOf<Roster>(people).size(), 5u);
    QCOMPARE(pagesOf<Roster>(people).front().people.size(), std::size_t(limits::rosterPage));
}

/// What pages are cut by is what the encoder makes.
void HostPresenceTest::aPersonIsAsLongAsItIsWritten()
{
    for (const int length : {1, 23, 24, 32}) {
        for (const Role role : {Role::Member, Role::Host}) {
            Person person{QString(length, u'a'), role, {}};
            for (const char device : {'a', 'b', 'c', 'd'}) {
                person.devices.push_back({Bytes(16, device), Bytes(32, device), true});
                const Roster one{std::vector<Person>(24, person), true};
                const Roster two{std::vector<Person>(25, person), true};
                QCOMPARE(encode(two).content.size() - encode(one).content.size(), encodedSize(person));
                QCOMPARE(encode(one).content.size() - 24 * encodedSize(person), 28);
            }
        }
    }
}

QTEST_GUILESS_MAIN(HostPresenceTest)
#include "HostPresenceTest.moc"
