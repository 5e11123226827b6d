// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "LinkPair.h"

#include <QTest>

using namespace waxwing;

Q_DECLARE_METATYPE(waxwing::Wire)

/// How a member's link reads and writes: frames in pieces of any size, reading that is held, what goes
/// together.
class LinkFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heldReadingTakesNothing_data() { relayToo(); }
    void heldReadingTakesNothing();
    void longAndShortOnesTakeTurns_data() { relayToo(); }
    void longAndShortOnesTakeTurns();
    void whatWaitsIsTakenBeforeTheEnd_data() { wires(); }
    void whatWaitsIsTakenBeforeTheEnd();
    void answersToOneFrameGoTogether();
    void whatIsSaidBeforeAnEndArrives_data();
    void whatIsSaidBeforeAnEndArrives();
    void aReaderThatOnlyAsksIsSlowToo();

private:
    static void wires();
    static void relayToo()
    {
        wires();
        QTest::newRow("relay") << Wire::Relay;
    }
    static std::unique_ptr<LinkPair> makePair(Wire wire, const Settings &settings = {})
    {
        return std::make_unique<LinkPair>(wire, settings, testKeys::oneTimeKey(), testKeys::identity());
    }
    static Said said(quint64 number, const QString &text)
    {
        return {number, QStringLiteral("ada"), Bytes(16, 'd'), number, 1, text};
    }
};

void LinkFlowTest::wires()
{
    QTest::addColumn<Wire>("wire");
    QTest::newRow("tcp") << Wire::Tcp;
    QTest::newRow("tcp with buffers") << Wire::BufferedTcp;
    QTest::newRow("pipe") << Wire::Pipe;
}

void LinkFlowTest::heldReadingTakesNothing()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    // Hold from within the first message: those that were read already wait too.
    connect(pair->host.get(), &Link::received, pair->host.get(), [&] { pair->host->holdReading(true); });
    constexpr int count = 20; // some within what is read at once, some behind it
    for (quint64 n = 1; n <= count; ++n)
        pair->guest->send(Say{n, QStringLiteral("hello")});
    for (int n = 1; n <= count; ++n) {
        QTRY_COMPARE(pair->atHost->count<Say>(), n);
        QTest::qWait(3);
        QCOMPARE(pair->atHost->count<Say>(), n);
        QCOMPARE(std::get<Say>(pair->atHost->messages.back()).counter, quint64(n));
        pair->host->holdReading(false);
    }
}

void LinkFlowTest::longAndShortOnesTakeTurns()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    std::vector<QString> texts;
    for (const int size : {32 * 1024, 1, 4'000, 32 * 1024, 32 * 1024, 3'700, 3'800, 3'900, 5, 20'000, 300}) {
        for (int n = 0; n < 5; ++n)
            texts.emplace_back(size + n % 2 - (size > 1 ? 1 : 0), QChar(ushort('a' + n)));
    }
    quint64 counter = 0;
    for (const QString &text : texts)
        pair->guest->send(Say{++counter, text});
    QTRY_COMPARE(pair->atHost->count<Say>(), int(texts.size()));
    for (std::size_t n = 0; n < texts.size(); ++n)
        QVERIFY(std::get<Say>(pair->atHost->messages[n]).text == texts[n]);
}

void LinkFlowTest::whatWaitsIsTakenBeforeTheEnd()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    pair->host->holdReading(true);
    for (quint64 n = 1; n <= 50; ++n)
        pair->guest->send(Say{n, QStringLiteral("hello")});
    pair->guest->abandon(); // without a word
    QTest::qWait(50);
    QVERIFY(!pair->atHost->end); // noticed, and yet
    QCOMPARE(pair->atHost->count<Say>(), 0);
    pair->host->holdReading(false);
    QTRY_COMPARE(pair->atHost->endCode(), Code::Lost);
    QCOMPARE(pair->atHost->count<Say>(), 50);
}

void LinkFlowTest::answersToOneFrameGoTogether()
{
    auto pair = makePair(Wire::Pipe);
    QVERIFY(pair->admit());
    connect(pair->host.get(), &Link::received, this, [&] {
        const qsizetype before = pair->host->stream().bytesToWrite();
        for (quint64 n = 1; n <= 7; ++n)
            pair->host->send(said(n, QStringLiteral("hello")));
        QCOMPARE(pair->host->stream().bytesToWrite(), before); // not yet
        QVERIFY(pair->host->unsentBytes() > before + 7 * 256);
        pair->host->send(said(8, QString(32'000, QLatin1Char('x'))));
        pair->host->send(said(9, QString(32'000, QLatin1Char('x'))));
        QVERIFY(pair->host->stream().bytesToWrite() > before + 64'000); // as much as goes at once
    });
    pair->guest->send(Say{1, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atGuest->count<Said>(), 9);
    for (std::size_t n = 0; n < 9; ++n)
        QCOMPARE(std::get<Said>(pair->atGuest->messages[n]).number, n + 1);
}

void LinkFlowTest::whatIsSaidBeforeAnEndArrives_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<bool>("withAWord");
    QTest::newRow("tcp, closed") << Wire::Tcp << true;
    QTest::newRow("tcp, abandoned") << Wire::Tcp << false;
    QTest::newRow("pipe, closed") << Wire::Pipe << true;
    QTest::newRow("relay, closed") << Wire::Relay << true;
    QTest::newRow("pipe, abandoned") << Wire::Pipe << false;
}

void LinkFlowTest::whatIsSaidBeforeAnEndArrives()
{
    QFETCH(Wire, wire);
    QFETCH(bool, withAWord);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    connect(pair->host.get(), &Link::received, this, [&] {
        for (quint64 n = 1; n <= 3; ++n)
            pair->host->send(said(n, QStringLiteral("hello")));
        if (withAWord)
            pair->host->close(Code::Removed);
        else
            pair->host->abandon();
    });
    pair->guest->send(Say{1, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atGuest->endCode(), withAWord ? Code::Removed : Code::Lost);
    QCOMPARE(pair->atGuest->count<Said>(), 3);
    QTRY_COMPARE(pair->atHost->ends, 1);
}

void LinkFlowTest::aReaderThatOnlyAsksIsSlowToo()
{
    Settings settings;
    settings.unsentPerMember = 500'000;
    settings.socketHighWater = 10'000;
    auto pair = makePair(Wire::Pipe, settings);
    QVERIFY(pair->admit());
    // Answers small enough to be gathered each time, to one that takes none of them.
    quint64 number = 0;
    connect(pair->host.get(), &Link::received, this,
            [&] { pair->host->send(said(++number, QString(2'000, QLatin1Char('x')))); });
    pair->guest->holdReading(true);
    for (quint64 n = 1; n <= 400; ++n)
        pair->guest->send(Say{n, QStringLiteral("more")});
    QTRY_COMPARE(pair->atHost->closing.value_or(Error{Code::Lost, {}}).code, Code::SlowReader);
    QVERIFY(number < 300);
}

QTEST_GUILESS_MAIN(LinkFlowTest)
#include "LinkFlowTest.moc"
