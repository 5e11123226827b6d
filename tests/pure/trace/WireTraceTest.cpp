// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "GuestHandshake.h"
#include "LinkPair.h"
#include "WireTrace.h"

#include <QTest>

using namespace waxwing;

namespace {

using Frames = std::vector<TracedFrame>;

Frames all(const WireTrace &trace)
{
    return trace.log()->frames(0, std::numeric_limits<quint64>::max());
}

Frames of(const Frames &frames, bool sent)
{
    Frames some;
    std::copy_if(frames.begin(), frames.end(), std::back_inserter(some),
                 [sent](const TracedFrame &frame) { return frame.sent == sent; });
    return some;
}

Bytes streamOf(const Frames &frames, bool sent)
{
    Bytes stream;
    for (const TracedFrame &frame : of(frames, sent))
        stream += frame.bytes().toByteArray();
    return stream;
}

/// A host's link that is watched, with bare bytes at its other end.
struct WatchedHost
{
    explicit WatchedHost(const Settings &settings = {})
    {
        auto [near, far] = makeStreams(Wire::Tcp);
        raw = std::move(near);
        host = std::make_unique<Link>(std::move(far), SecureChannel::host(testKeys::identity(), random), jobs,
                                      settings);
        watcher = std::make_unique<LinkWatcher>(host.get());
        trace.attach(*host);
    }
    WireTrace trace;
    SystemRandom random;
    JobPool jobs;
    std::unique_ptr<Stream> raw;
    std::unique_ptr<Link> host;
    std::unique_ptr<LinkWatcher> watcher;
};

} // namespace

/// What both ends of a link write down of it: every byte, where it stood, and what was inside.
class WireTraceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothEndsAgree();
    void offsetsFollowTheStreams();
    void linkIsDescribed();
    void inProcessLinkIsLocal();
    void heldHelloIsTold();
    void bytesThatBecomeNoFrameAreTold();
    void begunFrameIsTold();
    void lingeringBytesAreTold();
    void aFloodIsOnlyCounted();
    void refusedRecordHasItsVerdict();
    void linkOutlivesItsTrace();
    void linkThatIsCutOffEnds();

private:
    static std::unique_ptr<LinkPair> makePair(Wire wire)
    {
        return std::make_unique<LinkPair>(wire, Settings{}, testKeys::oneTimeKey(), testKeys::identity());
    }
};

void WireTraceTest::bothEndsAgree()
{
    WireTrace atGuest;
    WireTrace atHost;
    auto pair = makePair(Wire::Tcp);
    atGuest.attach(*pair->guest);
    atHost.attach(*pair->host);
    QVERIFY(pair->admit(1));
    for (quint64 counter = 1; counter <= 20; ++counter)
        pair->guest->send(Say{counter, QString(int(counter) * 100, u'w')});
    QTRY_COMPARE(pair->atHost->count<Say>(), 20);
    // No ping is on its way either, that the host would only throw away.
    QTRY_COMPARE(of(all(atHost), false).size(), of(all(atGuest), true).size());
    pair->host->close(Code::RoomClosed);
    QTRY_COMPARE(pair->atGuest->endCode(), Code::RoomClosed);
    QTRY_VERIFY(pair->host->isEnded());
    for (const bool sent : {true, false}) {
        const Frames here = of(all(atGuest), sent);
        const Frames there = of(all(atHost), !sent);
        QCOMPARE(here.size(), there.size());
        QVERIFY(here.size() > 4);
        for (std::size_t i = 0; i < here.size(); ++i) {
            QVERIFY(here[i].bytes() == there[i].bytes());
            QVERIFY(here[i].content() == there[i].content());
            QCOMPARE(here[i].hasContent, there[i].hasContent);
            QCOMPARE(here[i].hasContent, i > 0); // all but the hello
            QCOMPARE(here[i].streamOffset, there[i].streamOffset);
            QCOMPARE(here[i].verdict, Code{});
            QCOMPARE(there[i].verdict, Code{});
        }
    }
}

void WireTraceTest::offsetsFollowTheStreams()
{
    WireTrace trace;
    auto pair = makePair(Wire::Tcp);
    trace.attach(*pair->host);
    QVERIFY(pair->admit());
    pair->guest->send(Say{1, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
    quint64 offsets[2] = {0, 0};
    qint64 before = 0;
    for (const TracedFrame &frame : all(trace)) {
        QCOMPARE(frame.streamOffset, offsets[frame.sent]);
        QCOMPARE(frame.otherOffset, offsets[!frame.sent]);
        QVERIFY(frame.timeNs >= before);
        before = frame.timeNs;
        offsets[frame.sent] += quint64(frame.buffer.size());
    }
    QVERIFY(offsets[0] > 1'000 && offsets[1] > 1'000);
}

void WireTraceTest::linkIsDescribed()
{
    WireTrace atGuest;
    WireTrace atHost;
    auto pair = makePair(Wire::Tcp);
    atGuest.attach(*pair->guest);
    atHost.attach(*pair->host);
    QCOMPARE(atHost.log()->links().size(), 1u);
    QVERIFY(atHost.log()->link(1)->random.isEmpty());
    QVERIFY(pair->open());
    atHost.nameLink(*pair->host, QStringLiteral("ada"));
    const TracedLink guest = *atGuest.log()->link(1);
    const TracedLink host = *atHost.log()->link(1);
    QCOMPARE(guest.random.size(), 32);
    QCOMPARE(guest.random, host.random);
    QVERIFY(all(atHost).front().bytes().contains(host.random));
    QCOMPARE(host.peerName, QStringLiteral("ada"));
    QVERIFY(host.isHostSide && !guest.isHostSide);
    QVERIFY(!host.isLocal && !guest.isLocal);
    QCOMPARE(guest.localAddress, QStringLiteral("127.0.0.1"));
    QCOMPARE(guest.peerAddress, host.localAddress);
    QCOMPARE(guest.peerPort, host.localPort);
    QCOMPARE(guest.localPort, host.peerPort);
    QVERIFY(guest.localPort != 0 && guest.peerPort != 0);
    QVERIFY(host.startNs > 0);
    QCOMPARE(host.endNs, 0);
    pair->guest->setHostAccepted();
    pair->guest->close(Code::Left);
    QTRY_VERIFY(atGuest.log()->link(1)->endNs != 0);
    QTRY_VERIFY(atHost.log()->link(1)->endNs != 0);
    QCOMPARE(atHost.log()->link(1)->end.code, Code::Left);
    QVERIFY(atHost.log()->link(1)->endedByPeer);
    QVERIFY(!atGuest.log()->link(1)->endedByPeer);
}

void WireTraceTest::inProcessLinkIsLocal()
{
    WireTrace trace;
    auto pair = makePair(Wire::Pipe);
    trace.attach(*pair->host);
    QVERIFY(trace.log()->link(1)->isLocal);
    QVERIFY(trace.log()->link(1)->peerAddress.isEmpty());
}

void WireTraceTest::heldHelloIsTold()
{
    WatchedHost watched;
    int waiting = 0;
    connect(watched.host.get(), &Link::guestHelloWaiting, this, [&] { ++waiting; });
    watched.host->start(true);
    GuestHandshake handshake(testKeys::oneTimeKey(), watched.random);
    const Bytes hello = handshake.guestHello().bytes;
    watched.raw->write(hello + "behind it");
    QTRY_COMPARE(waiting, 1);
    watched.raw->close();
    QTRY_COMPARE(watched.watcher->ends, 1);
    const Frames frames = all(watched.trace);
    QCOMPARE(frames.size(), 2u);
    QVERIFY(frames[0].bytes() == hello);
    QCOMPARE(frames[0].kind, TracedFrame::Kind::Frame);
    QCOMPARE(frames[1].kind, TracedFrame::Kind::Unframed);
    QCOMPARE(frames[1].bytes(), BytesView("behind it"));
    QCOMPARE(frames[1].streamOffset, quint64(hello.size()));
    QCOMPARE(watched.trace.log()->link(1)->random.size(), 32);
    QVERIFY(watched.trace.log()->link(1)->endNs != 0);
}

void WireTraceTest::bytesThatBecomeNoFrameAreTold()
{
    WatchedHost watched;
    watched.host->start();
    const Bytes request("GET / HTTP/1.1\r\n\r\n");
    watched.raw->write(request);
    QTRY_VERIFY(watched.watcher->closing);
    QTRY_VERIFY(streamOf(all(watched.trace), false) == request);
    for (const TracedFrame &frame : of(all(watched.trace), false))
        QCOMPARE(frame.kind, TracedFrame::Kind::Unframed);
    QCOMPARE(of(all(watched.trace), true).size(), 1u); // the alert
    QVERIFY(watched.trace.log()->link(1)->random.isEmpty());
}

void WireTraceTest::begunFrameIsTold()
{
    WatchedHost watched;
    watched.host->start();
    const Bytes begun("\x00\x00\x02\x00\x01what came of it", 20);
    watched.raw->write(begun);
    watched.raw->close();
    QTRY_COMPARE(watched.watcher->ends, 1);
    const Frames frames = all(watched.trace);
    QVERIFY(streamOf(frames, false) == begun);
    QCOMPARE(frames.back().kind, TracedFrame::Kind::Unframed);
}

void WireTraceTest::lingeringBytesAreTold()
{
    Settings settings;
    settings.lingerMs = 60'000; // until this test ends it
    WatchedHost watched(settings);
    watched.host->start();
    watched.host->close(Code::Busy);
    QVERIFY(watched.watcher->closing);
    watched.raw->write("too late");
    QTRY_VERIFY(streamOf(all(watched.trace), false) == "too late");
    watched.raw->write(", and once more");
    QTRY_VERIFY(streamOf(all(watched.trace), false) == "too late, and once more");
    QCOMPARE(watched.trace.log()->link(1)->endNs, 0);
    watched.raw->close();
    QTRY_VERIFY(watched.trace.log()->link(1)->endNs != 0);
    QCOMPARE(watched.trace.log()->link(1)->end.code, Code::Busy);
}

/// The other side never stops, and there is always more to read.
class EndlessStream final : public Stream
{
public:
    [[nodiscard]] qsizetype bytesAvailable() const override { return 1'000'000; }
    qsizetype read(char *data, qsizetype size) override
    {
        std::fill_n(data, size, 'x');
        came += quint64(size);
        return size;
    }
    void write(BytesView) override {}
    [[nodiscard]] qsizetype bytesToWrite() const override { return 0; }
    void close() override {}
    void abort() override {}
    [[nodiscard]] QString peerAddress() const override { return QStringLiteral("192.0.2.2"); }
    [[nodiscard]] quint16 peerPort() const override { return 50'000; }
    [[nodiscard]] QString localAddress() const override { return QStringLiteral("192.0.2.1"); }
    [[nodiscard]] quint16 localPort() const override { return 12'345; }
    [[nodiscard]] bool isLocal() const override { return false; }
    quint64 came = 0;
};

void WireTraceTest::aFloodIsOnlyCounted()
{
    SystemRandom random;
    JobPool jobs;
    WireTrace trace;
    Settings settings;
    settings.lingerMs = 200;
    auto stream = std::make_unique<EndlessStream>();
    EndlessStream &flood = *stream;
    Link host(std::move(stream), SecureChannel::host(testKeys::identity(), random), jobs, settings);
    trace.attach(host);
    host.start();
    host.close(Code::Busy);
    // So many turns before its clock is looked at: it may have run out by then.
    for (int turn = 0; turn < 20 && flood.came <= 1'000'000; ++turn)
        QCoreApplication::sendPostedEvents(&host);
    QTRY_VERIFY(host.isEnded()); // its turns are short, so that its clock is heard
    QVERIFY(flood.came > 1'000'000);
    const Bytes kept = streamOf(all(trace), false);
    QCOMPARE(kept, Bytes(64 * 1024, 'x'));
    QCOMPARE(trace.log()->link(1)->notKept, flood.came - quint64(kept.size()));
}

void WireTraceTest::refusedRecordHasItsVerdict()
{
    WatchedHost watched;
    watched.host->start();
    GuestHandshake handshake(testKeys::oneTimeKey(), watched.random);
    watched.raw->write(handshake.guestHello().bytes);
    QTRY_COMPARE(of(all(watched.trace), true).size(), 1u); // the host hello
    Bytes forged("\x00\x00\x01\x1d\x03", 5); // a record of 284 bytes that claims to be 0 of epoch 0
    forged += Bytes(12, '\0') + Bytes(272, 'f');
    watched.raw->write(forged);
    QTRY_VERIFY(watched.watcher->closing);
    const Frames came = of(all(watched.trace), false);
    QCOMPARE(came.size(), 2u);
    QVERIFY(came[1].bytes() == forged);
    QCOMPARE(came[1].verdict, Code::Tampered);
    QVERIFY(!came[1].hasContent);
    QCOMPARE(came[0].verdict, Code{});
}

void WireTraceTest::linkOutlivesItsTrace()
{
    auto pair = makePair(Wire::Tcp);
    auto trace = std::make_unique<WireTrace>();
    trace->attach(*pair->guest);
    const std::shared_ptr<const FrameLog> log = trace->log();
    QVERIFY(pair->open());
    trace.reset();
    const quint64 before = log->end();
    pair->guest->setHostAccepted();
    pair->guest->close(Code::Left);
    QTRY_VERIFY(log->link(1)->endNs != 0);
    QCOMPARE(log->end(), before + 1); // its last word
}

void WireTraceTest::linkThatIsCutOffEnds()
{
    auto pair = makePair(Wire::Tcp);
    WireTrace trace;
    trace.attach(*pair->guest);
    QVERIFY(pair->open());
    pair->atGuest.reset();
    pair->guest.reset();
    QVERIFY(trace.log()->link(1)->endNs != 0);
    QCOMPARE(trace.log()->link(1)->end.code, Code::Cancelled);
}

QTEST_GUILESS_MAIN(WireTraceTest)
#include "WireTraceTest.moc"
