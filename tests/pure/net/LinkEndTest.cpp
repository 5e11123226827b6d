// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "GuestHandshake.h"
#include "LinkPair.h"

#include <QTest>

using namespace waxwing;

/// How links end: deadlines with a silent peer, slow readers, last words and lingering (PROTOCOL 6.5, 9).
class LinkEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostEndsASilentGuest();
    void hostEndsAGuestThatStopsInTheHandshake();
    void noDeadlineWhileTheHandshakeIsHeld();
    void heldGuestThatGoesEndsAtOnce();
    void guestEndsASilentHost();
    void guestEndsAHostThatStopsInTheHandshake();
    void lobbyDeadlineEndsWithIdle();
    void lobbyDeadlineMayPause();
    void silentMemberIsLost();
    void unansweredRefreshEnds_data();
    void unansweredRefreshEnds();
    void slowReaderIsEnded();
    void slowReaderBeforeLoginHasLess();
    void closeArrivesWithItsCode_data();
    void closeArrivesWithItsCode();
    void unknownCloseCodeIsKept();
    void guestThatSaidNothingSaysNoClose();
    void guestThatSpokeSaysClose();
    void lastWordSurvivesUnreadBytes();
    void lingeringEndsAfterItsTime();
    void abandonSaysNothing();
    void framesBeforeTheEndAreHandled_data();
    void framesBeforeTheEndAreHandled();
    void endWithoutAWordIsLost();
    void endedComesOnce();

private:
    static std::unique_ptr<LinkPair> makePair(Wire wire, const Settings &settings = {})
    {
        return std::make_unique<LinkPair>(wire, settings, testKeys::oneTimeKey(), testKeys::identity());
    }
    static Settings shortOnes();
    /// Within the signal: afterwards the deadline might be over already.
    static void pauseWhenEstablished(Link &link)
    {
        connect(&link, &Link::established, &link, [&link] { link.setLobbyDeadline(false); });
    }
    static Bytes readAll(Stream &stream);
};

/// A host's link with bare bytes at its other end.
struct RawGuest
{
    explicit RawGuest(const Settings &settings)
    {
        auto [near, far] = makeStreams(Wire::Tcp);
        raw = std::move(near);
        host = std::make_unique<Link>(std::move(far), SecureChannel::host(testKeys::identity(), random), jobs,
                                      settings);
        watcher = std::make_unique<LinkWatcher>(host.get());
    }
    SystemRandom random;
    JobPool jobs;
    std::unique_ptr<Stream> raw;
    std::unique_ptr<Link> host;
    std::unique_ptr<LinkWatcher> watcher;
};

/// A guest's link with bare bytes at its other end.
struct RawHost
{
    explicit RawHost(const Settings &settings)
    {
        auto [near, far] = makeStreams(Wire::Tcp);
        raw = std::move(far);
        guest = std::make_unique<Link>(std::move(near), SecureChannel::guest(testKeys::oneTimeKey(), random),
                                       jobs, settings);
        watcher = std::make_unique<LinkWatcher>(guest.get());
    }
    SystemRandom random;
    JobPool jobs;
    std::unique_ptr<Stream> raw;
    std::unique_ptr<Link> guest;
    std::unique_ptr<LinkWatcher> watcher;
};

Settings LinkEndTest::shortOnes()
{
    Settings settings;
    settings.helloDeadlineMs = 60;
    settings.handshakeDeadlineMs = 60;
    settings.hostHelloDeadlineMs = 60;
    settings.lingerMs = 60;
    return settings;
}

Bytes LinkEndTest::readAll(Stream &stream)
{
    Bytes bytes(stream.bytesAvailable(), '\0');
    bytes.resize(stream.read(bytes.data(), bytes.size()));
    return bytes;
}

void LinkEndTest::hostEndsASilentGuest()
{
    RawGuest silent(shortOnes());
    silent.host->start();
    QTRY_COMPARE(silent.watcher->endCode(), Code::Idle);
    QTRY_VERIFY(silent.raw->bytesAvailable() > 0); // both deadlines may have been over in one turn
    QCOMPARE(readAll(*silent.raw), makeAlert({quint8(Code::Idle), {}}).bytes);
}

void LinkEndTest::hostEndsAGuestThatStopsInTheHandshake()
{
    RawGuest guest(shortOnes());
    guest.jobs.setInline(true); // the host hello is made before the deadline is looked at
    guest.host->start();
    GuestHandshake handshake(testKeys::oneTimeKey(), guest.random);
    guest.raw->write(handshake.guestHello().bytes);
    QTRY_COMPARE(guest.watcher->endCode(), Code::Idle);
    QTRY_VERIFY(guest.raw->bytesAvailable() > 400 + 289);
    Bytes got = readAll(*guest.raw);
    const qsizetype helloSize = got.size() - 289; // behind the host hello a sealed close, padded to 256
    QVERIFY(helloSize > 400);
    QCOMPARE(quint8(got[4]), quint8(FrameType::HostHello));
    QCOMPARE(quint8(got[helloSize + 4]), quint8(FrameType::Record));
}

void LinkEndTest::noDeadlineWhileTheHandshakeIsHeld()
{
    RawGuest guest(shortOnes());
    guest.jobs.setInline(true); // once let in, it has its host hello before the deadline is looked at
    int waiting = 0;
    connect(guest.host.get(), &Link::guestHelloWaiting, this, [&] { ++waiting; });
    guest.host->start(true);
    GuestHandshake handshake(testKeys::oneTimeKey(), guest.random);
    guest.raw->write(handshake.guestHello().bytes);
    QTRY_COMPARE(waiting, 1);
    QVERIFY(!guest.host->keptWaitingMs());
    QTest::qWait(150);
    QVERIFY(!guest.watcher->end);
    QCOMPARE(guest.raw->bytesAvailable(), 0);
    guest.host->letHandshakeIn();
    QTRY_VERIFY(guest.raw->bytesAvailable() > 400);
    QVERIFY(guest.host->keptWaitingMs());
    QTRY_COMPARE(guest.watcher->endCode(), Code::Idle); // now the clock runs
}

void LinkEndTest::heldGuestThatGoesEndsAtOnce()
{
    RawGuest guest({});
    guest.host->start(true);
    GuestHandshake handshake(testKeys::oneTimeKey(), guest.random);
    guest.raw->write(handshake.guestHello().bytes);
    QTest::qWait(20);
    guest.raw->abort();
    QTRY_COMPARE(guest.watcher->endCode(), Code::Lost);
}

void LinkEndTest::guestEndsASilentHost()
{
    RawHost host(shortOnes());
    host.guest->start();
    QTRY_COMPARE(host.watcher->endCode(), Code::NoAnswer);
    QTRY_VERIFY(host.raw->bytesAvailable() > 500);
    QVERIFY(host.raw->bytesAvailable() < 550); // frame 1 and nothing else
}

void LinkEndTest::guestEndsAHostThatStopsInTheHandshake()
{
    RawHost host(shortOnes());
    host.guest->start();
    QTRY_VERIFY(host.raw->bytesAvailable() > 500);
    host.raw->write(Bytes("\x00\x00\x01\x00\x02", 5)); // a header, and then nothing
    QTRY_COMPARE(host.watcher->endCode(), Code::NoAnswer);
}

void LinkEndTest::lobbyDeadlineEndsWithIdle()
{
    Settings settings;
    settings.lobbyDeadlineMs = 80;
    auto pair = makePair(Wire::Tcp, settings);
    pauseWhenEstablished(*pair->guest); // a person fills in a form
    QVERIFY(pair->open());
    QTRY_COMPARE(pair->atGuest->endCode(), Code::Idle);
    QVERIFY(pair->atGuest->byPeer);
}

void LinkEndTest::lobbyDeadlineMayPause()
{
    Settings settings;
    settings.lobbyDeadlineMs = 80;
    auto pair = makePair(Wire::Tcp, settings);
    pauseWhenEstablished(*pair->guest);
    pauseWhenEstablished(*pair->host);
    QVERIFY(pair->open());
    QTest::qWait(200);
    QVERIFY(!pair->atGuest->end && !pair->atHost->end);
    QVERIFY(!pair->host->keptWaitingMs());
    pair->guest->setLobbyDeadline(true); // now the guest waits for an answer
    QTRY_COMPARE(pair->atGuest->endCode(), Code::Idle);
    QVERIFY(!pair->atGuest->byPeer);
}

void LinkEndTest::silentMemberIsLost()
{
    Settings settings;
    settings.pingAfterMs = 30;
    settings.lostAfterMs = 3'000; // longer than a busy machine lets this thread stand
    auto pair = makePair(Wire::Tcp, settings);
    QVERIFY(pair->admit());
    QTest::qWait(3'500);
    QVERIFY(!pair->atHost->end); // pings keep it
    pair->guest->holdReading(true);
    // The guest neither reads nor answers; its own pings are all that comes, so stop those as well.
    pair->guest->channel() = SecureChannel::guest(testKeys::oneTimeKey(), pair->random);
    QTRY_COMPARE_WITH_TIMEOUT(pair->atHost->endCode(), Code::Lost, 20'000);
    QVERIFY(!pair->atHost->byPeer);
}

void LinkEndTest::unansweredRefreshEnds_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<int>("quietMs");
    QTest::addColumn<int>("longestMs");
    QTest::newRow("quiet") << Wire::Tcp << 60 << 60'000;
    QTest::newRow("in any case, though unread bytes wait") << Wire::Pipe << 60 << 200;
}

void LinkEndTest::unansweredRefreshEnds()
{
    QFETCH(Wire, wire);
    QFETCH(int, quietMs);
    QFETCH(int, longestMs);
    Settings settings;
    settings.refreshQuietMs = quietMs;
    settings.refreshLongestMs = longestMs;
    auto pair = makePair(wire, settings);
    QVERIFY(pair->open());
    pair->logIn();
    pair->guest->holdReading(true);
    QElapsedTimer time;
    time.start();
    pair->host->startRefresh();
    QTRY_COMPARE(pair->atHost->endCode(), Code::Idle);
    QVERIFY(time.elapsed() >= (wire == Wire::Pipe ? 180 : 50)); // coarse timers come 5 % early
}

void LinkEndTest::slowReaderIsEnded()
{
    Settings settings;
    settings.unsentPerMember = 1'000'000;
    settings.lingerMs = 50;
    auto pair = makePair(Wire::Tcp, settings);
    QVERIFY(pair->admit());
    pair->guest->holdReading(true);
    const QString text(30'000, QLatin1Char('x'));
    for (quint64 n = 1; n <= 1'000 && !pair->host->isClosing(); ++n)
        pair->host->send(Said{n, QStringLiteral("ada"), Bytes(16, 'd'), n, 1, text});
    QVERIFY(pair->host->isClosing());
    QVERIFY(!pair->atHost->end); // not within send()
    QVERIFY(!pair->atHost->closing);
    QVERIFY(pair->host->unsentBytes() < 1'100'000);
    QTRY_COMPARE(pair->atHost->endCode(), Code::SlowReader);
    // A host that holds a link back is not ended by what waits: only sending counts.
    QCOMPARE(pair->atHost->ends, 1);
}

void LinkEndTest::slowReaderBeforeLoginHasLess()
{
    Settings settings;
    settings.lingerMs = 50;
    settings.socketHighWater = 10'000;
    auto pair = makePair(Wire::Pipe, settings);
    QVERIFY(pair->open());
    pair->guest->holdReading(true);
    int sent = 0;
    while (!pair->host->isClosing() && sent < 10'000) {
        pair->host->send(Checked{});
        ++sent;
    }
    QVERIFY(sent * 289 <= 66'000);
    QTRY_COMPARE(pair->atHost->endCode(), Code::SlowReader);
}

void LinkEndTest::closeArrivesWithItsCode_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::newRow("tcp") << Wire::Tcp;
    QTest::newRow("pipe") << Wire::Pipe;
}

void LinkEndTest::closeArrivesWithItsCode()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    pair->host->send(Said{1, QStringLiteral("ada"), Bytes(16, 'd'), 1, 1, QStringLiteral("last")});
    pair->host->close(Code::RoomClosed);
    QCOMPARE(pair->atHost->closing->code, Code::RoomClosed);
    QTRY_COMPARE(pair->atGuest->endCode(), Code::RoomClosed);
    QVERIFY(pair->atGuest->byPeer);
    QCOMPARE(pair->atGuest->count<Said>(), 1);
    QVERIFY(!pair->atGuest->closing);
    QTRY_COMPARE(pair->atHost->endCode(), Code::RoomClosed); // as soon as the guest has gone
    QVERIFY(!pair->atHost->byPeer);
    pair->host->send(Pong{});
    QCOMPARE(pair->host->unsentBytes(), 0);
}

void LinkEndTest::unknownCloseCodeIsKept()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->host->close(static_cast<Code>(200));
    QTRY_VERIFY(pair->atGuest->end);
    QCOMPARE(int(pair->atGuest->endCode()), 200);
    QVERIFY(!isRetried(pair->atGuest->endCode()));
}

void LinkEndTest::guestThatSaidNothingSaysNoClose()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->guest->close(Code::AnotherKey); // the host is not accepted
    QCOMPARE(pair->atGuest->endCode(), Code::AnotherKey);
    QTRY_COMPARE(pair->atHost->endCode(), Code::Lost);
}

void LinkEndTest::guestThatSpokeSaysClose()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->guest->send(Check{QStringLiteral("ada"), {}});
    pair->guest->close(Code::Left);
    QTRY_COMPARE(pair->atHost->endCode(), Code::Left);
    QVERIFY(pair->atHost->byPeer);
    QCOMPARE(pair->atHost->count<Check>(), 1);
    QTRY_COMPARE(pair->atGuest->endCode(), Code::Left);
}

void LinkEndTest::lastWordSurvivesUnreadBytes()
{
    // The guest's bytes are refused at their first; what follows is thrown away, and the alert still arrives.
    RawGuest guest({});
    guest.host->start();
    guest.raw->write(Bytes(400'000, '\0'));
    QTRY_COMPARE(guest.watcher->closing.value_or(Error{Code::Lost, {}}).code, Code::Malformed);
    guest.raw->write(Bytes(400'000, 'x'));
    QTRY_COMPARE(guest.raw->bytesAvailable(), 6);
    QCOMPARE(readAll(*guest.raw), makeAlert({quint8(Code::Malformed), {}}).bytes);
    guest.raw->close();
    QTRY_COMPARE(guest.watcher->endCode(), Code::Malformed);
}

void LinkEndTest::lingeringEndsAfterItsTime()
{
    Settings settings;
    settings.lingerMs = 100;
    RawGuest guest(settings);
    bool lingers = false;
    connect(guest.host.get(), &Link::closing, this, [&] { lingers = !guest.watcher->end; });
    QElapsedTimer time;
    qint64 endedAfter = -1;
    connect(guest.host.get(), &Link::ended, this, [&] { endedAfter = time.elapsed(); });
    guest.host->start();
    time.start();
    guest.raw->write(Bytes(100, '\0'));
    QTRY_VERIFY(guest.watcher->end); // though the guest never ends
    QVERIFY(lingers);
    QVERIFY2(endedAfter >= 50, qPrintable(QString::number(endedAfter)));
}

void LinkEndTest::abandonSaysNothing()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->guest->abandon();
    QVERIFY(pair->guest->isEnded());
    QTRY_COMPARE(pair->atHost->endCode(), Code::Lost);
    QVERIFY(!pair->atHost->byPeer);
}

void LinkEndTest::framesBeforeTheEndAreHandled_data()
{
    closeArrivesWithItsCode_data();
}

void LinkEndTest::framesBeforeTheEndAreHandled()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->open());
    constexpr int count = 100; // more than one turn takes
    for (int n = 0; n < count; ++n)
        pair->guest->send(Check{QStringLiteral("ada"), {}});
    pair->guest->abandon();
    QTRY_COMPARE(pair->atHost->endCode(), Code::Lost);
    QCOMPARE(pair->atHost->count<Check>(), count);
}

void LinkEndTest::endWithoutAWordIsLost()
{
    RawHost host({});
    host.guest->start();
    QTRY_VERIFY(host.raw->bytesAvailable() > 500);
    host.raw->abort();
    QTRY_COMPARE(host.watcher->endCode(), Code::Lost);
}

void LinkEndTest::endedComesOnce()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->host->close(Code::Away);
    pair->host->close(Code::RoomClosed);
    QTRY_VERIFY(pair->atHost->end);
    pair->host->abandon();
    pair->host->close(Code::Busy);
    QCOMPARE(pair->atHost->ends, 1);
    QCOMPARE(pair->atHost->endCode(), Code::Away);
    QTRY_COMPARE(pair->atGuest->ends, 1);
}

QTEST_GUILESS_MAIN(LinkEndTest)
#include "LinkEndTest.moc"
