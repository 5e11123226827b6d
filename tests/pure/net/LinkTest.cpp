// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "LinkPair.h"
#include "PipeStream.h"
#include "Record.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace waxwing;

Q_DECLARE_METATYPE(waxwing::Wire)

/// Link over sockets and pipes (PROTOCOL 6.5, 8.7, 9): both ends, in one event loop.
class LinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesTravelBothWays_data() { wires(); }
    void messagesTravelBothWays();
    void aLongMessageArrivesWholeAfterLogin_data() { wires(); }
    void aLongMessageArrivesWholeAfterLogin();
    void aLongFrameBeforeLoginIsRefused();
    void updatesFollowTheTalk_data() { wires(); }
    void updatesFollowTheTalk();
    void byteByByteDeliveryWorks();
    void manyMessagesComeInSlicesAndInOrder_data() { wires(); }
    void manyMessagesComeInSlicesAndInOrder();
    void aFullReadBufferDoesNotStall_data() { wires(); }
    void aFullReadBufferDoesNotStall();
    void pingMeasuresTheDelay_data() { wires(); }
    void pingMeasuresTheDelay();
    void pingBeforeWelcomeIsRefused();
    void pongNotAskedForIsRefused();
    void secondPingBeforeTheAnswerIsRefused();
    void refreshComesByTime();
    void refreshComesByVolume();
    void tapSeesWhatTravels();
    void jobOfALinkThatHasGoneIsDropped();
    void tamperedRecordEndsBothWithTheReason();
    void aBitTurnedOverOnPurposeIsRefused();
    void wrongVersionGetsAnAlert();
    void alertEndsTheGuest();
    void strangersAreNotWaxwing_data();
    void strangersAreNotWaxwing();

private:
    static void wires();
    static std::unique_ptr<LinkPair> makePair(Wire wire, const Settings &settings = {})
    {
        return std::make_unique<LinkPair>(wire, settings, testKeys::oneTimeKey(), testKeys::identity());
    }
};

void LinkTest::wires()
{
    QTest::addColumn<Wire>("wire");
    QTest::newRow("tcp") << Wire::Tcp;
    QTest::newRow("tcp with buffers") << Wire::BufferedTcp;
    QTest::newRow("pipe") << Wire::Pipe;
}

void LinkTest::messagesTravelBothWays()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->open());
    QVERIFY(pair->guest->hostKey());
    QCOMPARE(pair->guest->hostKey()->spki(), testKeys::identity()->publicKey().spki());
    pair->guest->send(Check{QStringLiteral("ada"), {}});
    QTRY_COMPARE(pair->atHost->count<Check>(), 1);
    pair->host->send(Checked{});
    QTRY_COMPARE(pair->atGuest->count<Checked>(), 1);
    QCOMPARE(pair->host->stream().isLocal(), wire == Wire::Pipe);
    QCOMPARE(pair->host->stream().peerAddress(),
             wire == Wire::Pipe ? QString() : QStringLiteral("127.0.0.1"));
}

void LinkTest::aLongMessageArrivesWholeAfterLogin()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    const QString text(32 * 1024, QLatin1Char('x'));
    pair->guest->send(Say{1, text});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
    QCOMPARE(std::get<Say>(pair->atHost->messages.back()).text, text);
}

void LinkTest::aLongFrameBeforeLoginIsRefused()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->guest->send(Say{1, QString(5'000, QLatin1Char('x'))});
    QTRY_COMPARE(pair->atGuest->endCode(), Code::TooLarge);
    QVERIFY(pair->atGuest->byPeer);
    QTRY_COMPARE(pair->atHost->endCode(), Code::TooLarge);
    QVERIFY(!pair->atHost->byPeer);
    QVERIFY(pair->atHost->messages.empty());
}

void LinkTest::updatesFollowTheTalk()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit(3));
    QCOMPARE(pair->guest->status().sendingEpoch, 2U); // talk begins with key 2
    for (quint64 n = 1; n <= 7; ++n)
        pair->guest->send(Say{n, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 7);
    QCOMPARE(pair->guest->status().sendingEpoch, 4U);
    QCOMPARE(pair->guest->status().sendingTalk, 1U);
    QCOMPARE(pair->host->status().receivingEpoch, 4U);
    QCOMPARE(pair->host->status().receivingTalk, 1U);
    QCOMPARE(pair->host->status().sendingEpoch, 2U);
}

void LinkTest::byteByByteDeliveryWorks()
{
    auto [guestEnd, relayA] = PipeStream::makePair();
    auto [relayB, hostEnd] = PipeStream::makePair();
    Stream *const a = relayA.get();
    Stream *const b = relayB.get();
    // One byte a turn of the event loop each way, so that no two arrive together.
    QObject relay;
    std::function<void(Stream *, Stream *)> carry = [&](Stream *from, Stream *to) {
        char byte = 0;
        if (from->read(&byte, 1) != 1)
            return;
        to->write(BytesView(&byte, 1));
        QMetaObject::invokeMethod(
            &relay, [&carry, from, to] { carry(from, to); }, Qt::QueuedConnection);
    };
    connect(a, &Stream::readyRead, &relay, [&] { carry(a, b); });
    connect(b, &Stream::readyRead, &relay, [&] { carry(b, a); });
    LinkPair pair(std::move(guestEnd), std::move(hostEnd), {}, testKeys::oneTimeKey(), testKeys::identity());
    QSignalSpy done(pair.guest.get(), &Link::established); // runs the loop itself: thousands of turns
    pair.host->start();
    pair.guest->start();
    QVERIFY(done.wait(20'000));
    QSignalSpy arrived(pair.host.get(), &Link::received);
    pair.guest->send(Check{QStringLiteral("ada"), {}});
    QVERIFY(arrived.wait(20'000));
    QCOMPARE(pair.atHost->count<Check>(), 1);
}

void LinkTest::manyMessagesComeInSlicesAndInOrder()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    constexpr int count = 3'000;
    int turns = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&] { ++turns; });
    other.start(0);
    for (quint64 n = 1; n <= count; ++n)
        pair->guest->send(Say{n, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), count);
    for (quint64 n = 1; n <= count; ++n)
        QCOMPARE(std::get<Say>(pair->atHost->messages[n - 1]).counter, n);
    QVERIFY2(turns > 20, QByteArray::number(turns).constData()); // the others had their turns between
}

void LinkTest::aFullReadBufferDoesNotStall()
{
    QFETCH(Wire, wire);
    auto pair = makePair(wire);
    QVERIFY(pair->admit());
    pair->guest->holdReading(true);
    const QString text(30'000, QLatin1Char('x'));
    constexpr int count = 200; // 6 MB: more than any buffer on the way
    for (quint64 n = 1; n <= count; ++n)
        pair->host->send(Said{n, QStringLiteral("ada"), Bytes(16, 'd'), n, 1, text});
    QVERIFY(pair->host->unsentBytes() > 1'000'000);
    QTest::qWait(50);
    QVERIFY(pair->host->stream().bytesToWrite() < 400'000); // sealed late
    QCOMPARE(pair->atGuest->count<Said>(), 0);
    pair->guest->holdReading(false);
    QTRY_COMPARE(pair->atGuest->count<Said>(), count);
    QTRY_COMPARE(pair->host->unsentBytes(), 0);
}

void LinkTest::pingMeasuresTheDelay()
{
    QFETCH(Wire, wire);
    Settings settings;
    settings.pingAfterMs = 20;
    auto pair = makePair(wire, settings);
    QVERIFY(pair->admit());
    QCOMPARE(pair->guest->status().delayMs, -1);
    QTRY_VERIFY(pair->guest->status().delayMs >= 0);
    QTest::qWait(150); // many pings later both still stand
    QVERIFY(!pair->atGuest->end && !pair->atHost->end);
    QVERIFY(pair->atHost->messages.empty()); // pings are the link's own
}

void LinkTest::pingBeforeWelcomeIsRefused()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->open());
    pair->guest->send(Ping{}, Link::Urgency::Control);
    QTRY_COMPARE(pair->atHost->endCode(), Code::Unexpected);
    QTRY_COMPARE(pair->atGuest->endCode(), Code::Unexpected);
}

void LinkTest::pongNotAskedForIsRefused()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->admit());
    pair->guest->send(Pong{}, Link::Urgency::Control);
    QTRY_COMPARE(pair->atHost->endCode(), Code::Unexpected);
}

void LinkTest::secondPingBeforeTheAnswerIsRefused()
{
    Settings settings;
    settings.socketHighWater = 1; // nothing more is sealed while anything is unread
    auto pair = makePair(Wire::Pipe, settings);
    QVERIFY(pair->admit());
    pair->guest->holdReading(true);
    pair->host->send(Pong{}); // fills the pipe, so that the answer waits
    pair->guest->send(Ping{}, Link::Urgency::Control);
    QTest::qWait(20);
    QVERIFY(!pair->atHost->end);
    pair->guest->send(Ping{}, Link::Urgency::Control);
    QTRY_COMPARE(pair->atHost->closing.value_or(Error{Code::Lost, {}}).code, Code::Unexpected);
}

void LinkTest::refreshComesByTime()
{
    Settings settings;
    settings.refreshEveryMs = 30;
    auto pair = makePair(Wire::Tcp, settings);
    QVERIFY(pair->admit());
    QTRY_VERIFY(pair->atGuest->refreshes >= 4);
    pair->guest->send(Say{1, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
}

void LinkTest::refreshComesByVolume()
{
    Settings settings;
    settings.refreshEveryBytes = 20'000;
    auto pair = makePair(Wire::Tcp, settings);
    QVERIFY(pair->admit());
    for (quint64 n = 1; n <= 200; ++n)
        pair->guest->send(Say{n, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 200);
    QTRY_VERIFY(pair->atGuest->refreshes >= 2);
    QVERIFY(!pair->atGuest->end);
}

void LinkTest::tapSeesWhatTravels()
{
    struct Seen
    {
        std::vector<Bytes> sent, received, contents;
        int ends = 0;
    };
    struct Tap final : WireTap
    {
        explicit Tap(Seen &s) : seen(s) {}
        void sent(BytesView bytes, const std::vector<Sealed> &sealed) override
        {
            if (sealed.empty())
                seen.sent.push_back(bytes.toByteArray());
            for (const Sealed &record : sealed) {
                seen.sent.push_back(bytes.sliced(record.start, record.size).toByteArray());
                seen.contents.push_back(record.content);
            }
        }
        void arriving(BytesView frame) override { seen.received.push_back(frame.toByteArray()); }
        void arrived(BytesView content, const Error *refusal) override
        {
            QVERIFY(!refusal);
            seen.contents.push_back(content.toByteArray());
        }
        void unframed(BytesView) override { QFAIL("everything was a frame"); }
        void notTold(quint64) override { QFAIL("everything was told"); }
        void ended(const Error &, bool) override { ++seen.ends; }
        Seen &seen;
    };
    Seen atGuest;
    Seen atHost;
    auto pair = makePair(Wire::Tcp);
    pair->guest->setTap(std::make_unique<Tap>(atGuest));
    pair->host->setTap(std::make_unique<Tap>(atHost));
    QVERIFY(pair->admit(1));
    pair->guest->send(Say{1, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
    // Sealed bytes, as they travelled; the guest's clock may send a ping among them.
    QTRY_VERIFY(atGuest.sent == atHost.received && atHost.sent == atGuest.received);
    const auto pings = std::count(atHost.contents.begin(), atHost.contents.end(), encode(Ping{}).content);
    QCOMPARE(atGuest.sent.size(), std::size_t(5 + pings)); // hello, ready, refreshed, say, update
    const Bytes say = encode(Message(Say{1, QStringLiteral("hello")})).content;
    QVERIFY(std::find(atHost.contents.begin(), atHost.contents.end(), say) != atHost.contents.end());
    for (const Bytes &frame : atGuest.sent)
        QVERIFY(!frame.contains("hello"));
    pair->guest->close(Code::Left);
    QTRY_COMPARE(atHost.ends, 1);
    QTRY_COMPARE(atGuest.ends, 1);
}

void LinkTest::jobOfALinkThatHasGoneIsDropped()
{
    auto pair = makePair(Wire::Pipe);
    pair->host->start();
    pair->guest->start();
    connect(pair->guest.get(), &Link::statusChanged, this, [] { QFAIL("nothing comes of it"); });
    // The guest's hello lies in the pipe; what the pool makes of it would be another event.
    QCoreApplication::sendPostedEvents(pair->host.get());
    QVERIFY(pair->host->channel().isWaitingForJob());
    pair->host.reset();
    QTRY_COMPARE(pair->atGuest->endCode(), Code::Lost);
    QTest::qWait(20);
}

void LinkTest::aBitTurnedOverOnPurposeIsRefused()
{
    auto pair = makePair(Wire::Tcp);
    QVERIFY(pair->admit());
    pair->guest->send(Say{1, QStringLiteral("whole")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
    pair->guest->tamperWithNextTalk();
    pair->guest->send(Received{1}); // no talk: passes
    QTRY_COMPARE(pair->atHost->count<Received>(), 1);
    pair->guest->send(Say{2, QStringLiteral("touched")});
    QTRY_COMPARE(pair->atHost->endCode(), Code::Tampered);
    QTRY_COMPARE(pair->atGuest->endCode(), Code::Tampered);
    QCOMPARE(pair->atHost->count<Say>(), 1);
}

void LinkTest::tamperedRecordEndsBothWithTheReason()
{
    auto [guestEnd, relayA] = PipeStream::makePair();
    auto [relayB, hostEnd] = PipeStream::makePair();
    Stream *const a = relayA.get();
    Stream *const b = relayB.get();
    bool tamper = false;
    const auto forward = [&tamper](Stream *from, Stream *to, bool mayTamper) {
        Bytes bytes(from->bytesAvailable(), '\0');
        bytes.resize(from->read(bytes.data(), bytes.size()));
        if (tamper && mayTamper && bytes.size() > 40)
            bytes[40] = char(bytes[40] ^ 1);
        to->write(bytes);
    };
    connect(a, &Stream::readyRead, this, [&] { forward(a, b, true); });
    connect(b, &Stream::readyRead, this, [&] { forward(b, a, false); });
    connect(a, &Stream::closed, b, &Stream::close);
    connect(b, &Stream::closed, a, &Stream::close);
    LinkPair pair(std::move(guestEnd), std::move(hostEnd), {}, testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(pair.open());
    tamper = true;
    pair.guest->send(Check{QStringLiteral("ada"), {}});
    QTRY_COMPARE(pair.atHost->endCode(), Code::Tampered);
    QVERIFY(!pair.atHost->byPeer);
    QTRY_COMPARE(pair.atGuest->endCode(), Code::Tampered);
    QVERIFY(pair.atGuest->byPeer);
    QVERIFY(pair.atHost->messages.empty());
    QCOMPARE(pair.atHost->ends, 1);
}

void LinkTest::wrongVersionGetsAnAlert()
{
    auto [raw, far] = makeStreams(Wire::Tcp);
    SystemRandom random;
    JobPool jobs;
    Settings settings;
    settings.lingerMs = 60'000; // until this test ends it
    Link host(std::move(far), SecureChannel::host(testKeys::identity(), random), jobs, settings);
    LinkWatcher watcher(&host);
    host.start();
    raw->write(makeFrame(FrameType::GuestHello, Bytes::fromHex("a16776657273696f6e02")).bytes);
    QTRY_COMPARE(raw->bytesAvailable(), 8);
    Bytes alert(8, '\0');
    raw->read(alert.data(), 8);
    QCOMPARE(alert, makeAlert({quint8(Code::WrongVersion), limits::protocolVersion}).bytes);
    QCOMPARE(watcher.closing->code, Code::WrongVersion);
    QVERIFY(!watcher.end); // it lingers
    raw->close();
    QTRY_COMPARE(watcher.endCode(), Code::WrongVersion);
}

void LinkTest::alertEndsTheGuest()
{
    auto [near, raw] = makeStreams(Wire::Tcp);
    SystemRandom random;
    JobPool jobs;
    Link guest(std::move(near), SecureChannel::guest(testKeys::oneTimeKey(), random), jobs, {});
    LinkWatcher watcher(&guest);
    guest.start();
    raw->write(makeAlert({quint8(Code::WrongVersion), quint16(2)}).bytes);
    QTRY_COMPARE(watcher.endCode(), Code::WrongVersion);
    QVERIFY(watcher.byPeer);
    QCOMPARE(watcher.end->claimedVersion, quint16(2));
}

void LinkTest::strangersAreNotWaxwing_data()
{
    QTest::addColumn<Bytes>("answer");
    QTest::newRow("http") << Bytes("HTTP/1.1 400 Bad Request\r\n\r\n");
    QTest::newRow("ssh") << Bytes("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("tls alert") << Bytes("\x15\x03\x01\x00\x02\x02\x0a", 7);
    QTest::newRow("4 GiB") << Bytes("\xff\xff\xff\xff\x02", 5);
    QTest::newRow("zeros") << Bytes(16, '\0');
    QTest::newRow("unknown type") << Bytes("\x00\x00\x00\x05\x09....", 9);
}

void LinkTest::strangersAreNotWaxwing()
{
    QFETCH(Bytes, answer);
    auto [near, raw] = makeStreams(Wire::Tcp);
    SystemRandom random;
    JobPool jobs;
    Link guest(std::move(near), SecureChannel::guest(testKeys::oneTimeKey(), random), jobs, {});
    LinkWatcher watcher(&guest);
    guest.start();
    raw->write(answer);
    QTRY_COMPARE(watcher.endCode(), Code::NotWaxwing);
    QVERIFY(!watcher.byPeer);
}

QTEST_GUILESS_MAIN(LinkTest)
#include "LinkTest.moc"
