// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "CaptureEncoder.h"
#include "Dissection.h"
#include "LinkPair.h"
#include "PcapngReader.h"
#include "TraceControl.h"
#include "WireTrace.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;

namespace {

enum Flags : quint8 { Fin = 0x01, Syn = 0x02, Push = 0x08, Acks = 0x10 };

TracedLink linkBetween(const QString &here, const QString &there)
{
    TracedLink link;
    link.id = 1;
    link.isHostSide = true;
    link.localAddress = here;
    link.localPort = 12345;
    link.peerAddress = there;
    link.peerPort = 50'000;
    link.startNs = 1'700'000'000'123'456'789;
    return link;
}

TracedFrame frameOf(const Bytes &bytes, bool sent, quint64 offset, quint64 other)
{
    TracedFrame frame;
    frame.link = 1;
    frame.timeNs = 1'700'000'001'000'000'007;
    frame.sent = sent;
    frame.streamOffset = offset;
    frame.otherOffset = other;
    frame.buffer = bytes;
    return frame;
}

/// A record's frame with nothing of worth in it.
Bytes recordFrame(qsizetype size)
{
    Bytes bytes(size, 's');
    bytes.replace(0, 17, Bytes("\0\0\0\0\3\0\0\0\2\0\0\0\0\0\0\0\7", 17));
    return bytes;
}

Bytes streamOf(const std::vector<PcapngReader::Segment> &segments, quint16 fromPort)
{
    Bytes stream;
    for (const PcapngReader::Segment &segment : segments) {
        if (segment.fromPort == fromPort)
            stream += segment.payload;
    }
    return stream;
}

Bytes contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : Bytes();
}

} // namespace

/// Capture files: their blocks, the connections in them, what stands in comments, and what becomes of files.
class CaptureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSectionSaysWhoWroteIt();
    void aConnectionFromOpeningToEnd();
    void ipv6AndMixedAddresses();
    void longFramesAreCutIntoSegments();
    void offsetsOver4GiB();
    void aBeginningThatIsNotKeptIsTold();
    void whatWasForgottenBetweenIsTold();
    void aFileWithoutAPacketIsRemoved();
    void inProcessLinksAreLeftOut();
    void commentsTellNothingOfTheInside();
    void readableFormOnlyWhenAsked();
    void readableFormHandsOutNoAccount();
    void aLongReadableTextIsCut();
    void whatWasNotKeptIsSaid();
    void wholeBlocksOnly();
    void aLiveLinkIsWhole();
    void whatTheLogHoldsComesFirst();
    void offAndOnAgain();
    void aFileThatIsThere();
    void aPathThatCannotBeWritten();
    void aRoomThatEndsEndsItsFile();
    void nothingChangesOnTheWire();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    static std::unique_ptr<LinkPair> makePair()
    {
        return std::make_unique<LinkPair>(Wire::Tcp, Settings{}, testKeys::oneTimeKey(),
                                          testKeys::identity());
    }
    static PcapngReader encoded(CaptureEncoder &encoder, const std::function<void(Bytes &)> &what)
    {
        Bytes file = encoder.header();
        what(file);
        return PcapngReader::read(file);
    }
    /// What both logs and the file say each direction carried.
    static void compare(const QString &file, const WireTrace &trace)
    {
        PcapngReader read = PcapngReader::read(contentsOf(file));
        const auto segments = read.segments();
        QCOMPARE(read.fault, QString());
        const TracedLink link = trace.log()->links().front();
        for (const bool sent : {true, false}) {
            Bytes stream;
            for (const TracedFrame &frame : trace.log()->frames(0, std::numeric_limits<quint64>::max())) {
                if (frame.sent == sent)
                    stream += frame.bytes().toByteArray();
            }
            QVERIFY(stream.size() > 1'000);
            QVERIFY(streamOf(segments, sent ? link.localPort : link.peerPort) == stream);
        }
    }
};

void CaptureTest::aSectionSaysWhoWroteIt()
{
    CaptureEncoder encoder(false, QStringLiteral("Waxwing 1.2"));
    const PcapngReader read = encoded(encoder, [](Bytes &) {});
    QCOMPARE(read.fault, QString());
    QCOMPARE(read.section.value(4), "Waxwing 1.2, written by the program, not captured from a network");
    QVERIFY(!read.section.value(2).isEmpty() && !read.section.value(3).isEmpty());
    QVERIFY(read.section.value(1).contains("made for this file"));
    QCOMPARE(read.interfaces.size(), 1u);
    QCOMPARE(read.interfaces[0].linkType, quint16(101));
    QCOMPARE(read.interfaces[0].options.value(9), Bytes(1, 9));
    QVERIFY(!read.interfaces[0].options.value(2).isEmpty() && !read.interfaces[0].options.value(3).isEmpty());
}

void CaptureTest::aConnectionFromOpeningToEnd()
{
    CaptureEncoder encoder(false, {});
    TracedLink link = linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2"));
    const Bytes hello("\0\0\0\x06\x01hello", 10);
    const Bytes answer("\0\0\0\x07\2"
                       "answer",
                       11);
    PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.begin(link, out);
        QVERIFY(encoder.add(frameOf(hello, false, 0, 0).passing(), out));
        QVERIFY(encoder.add(frameOf(answer, true, 0, 10).passing(), out));
        link.endNs = 1'700'000'002'000'000'000;
        link.endedByPeer = true;
        encoder.end(link, out);
        QVERIFY(!encoder.add(frameOf(hello, false, 10, 11).passing(), out)); // over
    });
    const auto segments = read.segments();
    QCOMPARE(read.fault, QString());
    struct Row
    {
        bool outbound;
        quint8 flags;
        quint32 sequence;
        quint32 acknowledged;
        Bytes payload;
    };
    const std::vector<Row> rows{{false, Syn, 0, 0, {}},
                                {true, Syn | Acks, 0, 1, {}},
                                {false, Acks, 1, 1, {}},
                                {false, Push | Acks, 1, 1, hello},
                                {true, Push | Acks, 1, 11, answer},
                                {true, Fin | Acks, 12, 11, {}},
                                {false, Fin | Acks, 11, 13, {}},
                                {true, Acks, 13, 12, {}}};
    QCOMPARE(segments.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PcapngReader::Segment &segment = segments[i];
        QCOMPARE(segment.flags, rows[i].flags);
        QCOMPARE(segment.sequence, rows[i].sequence);
        QCOMPARE(segment.acknowledged, rows[i].acknowledged);
        QCOMPARE(segment.payload, rows[i].payload);
        QCOMPARE(segment.fromPort, quint16(rows[i].outbound ? 12345 : 50'000));
        QCOMPARE(segment.toPort, quint16(rows[i].outbound ? 50'000 : 12345));
        QCOMPARE(segment.from, rows[i].outbound ? Bytes("\xc0\0\2\1", 4) : Bytes("\xc0\0\2\2", 4));
        QCOMPARE(read.packets[i].isOutbound(), rows[i].outbound);
    }
    QCOMPARE(read.packets[0].timeNs, link.startNs);
    QCOMPARE(read.packets[3].timeNs, 1'700'000'001'000'000'007);
    QCOMPARE(read.packets[7].timeNs, link.endNs);
    QVERIFY(read.packets[3].comment().startsWith(
        QStringLiteral("Guest hello: 10 bytes from the guest to the host.")));
    QVERIFY(read.packets[4].comment().startsWith(
        QStringLiteral("Host hello: 11 bytes from the host to the guest.")));
}

void CaptureTest::ipv6AndMixedAddresses()
{
    const Bytes six = Bytes::fromHex("20010db8000000000000000000000001");
    const Bytes mapped = Bytes::fromHex("00000000000000000000ffffc0000202");
    for (const bool isMixed : {false, true}) {
        CaptureEncoder encoder(false, {});
        const TracedLink link =
            linkBetween(QStringLiteral("2001:db8::1"),
                        isMixed ? QStringLiteral("192.0.2.2") : QStringLiteral("fe80::5%lo"));
        PcapngReader read = encoded(encoder, [&](Bytes &out) {
            encoder.begin(link, out);
            encoder.add(frameOf(recordFrame(333), true, 0, 0).passing(), out); // an odd size
        });
        const auto segments = read.segments();
        QCOMPARE(read.fault, QString());
        QCOMPARE(segments.size(), 4u);
        QCOMPARE(segments[3].from, six);
        QCOMPARE(segments[3].to, isMixed ? mapped : Bytes::fromHex("fe800000000000000000000000000005"));
    }
}

void CaptureTest::longFramesAreCutIntoSegments()
{
    CaptureEncoder encoder(false, {});
    const Bytes frame = recordFrame(65'569);
    PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.begin(linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")), out);
        encoder.add(frameOf(frame, true, 100, 7).passing(), out);
    });
    const auto segments = read.segments();
    QCOMPARE(read.fault, QString());
    QCOMPARE(segments.size(), 5u);
    QCOMPARE(segments[3].payload.size(), 60'000);
    QCOMPARE(segments[3].sequence, 101u);
    QCOMPARE(segments[4].sequence, 60'101u);
    QCOMPARE(segments[4].acknowledged, 8u);
    QCOMPARE(streamOf(segments, 12345), frame);
    QVERIFY(read.packets[4].comment().startsWith(QStringLiteral("The rest")));
}

void CaptureTest::offsetsOver4GiB()
{
    CaptureEncoder encoder(false, {});
    PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.begin(linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")), out);
        encoder.add(frameOf(recordFrame(300), true, 0xFFFF'FFFF, 0x1'0000'0004).passing(), out);
    });
    const auto segments = read.segments();
    QCOMPARE(segments[3].sequence, 0u);
    QCOMPARE(segments[3].acknowledged, 5u);
}

void CaptureTest::aBeginningThatIsNotKeptIsTold()
{
    CaptureEncoder encoder(false, {});
    TracedLink late = linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2"));
    TracedLink silent = late;
    silent.id = 2;
    PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.know(late);
        encoder.know(silent);
        encoder.add(frameOf(recordFrame(300), true, 5'000, 4'000).passing(), out);
        late.endNs = silent.endNs = 5;
        encoder.end(late, out);
        encoder.end(silent, out); // nothing of it is kept
    });
    const auto segments = read.segments();
    QCOMPARE(segments.size(), 4u);
    QCOMPARE(segments[0].sequence, 5'001u);
    QVERIFY(read.packets[0].comment().contains(QStringLiteral("5000 bytes of this direction and 4000")));
    // One that is whole is opened with its first frame.
    CaptureEncoder another(false, {});
    PcapngReader whole = encoded(another, [&](Bytes &out) {
        another.know(late);
        another.add(frameOf(recordFrame(300), false, 0, 0).passing(), out);
    });
    QCOMPARE(whole.segments().size(), 4u);
    QCOMPARE(whole.segments()[0].flags, quint8(Syn));
    QCOMPARE(whole.packets[0].timeNs, late.startNs);
}

void CaptureTest::whatWasForgottenBetweenIsTold()
{
    CaptureEncoder encoder(false, {});
    const PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.begin(linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")), out);
        encoder.add(frameOf(recordFrame(300), true, 0, 0).passing(), out);
        encoder.add(frameOf(recordFrame(300), true, 300, 0).passing(), out);
        encoder.add(frameOf(recordFrame(300), true, 1'000, 7).passing(), out);
        encoder.add(frameOf(recordFrame(300), false, 7, 1'300).passing(), out);
    });
    QCOMPARE(read.packets.size(), 7u);
    for (const std::size_t whole : {3u, 4u, 6u})
        QVERIFY(!read.packets[whole].comment().contains(QStringLiteral("no longer kept")));
    QVERIFY(read.packets[5].comment().startsWith(
        QStringLiteral("Before this, 400 bytes of this direction and 7 of the other are no longer kept.")));
}

void CaptureTest::aFileWithoutAPacketIsRemoved()
{
    auto writer = std::make_shared<WriterThread>();
    for (const bool isStopped : {false, true}) { // who stops it wants it
        auto trace = std::make_unique<WireTrace>(FrameLog::Limits{0, 0}, writer);
        TraceControl control(trace.get());
        control.startCapture({path("nobody.pcapng")});
        QTRY_COMPARE(control.capture().state, RecordingState::Running);
        QVERIFY(QFile::exists(path("nobody.pcapng")));
        if (isStopped) {
            control.stopCapture();
            QTRY_COMPARE(control.capture().state, RecordingState::Off);
        }
        trace.reset();
        writer->thread().drain();
        QCOMPARE(QFile::exists(path("nobody.pcapng")), isStopped);
    }
}

void CaptureTest::inProcessLinksAreLeftOut()
{
    CaptureEncoder encoder(true, {});
    TracedLink link = linkBetween({}, {});
    link.isLocal = true;
    const PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.begin(link, out);
        encoder.know(link);
        QVERIFY(!encoder.add(frameOf(recordFrame(300), true, 0, 0).passing(), out));
        encoder.end(link, out);
    });
    QVERIFY(read.packets.empty());
}

void CaptureTest::commentsTellNothingOfTheInside()
{
    TracedFrame frame = frameOf(recordFrame(289), false, 0, 0);
    frame.hasContent = true;
    frame.contentBuffer = encode(Message(Say{1, QStringLiteral("nobody else's business")})).content;
    TracedFrame refused = frameOf(recordFrame(289), false, 289, 0);
    refused.verdict = Code::Replayed;
    refused.detail = QStringLiteral("of the log");
    TracedFrame unframed = frameOf("GET /", false, 578, 0);
    unframed.kind = FrameFacts::Kind::Unframed;
    TracedLink link = linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2"));
    link.peerName = QStringLiteral("asha");
    CaptureEncoder encoder(false, {});
    const PcapngReader read = encoded(encoder, [&](Bytes &out) {
        encoder.begin(link, out);
        for (const TracedFrame &each : {frame, refused, unframed})
            encoder.add(each.passing(), out);
        link.endNs = 5;
        link.end = {Code::Banned, QStringLiteral("of the log")};
        encoder.end(link, out);
    });
    QCOMPARE(
        read.packets[3].comment(),
        QStringLiteral("Sealed record 7 of epoch 2: 289 bytes from the guest to the host. It opens only with "
                       "the key of this epoch and direction."));
    QVERIFY(read.packets[4].comment().endsWith(QStringLiteral(" The receiver refused it: replayed.")));
    QVERIFY(read.packets[5].comment().startsWith(QStringLiteral("No frame: 5 bytes")));
    for (const PcapngReader::Packet &packet : read.packets) {
        for (const char *word : {"asha", "say", "business", "of the log", "banned"})
            QVERIFY2(!packet.comment().contains(QLatin1StringView(word)), qPrintable(packet.comment()));
    }
}

void CaptureTest::readableFormOnlyWhenAsked()
{
    TracedFrame frame = frameOf(recordFrame(289), false, 0, 0);
    frame.hasContent = true;
    frame.contentBuffer = encode(Message(Say{1, QStringLiteral("for whoever opens the file")})).content;
    for (const bool readable : {false, true}) {
        CaptureEncoder encoder(readable, {});
        PcapngReader read = encoded(encoder, [&](Bytes &out) {
            encoder.begin(linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")), out);
            encoder.add(frame.passing(), out);
        });
        QCOMPARE(read.fault, QString());
        QCOMPARE(read.interfaces.size(), readable ? 2u : 1u);
        QCOMPARE(read.packets.size(), readable ? 5u : 4u);
        QCOMPARE(read.segments().size(), 4u);
        QCOMPARE(read.packets[3].comment().contains(QStringLiteral("Inside: say.")), readable);
        if (!readable)
            continue;
        QCOMPARE(read.interfaces[1].linkType, quint16(252));
        QCOMPARE(read.packets[4].on, 1u);
        const Bytes &pdu = read.packets[4].bytes;
        QVERIFY(pdu.startsWith(Bytes("\0\x0c\0\x0f", 4) + "data-text-lines"));
        QVERIFY(pdu.contains("say, from the guest to the host, in: Sealed record 7 of epoch 2\n"));
        QVERIFY(pdu.contains("text: \"for whoever opens the file\""));
    }
}

/// What a packet's text is, in a file with the readable form.
QString readableOf(const Message &message)
{
    TracedFrame frame = frameOf(recordFrame(289), false, 0, 0);
    frame.hasContent = true;
    frame.contentBuffer = encode(message).content;
    CaptureEncoder encoder(true, {});
    Bytes file = encoder.header();
    encoder.begin(linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")), file);
    encoder.add(frame.passing(), file);
    const PcapngReader read = PcapngReader::read(file);
    return read.fault.isEmpty() ? QString::fromUtf8(read.packets.back().bytes) : read.fault;
}

void CaptureTest::readableFormHandsOutNoAccount()
{
    const Register account{QStringLiteral("asha"), QStringLiteral("asha@example.org"),
                           Bytes(16, 's'),         Bytes(32, '\x5a'),
                           Bytes(32, '\x7b'),      600'000,
                           QStringLiteral("TOKEN")};
    const QString made = readableOf(account);
    QVERIFY2(made.contains(QStringLiteral("stored_key: hidden")), qPrintable(made));
    QVERIFY(made.contains(QStringLiteral("server_key: hidden")));
    QVERIFY(made.contains(QStringLiteral("invite: hidden")) && made.contains(QStringLiteral("asha@")));
    QVERIFY(!made.contains(QStringLiteral("TOKEN")));
    for (const char *key : {"5a5a", "5a 5a", "7b7b", "7b 7b", "ZZZ", "{{{"})
        QVERIFY2(!made.contains(QLatin1StringView(key), Qt::CaseInsensitive), key);
    const QString asked = readableOf(Check{QStringLiteral("asha"), QStringLiteral("TOKEN")});
    QVERIFY(asked.contains(QStringLiteral("invite: hidden")) && !asked.contains(QStringLiteral("TOKEN")));
    const QString proof = readableOf(ClientFinal{QStringLiteral("c=cD0=,r=nonce,p=PROOF")});
    QVERIFY2(proof.contains(QStringLiteral("\"c=cD0=,r=nonce,p=hidden\"")), qPrintable(proof));
    QVERIFY(!proof.contains(QStringLiteral("PROOF")));
    QVERIFY(!readableOf(ClientFinal{QStringLiteral("p=PROOF")}).contains(QStringLiteral("PROOF")));
    const QString verified = readableOf(ServerFinal{QStringLiteral("v=VERIFIER"), QStringLiteral("asha")});
    QVERIFY(verified.contains(QStringLiteral("scram: hidden")) && verified.contains(QStringLiteral("asha")));
    const QString first = readableOf(ServerFirst{QStringLiteral("r=nonce,s=salt,i=600000")});
    QVERIFY(first.contains(QStringLiteral("r=nonce,s=salt,i=600000")));
}

/// A roster as long as a record may be, with names that become six times as long.
void CaptureTest::aLongReadableTextIsCut()
{
    Roster roster;
    roster.people.resize(198);
    for (Person &person : roster.people) {
        person.name = QString(128, QChar(0x10));
        person.devices.resize(3);
        for (Device &device : person.devices) {
            device.device = Bytes(16, 'd');
            device.identity = Bytes(32, 'i');
        }
    }
    const qsizetype size = encode(Message(roster)).content.size();
    QVERIFY2(size > 60'000 && size <= limits::content, qPrintable(QString::number(size)));
    const QString text = readableOf(roster);
    QVERIFY2(text.toUtf8().size() < 262'144, qPrintable(QString::number(text.toUtf8().size())));
    QVERIFY(text.contains(QStringLiteral("cut here")));
    QVERIFY(!readableOf(Say{1, QString(32'000, QChar(0x10))}).contains(QStringLiteral("cut here")));
}

void CaptureTest::whatWasNotKeptIsSaid()
{
    for (const quint64 more : {0, 123'456}) {
        TracedLink link = linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2"));
        CaptureEncoder encoder(false, {});
        PcapngReader read = encoded(encoder, [&](Bytes &out) {
            encoder.begin(link, out);
            link.notKept = more;
            encoder.end(link, out);
        });
        QCOMPARE(read.packets[3].comment().contains(QStringLiteral("123456 bytes more")), more > 0);
    }
}

void CaptureTest::wholeBlocksOnly()
{
    CaptureEncoder encoder(false, {});
    Bytes file = encoder.header();
    const qsizetype header = file.size();
    encoder.begin(linkBetween(QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")), file);
    QCOMPARE(pcapng::wholeBlocks(file, file.size()), file.size());
    QSet<qsizetype> ends{0};
    for (qsizetype size = 0; size <= file.size(); ++size) {
        const qsizetype whole = pcapng::wholeBlocks(file, size);
        QVERIFY(whole <= size);
        QCOMPARE(PcapngReader::read(file.first(whole)).fault, QString());
        ends.insert(whole);
    }
    QVERIFY(ends.contains(header));
    QCOMPARE(ends.size(), 6); // none, section, interface, three packets
}

void CaptureTest::aLiveLinkIsWhole()
{
    WireTrace trace;
    TraceControl control(&trace);
    QCOMPARE(control.capture().state, RecordingState::Off);
    control.startCapture({path("live.pcapng")});
    QCOMPARE(control.capture().state, RecordingState::Starting);
    QTRY_COMPARE(control.capture().state, RecordingState::Running);
    auto pair = makePair();
    trace.attach(*pair->host);
    QVERIFY(pair->admit());
    pair->guest->send(Say{1, QString(30'000, u'x')});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
    pair->host->close(Code::RoomClosed);
    QTRY_VERIFY(trace.log()->links().front().endNs != 0);
    control.stopCapture();
    QTRY_COMPARE(control.capture().state, RecordingState::Off);
    const Bytes file = contentsOf(path("live.pcapng"));
    QCOMPARE(control.capture().bytes, quint64(file.size()));
    QCOMPARE(control.capture().frames, trace.log()->end() - 1);
    QCOMPARE(QFile::permissions(path("live.pcapng")) & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    compare(path("live.pcapng"), trace);
    PcapngReader read = PcapngReader::read(file);
    QCOMPARE(read.segments().front().flags, quint8(Syn));
    QCOMPARE(read.segments().back().flags, quint8(Acks));
}

void CaptureTest::whatTheLogHoldsComesFirst()
{
    WireTrace trace;
    auto pair = makePair();
    trace.attach(*pair->guest);
    QVERIFY(pair->admit());
    const quint64 before = trace.log()->end();
    trace.startCapture({path("late.pcapng")});
    pair->guest->send(Say{1, QStringLiteral("hello")});
    QTRY_COMPARE(pair->atHost->count<Say>(), 1);
    pair->host->close(Code::RoomClosed);
    QTRY_VERIFY(trace.log()->links().front().endNs != 0);
    QVERIFY(trace.log()->end() > before);
    QSignalSpy changes(&trace, &WireTrace::captureChanged);
    trace.stopCapture();
    QTRY_VERIFY(!changes.isEmpty() &&
                changes.last().first().value<CaptureView>().state == RecordingState::Off);
    compare(path("late.pcapng"), trace);
    const PcapngReader read = PcapngReader::read(contentsOf(path("late.pcapng")));
    QCOMPARE(read.packets.front().timeNs, trace.log()->links().front().startNs);
    qint64 time = 0;
    for (const PcapngReader::Packet &packet : read.packets)
        QVERIFY(std::exchange(time, packet.timeNs) <= packet.timeNs);
}

void CaptureTest::offAndOnAgain()
{
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->guest);
    for (const char *name : {"one.pcapng", "two.pcapng"}) {
        control.startCapture({path(name), true});
        QTRY_COMPARE(control.capture().state, RecordingState::Running);
        QVERIFY(control.capture().readable);
        if (trace.log()->end() == 1)
            QVERIFY(pair->admit());
        control.stopCapture();
        QTRY_COMPARE(control.capture().state, RecordingState::Off);
        const qint64 size = contentsOf(path(name)).size();
        pair->guest->send(Say{trace.log()->end(), QStringLiteral("hello")});
        QTest::qWait(50);
        QCOMPARE(contentsOf(path(name)).size(), size); // off is off
        QCOMPARE(PcapngReader::read(contentsOf(path(name))).fault, QString());
    }
}

void CaptureTest::aFileThatIsThere()
{
    WireTrace trace;
    TraceControl control(&trace);
    QFile there(path("there"));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("something dear");
    there.close();
    control.startCapture({there.fileName()});
    QTRY_COMPARE(control.capture().state, RecordingState::Failed);
    QCOMPARE(control.capture().error.code, Code::RecordingFailed);
    QVERIFY(control.capture().error.detail.contains(there.fileName()));
    QCOMPARE(contentsOf(there.fileName()), "something dear");
    control.startCapture({m_folder.path(), false, true}); // a folder is never replaced
    QTRY_COMPARE(control.capture().state, RecordingState::Failed);
    there.setPermissions(QFile::ReadOwner | QFile::ReadOther | QFile::WriteOwner);
    control.startCapture({there.fileName(), false, true});
    QTRY_COMPARE(control.capture().state, RecordingState::Running);
    QCOMPARE(PcapngReader::read(contentsOf(there.fileName())).fault, QString());
    QVERIFY(!(there.permissions() & QFile::ReadOther));
}

void CaptureTest::aPathThatCannotBeWritten()
{
    WireTrace trace;
    TraceControl control(&trace);
    auto pair = makePair();
    trace.attach(*pair->guest);
    control.startCapture({path("no/such/folder/x.pcapng")});
    QVERIFY(pair->admit()); // the conversation goes on
    QTRY_COMPARE(control.capture().state, RecordingState::Failed);
    QCOMPARE(control.capture().error.code, Code::RecordingFailed);
    QVERIFY(control.capture().error.detail.contains(QStringLiteral("no/such/folder")));
    control.stopCapture(); // nothing to stop
    QTest::qWait(20);
    QCOMPARE(control.capture().state, RecordingState::Failed);
}

void CaptureTest::aRoomThatEndsEndsItsFile()
{
    auto writer = std::make_shared<WriterThread>();
    auto trace = std::make_unique<WireTrace>(FrameLog::Limits{0, 0}, writer);
    TraceControl control(trace.get());
    control.startCapture({path("ended.pcapng")});
    QTRY_COMPARE(control.capture().state, RecordingState::Running);
    auto pair = makePair();
    trace->attach(*pair->host);
    QVERIFY(pair->open());
    trace.reset();
    QTRY_COMPARE(control.capture().state, RecordingState::Off);
    control.startCapture({path("nothing.pcapng")}); // by then nobody is there
    QCOMPARE(control.capture().state, RecordingState::Off);
    pair->host->close(Code::RoomClosed); // the last word is still in the file, and the end
    QTRY_VERIFY(pair->host->isEnded());
    pair.reset();
    writer->thread().drain();
    PcapngReader read = PcapngReader::read(contentsOf(path("ended.pcapng")));
    QCOMPARE(read.fault, QString());
    QCOMPARE(read.segments().back().flags, quint8(Acks));
    QCOMPARE(read.segments().size(), 3u + 5u + 3u); // two hellos, ready, proof, close
    QVERIFY(!QFile::exists(path("nothing.pcapng")));
}

/// Seen by the guest: the host records nothing, or everything there is.
void CaptureTest::nothingChangesOnTheWire()
{
    QStringList seen[2][2];
    for (const bool recorded : {false, true}) {
        WireTrace observer;
        WireTrace trace;
        auto pair = makePair();
        observer.attach(*pair->guest);
        if (recorded) {
            trace.startCapture({path("unseen.pcapng"), true});
            trace.startKeyLog(path("unseen.keys"));
            trace.attach(*pair->host);
        }
        QVERIFY(pair->admit(3));
        for (quint64 counter = 1; counter <= 20; ++counter) {
            pair->guest->send(Say{counter, QString(int(counter) * 200, u'x')});
            pair->host->send(Ack{counter});
        }
        QTRY_COMPARE(pair->atHost->count<Say>(), 20);
        QTRY_COMPARE(pair->atGuest->count<Ack>(), 20);
        pair->host->close(Code::RoomClosed);
        QTRY_VERIFY(observer.log()->links().front().endNs != 0);
        for (const TracedFrame &frame : observer.log()->frames(0, std::numeric_limits<quint64>::max())) {
            const QString name = messageNameOf(frame.content());
            const bool goesByTheClock =
                name == QLatin1StringView("ping") || name == QLatin1StringView("pong");
            if (!goesByTheClock)
                seen[recorded][frame.sent].append(QString::number(frame.buffer.size()) + u' ' + name);
        }
        if (recorded)
            QTRY_VERIFY(contentsOf(path("unseen.pcapng")).size() > 10'000);
    }
    QVERIFY(seen[0][0].size() > 20 && seen[0][1].size() > 20);
    QCOMPARE(seen[1][0], seen[0][0]);
    QCOMPARE(seen[1][1], seen[0][1]);
}

QTEST_GUILESS_MAIN(CaptureTest)
#include "CaptureTest.moc"
