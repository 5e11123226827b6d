// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");

Bytes callNamed(char mark)
{
    return Bytes(limits::callSize, mark);
}

std::unique_ptr<RawGuest> caller(HostFixture &room, const QString &name, char device = 1,
                                 const QString &from = QStringLiteral("127.0.0.1"))
{
    auto guest = std::make_unique<RawGuest>(room, from);
    guest->features = {features::direct()};
    if (!guest->enters(name, RawGuest::deviceNamed(device)))
        qFatal("not let in");
    return guest;
}

Settings openSettings()
{
    Settings settings = hostSettings();
    settings.recordsAtOnce = 100'000;
    settings.recordsPerSecond = 100'000;
    return settings;
}

} // namespace

/// What a host does with calls (PROTOCOL 16.1).
class HostCallsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isPassedOn();
    void isRefused_data();
    void isRefused();
    void endsTheLink_data();
    void endsTheLink();
    void theWindowIsCounted();
    void countsMustRise_data();
    void countsMustRise();
    void aLinkThatEndsHangsUp();
    void whatIsNotKnownIsIgnored();
    void sixtyFourCalls();
    void anEndedCallLeavesNothing();
    void shortPiecesHaveARate();

private:
    static bool connects(RawGuest &one, RawGuest &other, const QString &name, char device, char call = 'c')
    {
        one.send(Call{callNamed(call), name, RawGuest::deviceNamed(device)});
        return other.take<Called>().has_value();
    }
};

void HostCallsTest::isPassedOn()
{
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    one->send(Call{callNamed('c'), ravi, RawGuest::deviceNamed(2)});
    const auto called = other->take<Called>();
    QVERIFY(called);
    QCOMPARE(called->call, callNamed('c'));
    QCOMPARE(called->name, asha);
    QCOMPARE(called->device, RawGuest::deviceNamed(1));
    one->send(Relay{callNamed('c'), Bytes("over")});
    const auto there = other->take<Relay>();
    QVERIFY(there && there->bytes == Bytes("over"));
    other->send(Relayed{callNamed('c'), 4});
    const auto taken = one->take<Relayed>();
    QVERIFY(taken && taken->count == 4);
    other->send(Relay{callNamed('c'), Bytes("and back")});
    QVERIFY(one->take<Relay>());
    other->send(HangUp{callNamed('c'), 77}); // a claim: any code
    const auto hungUp = one->take<HangUp>();
    QVERIFY(hungUp && hungUp->code == 77);
    QVERIFY(connects(*one, *other, ravi, 2)); // its name is forgotten
}

void HostCallsTest::isRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("device");
    QTest::addColumn<Code>("code");
    QTest::newRow("nobody") << QStringLiteral("nobody") << 2 << Code::NotHere;
    QTest::newRow("another device") << ravi << 9 << Code::NotHere;
    QTest::newRow("a base client") << QStringLiteral("base") << 3 << Code::TakesNoCalls;
    QTest::newRow("twice") << ravi << 2 << Code::TooManyCalls;
}

void HostCallsTest::isRefused()
{
    QFETCH(QString, name);
    QFETCH(int, device);
    QFETCH(Code, code);
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    RawGuest base(room);
    QVERIFY(base.enters(QStringLiteral("base"), RawGuest::deviceNamed(3)));
    QVERIFY(connects(*one, *other, ravi, 2));
    one->send(Call{callNamed('x'), name, RawGuest::deviceNamed(char(device))});
    const auto answer = one->take<HangUp>();
    QVERIFY(answer);
    QCOMPARE(answer->call, callNamed('x'));
    QCOMPARE(Code(answer->code), code);
    QVERIFY(other->takeAll<Called>().empty());
    QVERIFY(connects(*other, *one, asha, 1, 'd')); // the other direction is another call
}

void HostCallsTest::endsTheLink_data()
{
    QTest::addColumn<QString>("deed");
    QTest::newRow("calls itself") << QStringLiteral("self");
    QTest::newRow("a name that stands") << QStringLiteral("stands");
    QTest::newRow("without the feature") << QStringLiteral("base");
    QTest::newRow("tells in the room") << QStringLiteral("tell");
}

void HostCallsTest::endsTheLink()
{
    QFETCH(QString, deed);
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto other = caller(room, ravi, 2);
    auto third = caller(room, QStringLiteral("mei"), 3);
    RawGuest one(room);
    if (deed != QLatin1String("base"))
        one.features = {features::direct()};
    QVERIFY(one.enters(asha));
    QVERIFY(connects(*other, *third, QStringLiteral("mei"), 3, 's'));
    if (deed == QLatin1String("self"))
        one.send(Call{callNamed('c'), asha, RawGuest::deviceNamed(1)});
    else if (deed == QLatin1String("stands"))
        one.send(Call{callNamed('s'), ravi, RawGuest::deviceNamed(2)});
    else if (deed == QLatin1String("base"))
        one.send(HangUp{callNamed('c'), 48});
    else
        one.send(Tell{1, 1, QStringLiteral("hello"), {}, {}, {}});
    QCOMPARE(one.end(), std::optional(Code::Unexpected));
}

void HostCallsTest::theWindowIsCounted()
{
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    QVERIFY(connects(*one, *other, ravi, 2));
    const Bytes piece(32 * 1024, 'x');
    for (int n = 0; n < 8; ++n)
        one->send(Relay{callNamed('c'), piece});
    QCOMPARE(other->takeAll<Relay>(8).size(), std::size_t(8)); // all of the window
    other->send(Relayed{callNamed('c'), 32 * 1024});
    QVERIFY(one->take<Relayed>());
    one->send(Relay{callNamed('c'), piece}); // what was taken makes place
    QVERIFY(other->take<Relay>());
    one->send(Relay{callNamed('c'), Bytes("x")});
    for (RawGuest *guest : {one.get(), other.get()}) {
        const auto end = guest->take<HangUp>();
        QVERIFY(end && Code(end->code) == Code::Unexpected);
    }
    QVERIFY(!one->hasEnded() && !other->hasEnded());
}

void HostCallsTest::countsMustRise_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("second");
    QTest::newRow("more than was sent") << quint64(101) << quint64(0);
    QTest::newRow("the same again") << quint64(50) << quint64(50);
    QTest::newRow("less") << quint64(50) << quint64(49);
}

void HostCallsTest::countsMustRise()
{
    QFETCH(quint64, first);
    QFETCH(quint64, second);
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    QVERIFY(connects(*one, *other, ravi, 2));
    one->send(Relay{callNamed('c'), Bytes(100, 'x')});
    QVERIFY(other->take<Relay>());
    other->send(Relayed{callNamed('c'), first});
    if (second != 0)
        other->send(Relayed{callNamed('c'), second});
    const auto end = one->take<HangUp>();
    QVERIFY(end && Code(end->code) == Code::Unexpected);
    QVERIFY(other->take<HangUp>());
}

void HostCallsTest::aLinkThatEndsHangsUp()
{
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    QVERIFY(connects(*one, *other, ravi, 2));
    one.reset();
    const auto end = other->take<HangUp>();
    QVERIFY(end);
    QCOMPARE(end->call, callNamed('c'));
    QCOMPARE(Code(end->code), Code::NotHere);
}

void HostCallsTest::whatIsNotKnownIsIgnored()
{
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    auto third = caller(room, QStringLiteral("mei"), 3);
    QVERIFY(connects(*one, *other, ravi, 2));
    for (const Message &message :
         {Message(Relay{callNamed('c'), Bytes("not mine")}), Message(Relayed{callNamed('c'), 1}),
          Message(HangUp{callNamed('c'), 48}), Message(Relay{callNamed('n'), Bytes("nobody's")})})
        third->send(message);
    third->send(Say{1, QStringLiteral("behind it")});
    QVERIFY(one->take<Said>());
    QVERIFY(other->take<Said>());
    one->send(Relay{callNamed('c'), Bytes("still here")});
    const auto relay = other->take<Relay>();
    QVERIFY(relay && relay->bytes == Bytes("still here"));
    QVERIFY(!third->hasEnded());
}

void HostCallsTest::sixtyFourCalls()
{
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    std::vector<std::unique_ptr<RawGuest>> others;
    for (int n = 0; n <= limits::callsPerDevice; ++n) {
        const QString name = QStringLiteral("guest%1").arg(n);
        others.push_back(caller(room, name, 2, QStringLiteral("127.0.1.%1").arg(n + 1)));
        one->send(Call{callNamed(char(n)), name, RawGuest::deviceNamed(2)});
    }
    const auto refused = one->take<HangUp>();
    QVERIFY(refused);
    QCOMPARE(refused->call, callNamed(char(limits::callsPerDevice)));
    QCOMPARE(Code(refused->code), Code::TooManyCalls);
    one->send(HangUp{callNamed(0), 48});
    const QString last = QStringLiteral("guest%1").arg(limits::callsPerDevice);
    QVERIFY(connects(*one, *others.back(), last, 2, 'z'));
}

/// Whoever calls, fills the window, hangs up and begins anew fills nobody's queue.
void HostCallsTest::anEndedCallLeavesNothing()
{
    HostFixture room(source, openSettings());
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    other->link().holdReading(true);
    const Bytes piece(48 * 1024, 'x');
    constexpr int rounds = 60;
    for (int round = 0; round < rounds; ++round) {
        const Bytes name = callNamed(char(round));
        one->send(Call{name, ravi, RawGuest::deviceNamed(2)});
        for (int n = 0; n < 5; ++n)
            one->send(Relay{name, piece});
        one->send(HangUp{name, 48});
    }
    one->send(Say{1, QStringLiteral("behind it")});
    QVERIFY(one->take<Said>());
    other->link().holdReading(false);
    const auto came = other->takeAll<Relay>();
    qInfo("%zu of %d pieces came", came.size(), rounds * 5);
    QVERIFY(came.size() < 200); // what was sealed already, and is with the system: 14 MB were sent
    QVERIFY(!other->hasEnded());
}

void HostCallsTest::shortPiecesHaveARate()
{
    Settings settings = hostSettings();
    settings.recordsAtOnce = 20;
    settings.recordsPerSecond = 1;
    HostFixture room(source, settings);
    QVERIFY(room.open());
    auto one = caller(room, asha, 1);
    auto other = caller(room, ravi, 2);
    QVERIFY(connects(*one, *other, ravi, 2));
    for (int n = 0; n < 40; ++n) // long ones are held back by their window alone
        one->send(Relay{callNamed('c'), Bytes(4 * 1024, 'x')});
    QCOMPARE(other->takeAll<Relay>(40).size(), std::size_t(40));
    for (int n = 0; n < 40; ++n)
        one->send(Relay{callNamed('c'), Bytes("short")});
    const auto came = other->takeAll<Relay>(10).size();
    QVERIFY2(came < 30, qPrintable(QString::number(came)));
    room.clock.advance(60'000);
    QVERIFY(other->takeAll<Relay>(std::ptrdiff_t(40 - came)).size() <= 40 - came);
    QVERIFY(!one->hasEnded());
}

QTEST_GUILESS_MAIN(HostCallsTest)
#include "HostCallsTest.moc"
