// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Limits.h"
#include "Outbox.h"

#include <QTest>
#include <ctime>

using namespace waxwing;

/// PROTOCOL 8.3 and 8.4 from the speaker's side.
class OutboxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSentBeforeItIsKept();
    void countersRise();
    void atMost64WaitForTheirAck();
    void sendsAgainWhatTheHostDoesNotHave();
    void knowsWhatTheHostHas();
    void whatReplayBringsBackIsSettledThen();
    void whatAnEarlierRunLeftIsSentWithItsCounter();
    void whatFailedMayBeWithTheHost();
    void continuesAboveTheHostsCounter();
    void refusesAcksOfWhatWasNotSent();
    void aMessageOfOursComesBackOnce();
    void whatWasNeverSentCanChange();
    void carriesActAndTarget();
    void discardsOnlyWhatWasNotSent();
    void takesOutWhatDoesNotFit();
    void givesEverythingBackAtTheEnd();
    void whatCannotBeKeptIsSentAndKeptLater();
    void whatIsNotKeptAtTheEnd();
    void whatComesBackWhileItIsBeingKept();
    void tenThousandWait();
    void stopsAtTheLastCounter();

private:
    static Said echo(quint64 number, const Say &say);
    static OutgoingMessage plain(const QString &text);
    static void fill(Outbox &outbox, int count);
    static std::optional<Say> next(Outbox &outbox);
    static std::vector<qint64> keepAll(Outbox &outbox, qint64 firstId = 100);
};

Said OutboxTest::echo(quint64 number, const Say &say)
{
    Said said;
    said.number = number;
    said.counter = say.counter;
    said.text = say.text;
    return said;
}

OutgoingMessage OutboxTest::plain(const QString &text)
{
    OutgoingMessage message;
    message.text = text;
    return message;
}

void OutboxTest::fill(Outbox &outbox, int count)
{
    for (int i = 1; i <= count; ++i)
        outbox.add(quint64(i), plain(QStringLiteral("text %1").arg(i)));
}

/// Counters given and kept in the vault, as it happens between two turns.
std::vector<qint64> OutboxTest::keepAll(Outbox &outbox, qint64 firstId)
{
    outbox.giveCounters();
    std::vector<Outbox::Waiting> kept = outbox.takeToKeep();
    for (Outbox::Waiting &entry : kept) {
        if (entry.message.id == 0)
            entry.message.id = firstId++;
    }
    return outbox.keptAll(kept);
}

std::optional<Say> OutboxTest::next(Outbox &outbox)
{
    keepAll(outbox);
    return outbox.takeNext();
}

void OutboxTest::nothingIsSentBeforeItIsKept()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(0, true);
    QVERIFY(!outbox.takeNext()); // no counter
    outbox.giveCounters();
    QVERIFY(!outbox.takeNext()); // not kept
    const auto toKeep = outbox.takeToKeep();
    QCOMPARE(toKeep.size(), std::size_t(2));
    QCOMPARE(toKeep.front().message.counter, 1u);
    QVERIFY(outbox.takeToKeep().empty()); // handed out
    QVERIFY(!outbox.takeNext());
    outbox.keptNone();
    QCOMPARE(outbox.takeToKeep().size(), std::size_t(2));
    QVERIFY(outbox.keptAll(toKeep).empty());
    QCOMPARE(outbox.takeNext()->counter, 1u);
}

void OutboxTest::countersRise()
{
    Outbox outbox;
    fill(outbox, 3);
    QVERIFY(outbox.linkBegan(0, true).empty());
    for (quint64 counter = 1; counter <= 3; ++counter)
        QCOMPARE(next(outbox)->counter, counter);
    QVERIFY(!next(outbox));
}

void OutboxTest::atMost64WaitForTheirAck()
{
    Outbox outbox;
    fill(outbox, 70);
    outbox.linkBegan(0, true);
    for (int i = 0; i < limits::unacknowledged; ++i)
        QVERIFY(next(outbox));
    QVERIFY(!next(outbox));
    const auto acknowledged = outbox.acknowledge(2);
    QCOMPARE(acknowledged->size(), std::size_t(2));
    QVERIFY(next(outbox));
    QVERIFY(next(outbox));
    QVERIFY(!next(outbox));
    QVERIFY(outbox.acknowledge(2)->empty());
}

void OutboxTest::sendsAgainWhatTheHostDoesNotHave()
{
    Outbox outbox;
    fill(outbox, 4);
    outbox.linkBegan(0, false);
    next(outbox);
    next(outbox);
    next(outbox);
    outbox.acknowledge(1);
    outbox.linkLost();
    QCOMPARE(outbox.linkBegan(1, false).size(), std::size_t(1));
    QCOMPARE(next(outbox)->counter, 2u);
    QCOMPARE(next(outbox)->text, QStringLiteral("text 3"));
    QCOMPARE(next(outbox)->counter, 4u);
}

void OutboxTest::knowsWhatTheHostHas()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0, false);
    next(outbox);
    next(outbox);
    const auto known = outbox.linkBegan(2, false);
    QCOMPARE(known.size(), std::size_t(2));
    QCOMPARE(known.front().localId, 1u);
    QVERIFY(known.front().message.id != 0);
    QCOMPARE(next(outbox)->text, QStringLiteral("text 3"));
}

void OutboxTest::whatReplayBringsBackIsSettledThen()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0, true);
    const Say first = *next(outbox);
    next(outbox);
    QCOMPARE(outbox.linkBegan(2, true).size(), std::size_t(2)); // with the host, numbers unknown
    QCOMPARE(next(outbox)->counter, 3u);                        // not sent again
    const auto back = outbox.cameBack(echo(7, first));
    QVERIFY(back && back->localId == 1 && back->id != 0);
    QVERIFY(!outbox.cameBack(echo(8, first)));
    const auto rest = outbox.replayEnded(); // the second will not come: erased, or gone
    QCOMPARE(rest.size(), std::size_t(1));
    QCOMPARE(rest.front().localId, 2u);
    QVERIFY(outbox.replayEnded().empty());
    QCOMPARE(outbox.acknowledge(3)->size(), std::size_t(1)); // the third waits for its said
    QVERIFY(!outbox.isEmpty());
}

void OutboxTest::whatAnEarlierRunLeftIsSentWithItsCounter()
{
    Outbox outbox;
    OutgoingMessage left = plain(QStringLiteral("sent once"));
    left.id = 5;
    left.counter = 9;
    outbox.add(1, left);
    OutgoingMessage fresh = plain(QStringLiteral("never sent"));
    fresh.id = 6;
    outbox.add(2, fresh);
    outbox.continueAbove(9);
    outbox.linkBegan(8, true);
    QVERIFY(outbox.takeToKeep().empty()); // both are kept
    QCOMPARE(outbox.takeNext()->counter, 9u);
    QVERIFY(!outbox.takeNext());
    outbox.giveCounters();
    const auto toKeep = outbox.takeToKeep();
    QCOMPARE(toKeep.size(), std::size_t(1));
    QCOMPARE(toKeep.front().message.id, 6);
    QCOMPARE(toKeep.front().message.counter, 10u);
}

void OutboxTest::whatFailedMayBeWithTheHost()
{
    Outbox outbox;
    for (const quint64 counter : {3u, 5u}) {
        OutgoingMessage left = plain(QStringLiteral("text %1").arg(counter));
        left.id = qint64(counter);
        left.counter = counter;
        outbox.add(counter, left);
    }
    OutgoingMessage failed = plain(QStringLiteral("text 4"));
    failed.id = 4;
    failed.counter = 4;
    outbox.addKnown(4, failed);
    QCOMPARE(outbox.linkBegan(4, true).size(), std::size_t(2));
    Said said;
    said.number = 20;
    said.counter = 4;
    said.text = failed.text;
    QCOMPARE(outbox.cameBack(said)->id, 4);
    QCOMPARE(outbox.takeNext()->counter, 5u);
}

void OutboxTest::continuesAboveTheHostsCounter()
{
    Outbox outbox;
    outbox.continueAbove(5);
    fill(outbox, 1);
    outbox.linkBegan(40, true);
    QCOMPARE(next(outbox)->counter, 41u);
    QCOMPARE(outbox.highestCounter(), 41u);
    fill(outbox, 1);
    outbox.linkBegan(7, true); // a host that forgot: never below what we gave
    QCOMPARE(next(outbox)->counter, 41u);
    QCOMPARE(next(outbox)->counter, 42u);
}

void OutboxTest::refusesAcksOfWhatWasNotSent()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(10, true);
    QVERIFY(outbox.acknowledge(10)->empty()); // known from welcome
    QCOMPARE(outbox.acknowledge(11).error().code, Code::Unexpected);
    next(outbox);
    QVERIFY(outbox.acknowledge(11));
    QCOMPARE(outbox.acknowledge(12).error().code, Code::Unexpected);
}

void OutboxTest::aMessageOfOursComesBackOnce()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(0, true);
    const Say say = *next(outbox);
    Said other = echo(7, say);
    other.text = QStringLiteral("something else");
    QVERIFY(!outbox.cameBack(other));
    QCOMPARE(outbox.cameBack(echo(7, say))->localId, 1u);
    QVERIFY(!outbox.cameBack(echo(8, say)));
    QVERIFY(outbox.acknowledge(say.counter)->empty()); // told already
    QVERIFY(!outbox.cameBack(echo(9, Say{2, QStringLiteral("text 2")})));
}

void OutboxTest::whatWasNeverSentCanChange()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0, true);
    next(outbox);
    QVERIFY(!outbox.change(1, QStringLiteral("too late")));
    QVERIFY(outbox.change(2, QStringLiteral("in time")));
    QVERIFY(!outbox.takeNext()); // not kept as it stands
    QCOMPARE(next(outbox)->text, QStringLiteral("in time"));
    QVERIFY(outbox.change(3, QStringLiteral("once")));
    const auto toKeep = outbox.takeToKeep();
    QVERIFY(outbox.change(3, QStringLiteral("twice"))); // while it was being kept
    outbox.keptAll(toKeep);
    QVERIFY(!outbox.takeNext());
    QCOMPARE(next(outbox)->text, QStringLiteral("twice"));
}

void OutboxTest::carriesActAndTarget()
{
    Outbox outbox;
    OutgoingMessage message = plain(QStringLiteral("better"));
    message.act = Act::Edit;
    message.target = 7;
    outbox.add(1, message);
    outbox.linkBegan(0, true);
    const Say say = *next(outbox);
    QCOMPARE(say.act, std::optional(Act::Edit));
    QCOMPARE(say.target, std::optional<quint64>(7));
}

void OutboxTest::discardsOnlyWhatWasNotSent()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0, true);
    next(outbox);
    QVERIFY(!outbox.discard(1));
    QVERIFY(outbox.discard(2).value_or(0) != 0); // to be taken out of the vault too
    QVERIFY(!outbox.discard(2));
    fill(outbox, 1);
    const auto toKeep = outbox.takeToKeep();
    QVERIFY(outbox.discard(toKeep.front().localId)); // while it is being kept
    std::vector<Outbox::Waiting> kept = toKeep;
    kept.front().message.id = 50;
    QCOMPARE(outbox.keptAll(kept), std::vector<qint64>{50});
    QCOMPARE(next(outbox)->text, QStringLiteral("text 3"));
}

void OutboxTest::takesOutWhatDoesNotFit()
{
    Outbox outbox;
    outbox.add(1, plain(QStringLiteral("short")));
    outbox.add(2, plain(QString(20, QChar(0x00e4)))); // 40 bytes
    outbox.linkBegan(0, true);
    const auto taken =
        outbox.takeIf([](const OutgoingMessage &message) { return message.text.toUtf8().size() > 39; });
    QCOMPARE(taken.size(), std::size_t(1));
    QCOMPARE(taken.front().localId, 2u);
    QCOMPARE(next(outbox)->text, QStringLiteral("short"));
    QVERIFY(!next(outbox));
}

void OutboxTest::givesEverythingBackAtTheEnd()
{
    Outbox outbox;
    fill(outbox, 3);
    outbox.linkBegan(0, true);
    next(outbox);
    next(outbox);
    outbox.acknowledge(1); // with the host: not failed
    const auto left = outbox.takeAll();
    QCOMPARE(left.size(), std::size_t(2));
    QCOMPARE(left.front().localId, 2u);
    QVERIFY(outbox.isEmpty());
}

void OutboxTest::whatCannotBeKeptIsSentAndKeptLater()
{
    Outbox outbox;
    fill(outbox, 1);
    outbox.linkBegan(0, true);
    outbox.giveCounters();
    outbox.keptAll(outbox.takeToKeep()); // with id 0: the disk is full
    QVERIFY(outbox.takeNext());
    QVERIFY(outbox.takeToKeep().empty());
    outbox.keepUnkept();
    QCOMPARE(outbox.takeToKeep().size(), std::size_t(1));
}

/// A pass over all that waits for each that is sent would be 10^8 steps.
/// One may be out already, and is never said under another counter; one is not; one is being kept.
void OutboxTest::whatIsNotKeptAtTheEnd()
{
    Outbox outbox;
    fill(outbox, 2);
    outbox.linkBegan(0, true);
    outbox.giveCounters();
    outbox.keptAll(outbox.takeToKeep()); // let go
    QCOMPARE(outbox.takeNext()->counter, 1u);
    outbox.keepUnkept();
    const auto left = outbox.unkept();
    QCOMPARE(left.size(), std::size_t(2));
    QCOMPARE(left[0].message.counter, 1u);
    QCOMPARE(left[1].message.counter, 0u);
    QCOMPARE(outbox.takeToKeep().size(), std::size_t(2));
    QVERIFY(outbox.unkept().empty());
}

void OutboxTest::whatComesBackWhileItIsBeingKept()
{
    Outbox outbox;
    fill(outbox, 1);
    outbox.linkBegan(0, true);
    outbox.giveCounters();
    outbox.keptAll(outbox.takeToKeep()); // let go
    const Say say = *outbox.takeNext();
    outbox.keepUnkept();
    std::vector<Outbox::Waiting> kept = outbox.takeToKeep();
    QCOMPARE(outbox.cameBack(echo(5, say))->id, 0); // nothing to settle yet
    kept.front().message.id = 70;
    QCOMPARE(outbox.keptAll(kept), std::vector<qint64>{70});
}

void OutboxTest::tenThousandWait()
{
    constexpr int count = 10'000;
    Outbox outbox;
    fill(outbox, count);
    outbox.linkBegan(0, true);
    quint64 number = 0;
    const std::clock_t begun = std::clock(); // of the processor: other programs do not count
    while (!outbox.isEmpty()) {
        std::vector<Say> sent;
        keepAll(outbox);
        while (const auto say = outbox.takeNext())
            sent.push_back(*say);
        QVERIFY(!sent.empty() && sent.size() <= std::size_t(limits::unacknowledged));
        for (const Say &say : sent) {
            QCOMPARE(say.counter, ++number);
            QVERIFY(outbox.cameBack(echo(number, say)));
        }
        QVERIFY(outbox.acknowledge(number)->empty());
    }
    QCOMPARE(number, quint64(count));
    const double seconds = double(std::clock() - begun) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 2, qPrintable(QString::number(seconds)));
}

void OutboxTest::stopsAtTheLastCounter()
{
    Outbox outbox;
    fill(outbox, 1);
    outbox.linkBegan(limits::largestInteger, true);
    QVERIFY(!next(outbox));
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "OutboxTest.moc"
