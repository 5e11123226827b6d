// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Limits.h"
#include "Outbox.h"

#include <QTest>

using namespace waxwing;

/// PROTOCOL 8.3 and 8.4 from the speaker's side.
class OutboxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countersRise();
    void atMost64WaitForTheirAck();
    void sendsAgainWhatTheHostDoesNotHave();
    void knowsWhatTheHostHas();
    void continuesAboveTheHostsCounter();
    void refusesAcksOfWhatWasNotSent();
    void aMessageOfOursComesBackOnce();
    void deliveriesAreHeldToTheirRules();
    void forgetsOldNumbers();
    void discardsOnlyWhatWasNotSent();
    void takesOutWhatIsTooLong();
    void givesEverythingBackAtTheEnd();
    void stopsAtTheLastCounter();

private:
    static Said echo(quint64 number, const Say &say);
    static void fill(Outbox &outbox, int count);
};

Said OutboxTest::echo(quint64 number, const Say &say)
{
    Said said;
    said.number = number;
    said.counter = say.counter;
    said.text = say.text;
    return said;
}

void OutboxTest::fill(Outbox &outbox, int count)
{
    for (int i = 1; i <= count; ++i)
        outbox.add(quint64(i), QStringLiteral("text %1").arg(i));
}

void OutboxTest::countersRise()
{
    Outbox outbox;
    fill(outbox, 3);
    QVERIFY(outbox.linkBegan(0).empty());
    for (quint64 counter = 1; counter <= 3; ++counter)
        QCOMPARE(outbox.takeNext()->counter, counter);
    QVERIFY(!outbox.takeNext());
}

void OutboxTest::atMost64WaitForTheirAck()
{
    Outbox outbox;
    fill(outbox, 70);
    outbox.linkBegan(0);
    for (int i = 0; i < limits::unacknowledged; ++i)
        QVERIFY(outbox.takeNext());
    QVERIFY(!outbox.takeNext());
    const auto acknowledged = outbox.acknowledge(2);
    QCOMPARE(acknowledged->size(), std::size_t(2));
    QVERIFY(outbox.takeNext());
    QVERIFY(outbox.takeNext());
    QVERIFY(!outbox.takeNext());
    QVERIFY(outbox.acknowledge(2)->empty());
}

void OutboxTest::sendsAgainWhatTheHostDoesNotHave()
{
    Outbox outbox;
    fill(outbox, 4);
    outbox.linkBegan(0);
    outbox.takeNext();
    outbox.takeNext();
    outbox.takeNext();
    outbox.acknowledge(1);
    outbox.linkLost();
    QVERIFY(outbox.linkBegan(1).empty());
    QCOMPARE(outbox.takeNext()->counter, 2u);
    QCOMPARE(outbox.takeNext()->text, QStringLiteral("text 3"));
    QCOMPARE(outbox.takeNext()->counter, 4u);
}

void OutboxTest::knowsWhatTheHostHas()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0);
    outbox.takeNext();
    outbox.takeNext();
    const auto known = outbox.linkBegan(2);
    QCOMPARE(known, (std::vector<quint64>{1, 2}));
    QCOMPARE(outbox.takeNext()->text, QStringLiteral("text 3"));
}

void OutboxTest::continuesAboveTheHostsCounter()
{
    Outbox outbox;
    outbox.continueAbove(5);
    fill(outbox, 2);
    outbox.linkBegan(40);
    QCOMPARE(outbox.takeNext()->counter, 41u);
    QCOMPARE(outbox.highestCounter(), 41u);
    outbox.linkBegan(7); // a host that forgot: never below what we gave
    QCOMPARE(outbox.takeNext()->counter, 41u);
    QCOMPARE(outbox.takeNext()->counter, 42u);
}

void OutboxTest::refusesAcksOfWhatWasNotSent()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(10);
    QVERIFY(outbox.acknowledge(10)->empty()); // known from welcome
    QCOMPARE(outbox.acknowledge(11).error().code, Code::Unexpected);
    outbox.takeNext();
    QVERIFY(outbox.acknowledge(11));
    QCOMPARE(outbox.acknowledge(12).error().code, Code::Unexpected);
}

void OutboxTest::aMessageOfOursComesBackOnce()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(0);
    const Say say = *outbox.takeNext();
    Said other = echo(7, say);
    other.text = QStringLiteral("something else");
    QVERIFY(!outbox.cameBack(other));
    QCOMPARE(*outbox.cameBack(echo(7, say)), 1u);
    QVERIFY(!outbox.cameBack(echo(8, say)));
    QVERIFY(outbox.acknowledge(say.counter)->empty()); // told already
    QVERIFY(!outbox.cameBack(echo(9, {2, QStringLiteral("text 2")})));
}

void OutboxTest::deliveriesAreHeldToTheirRules()
{
    Outbox outbox;
    fill(outbox, 1);
    outbox.linkBegan(0);
    QCOMPARE(outbox.delivered({7, 1, 2}).error().code, Code::Unexpected);
    outbox.cameBack(echo(7, *outbox.takeNext()));
    QCOMPARE(*outbox.delivered({7, 1, 2}), 1u);
    QCOMPARE(outbox.delivered({7, 1, 2}).error().code, Code::Unexpected);
    QCOMPARE(outbox.delivered({7, 3, 2}).error().code, Code::Unexpected);
    QCOMPARE(*outbox.delivered({7, 2, 2}), 1u);
    outbox.linkLost();
    QCOMPARE(outbox.delivered({7, 2, 2}).error().code, Code::Unexpected);
}

void OutboxTest::forgetsOldNumbers()
{
    Outbox outbox;
    fill(outbox, 1);
    outbox.linkBegan(0);
    outbox.cameBack(echo(1, *outbox.takeNext()));
    outbox.numberSeen(quint64(limits::deliveredNumbers));
    QVERIFY(outbox.delivered({1, 1, 3}));
    outbox.numberSeen(quint64(limits::deliveredNumbers) + 1);
    QCOMPARE(outbox.delivered({1, 2, 3}).error().code, Code::Unexpected);
}

void OutboxTest::discardsOnlyWhatWasNotSent()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(0);
    outbox.takeNext();
    QVERIFY(!outbox.discard(1));
    QVERIFY(outbox.discard(2));
    QVERIFY(!outbox.discard(2));
}

void OutboxTest::takesOutWhatIsTooLong()
{
    Outbox outbox;
    outbox.add(1, QStringLiteral("short"));
    outbox.add(2, QString(20, QChar(0x00e4))); // 40 bytes
    outbox.linkBegan(0);
    const auto taken = outbox.takeLongerThan(39);
    QCOMPARE(taken.size(), std::size_t(1));
    QCOMPARE(taken.front().first, 2u);
    QCOMPARE(outbox.takeNext()->text, QStringLiteral("short"));
    QVERIFY(!outbox.takeNext());
}

void OutboxTest::givesEverythingBackAtTheEnd()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0);
    outbox.takeNext();
    outbox.takeNext();
    outbox.acknowledge(1); // with the host: not failed
    const auto left = outbox.takeAll();
    QCOMPARE(left.size(), std::size_t(2));
    QCOMPARE(left.front().first, 2u);
    QVERIFY(outbox.isEmpty());
}

void OutboxTest::stopsAtTheLastCounter()
{
    Outbox outbox;
    fill(outbox, 1);
    outbox.linkBegan(limits::largestInteger);
    QVERIFY(!outbox.takeNext());
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "OutboxTest.moc"
