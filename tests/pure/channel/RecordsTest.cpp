// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChannelPair.h"
#include "DirectionState.h"
#include "Record.h"
#include "TestKeys.h"

#include <QTest>

using namespace waxwing;
using State = SecureChannel::State;

/// Sealed records and the keys that change (PROTOCOL 5), both sides in one test.
class RecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyRefusalHasItsName_data();
    void everyRefusalHasItsName();
    void aShorterCheckComesFirst();
    void paddingMustBeZerosOfTheRightSize_data();
    void paddingMustBeZerosOfTheRightSize();
    void hostileContentIsRefused();
    void handshakeMessagesAreRefusedWhenOpen();
    void updateStandsBehindTheNthTalk();
    void nothingElseCountsAsTalk();
    void noUpdateBeforeWelcome();
    void updateIsTakenAtAnyTime();
    void theHostsFirstRecordIsNoUpdate();
    void recordOfTheOldEpochIsRefusedAfterAnUpdate();
    void noEpochIsLongerThanItsLimit();
    void recordAfterTheLimitIsRefused();
    void closeEndsTheChannel();
    void sealedInTheCallersBuffer();
    void longFramesOnlyAfterLogin();
    void traceIsToldWhatIsSealed();
    void keyTraceIsToldEachEpoch();
    void movedChannelWorksOn();

private:
    std::unique_ptr<ChannelPair> m_pair;
    static Message say(quint64 counter) { return Say{counter, QStringLiteral("hello")}; }
    static Code refusalOf(const ChannelEnd &end)
    {
        return end.refusal().value_or(Error{Code::Lost, {}}).code;
    }
};

void RecordsTest::init()
{
    m_pair = std::make_unique<ChannelPair>(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(m_pair->open());
    m_pair->identify();
}

void RecordsTest::everyRefusalHasItsName_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<Code>("code");
    QTest::newRow("short") << 0 << Code::RecordMalformed;
    QTest::newRow("epoch lower") << 1 << Code::WrongEpoch;
    QTest::newRow("epoch higher") << 2 << Code::WrongEpoch;
    QTest::newRow("replayed") << 3 << Code::Replayed;
    QTest::newRow("skipped") << 4 << Code::Skipped;
    QTest::newRow("ciphertext") << 5 << Code::Tampered;
    QTest::newRow("tag") << 6 << Code::Tampered;
    QTest::newRow("cut, length mended") << 7 << Code::Tampered;
    QTest::newRow("sequence rewritten") << 8 << Code::Tampered;
    QTest::newRow("other direction") << 9 << Code::Tampered;
}

void RecordsTest::everyRefusalHasItsName()
{
    QFETCH(int, change);
    QFETCH(Code, code);
    const Frame first = m_pair->guest.seal(say(1)).front();
    const Frame second = m_pair->guest.seal(say(2)).front();
    const Frame back = m_pair->host.seal(Ping{}).front();
    Frame bad = first;
    switch (change) {
    case 0:
        bad = makeFrame(FrameType::Record, first.body().first(27));
        break;
    case 1:
        bad.bytes[8] = 0;
        break;
    case 2:
        bad.bytes[8] = 2;
        break;
    case 3:
        m_pair->host.receive(first);
        QVERIFY(!m_pair->host.refusal());
        break;
    case 4:
        bad = second;
        break;
    case 5:
        bad.bytes[20] = char(bad.bytes[20] ^ 1);
        break;
    case 6:
        bad.bytes.back() = char(bad.bytes.back() ^ 1);
        break;
    case 7:
        bad = makeFrame(FrameType::Record, first.body().chopped(1));
        break;
    case 8:
        bad = second;
        bad.bytes[16] = 0;
        break;
    case 9:
        bad = back;
        break;
    }
    m_pair->host.receive(bad);
    QCOMPARE(refusalOf(m_pair->host), code);
    QCOMPARE(m_pair->host.channel.state(), State::Refused);
    QVERIFY(!m_pair->host.refusal()->detail.isEmpty());
    // Closed for good: the right record is refused too, and so is sealing; one close may go out.
    m_pair->host.events.clear();
    m_pair->host.receive(first);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
    QVERIFY(m_pair->host.seal(Pong{}).empty());
    QVERIFY(m_pair->host.channel.sealClose(quint8(code), m_pair->host.outgoing));
    QVERIFY(!m_pair->host.channel.sealClose(quint8(code), m_pair->host.outgoing));
}

void RecordsTest::aShorterCheckComesFirst()
{
    // Wrong epoch, sequence and tag at once: named by the first in the order of PROTOCOL 5.3.
    Frame bad = m_pair->guest.seal(say(1)).front();
    bad.bytes[8] = 9;
    bad.bytes[16] = 9;
    bad.bytes.back() = char(bad.bytes.back() ^ 1);
    m_pair->host.receive(bad);
    QCOMPARE(refusalOf(m_pair->host), Code::WrongEpoch);
    init();
    bad = m_pair->guest.seal(say(1)).front();
    bad.bytes[16] = 9;
    bad.bytes.back() = char(bad.bytes.back() ^ 1);
    m_pair->host.receive(bad);
    QCOMPARE(refusalOf(m_pair->host), Code::Skipped);
}

void RecordsTest::paddingMustBeZerosOfTheRightSize_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<int>("at"); ///< a byte that is not zero; -1: none
    QTest::addColumn<int>("claimed");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << qsizetype(256) << -1 << 3 << true;
    QTest::newRow("first byte of padding") << qsizetype(256) << 7 << 3 << false;
    QTest::newRow("last byte of padding") << qsizetype(256) << 255 << 3 << false;
    QTest::newRow("too much padding") << qsizetype(288) << -1 << 3 << false;
    QTest::newRow("too little padding") << qsizetype(255) << -1 << 3 << false;
    QTest::newRow("no room for the length") << qsizetype(3) << -1 << 0 << false;
    QTest::newRow("nothing") << qsizetype(0) << -1 << 0 << false;
    QTest::newRow("longer than the record") << qsizetype(256) << -1 << 300 << false;
    QTest::newRow("largest length") << qsizetype(256) << -1 << -1 << false;
}

void RecordsTest::paddingMustBeZerosOfTheRightSize()
{
    QFETCH(qsizetype, size);
    QFETCH(int, at);
    QFETCH(int, claimed);
    QFETCH(bool, good);
    const auto secret = [] { return SecretBytes(toSpan(Bytes(32, 's'))); };
    RecordCipher cipher(RecordCipher::Direction::Seal, keySchedule::epochKeys(secret()));
    Bytes plaintext(size, '\0');
    for (int i = 0; i < 4 && i < size; ++i)
        plaintext[i] = char(quint32(claimed) >> (24 - 8 * i));
    if (at >= 0)
        plaintext[at] = 1;
    Frame frame = makeFrame(FrameType::Record, Bytes(12, '\0') + plaintext + Bytes(16, '\0'));
    cipher.seal(toMutableSpan(frame.bytes), 0);
    DirectionState receiving(RecordCipher::Direction::Open, secret(), 0);
    const Result<BytesView> content = receiving.open(frame);
    QCOMPARE(content.has_value(), good);
    if (!good)
        QCOMPARE(content.error().code, Code::BadPadding);
}

void RecordsTest::hostileContentIsRefused()
{
    for (const Bytes &content : {Bytes(), Bytes("\xa0", 1), Bytes("\xff\xff", 2), Bytes(200, '\x81')}) {
        init();
        Bytes out;
        QVERIFY(m_pair->guest.channel.seal({content, false}, out, m_pair->guest.events));
        ChannelOutput output = m_pair->host.channel.receive(framesOf(out).front());
        QVERIFY(!output.opened.isEmpty() && output.content() == content); // for whoever watches
        m_pair->host.take(std::move(output));
        QCOMPARE(refusalOf(m_pair->host), Code::Malformed);
    }
}

void RecordsTest::handshakeMessagesAreRefusedWhenOpen()
{
    ChannelPair::carry(m_pair->guest.seal(Ready{}), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
    init();
    ChannelPair::carry(m_pair->host.seal(HostProof{Bytes("x"), Bytes(384, 'y')}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
}

void RecordsTest::updateStandsBehindTheNthTalk()
{
    m_pair->guest.channel.setUpdateEvery(3);
    quint64 counter = 0;
    for (quint32 epoch = 1; epoch <= 4; ++epoch) {
        for (int n = 1; n <= 3; ++n) {
            QCOMPARE(m_pair->guest.channel.sending().epoch, epoch);
            const std::vector<Frame> frames = m_pair->guest.seal(say(++counter));
            QCOMPARE(frames.size(), std::size_t(n == 3 ? 2 : 1));
            ChannelPair::carry(frames, m_pair->host);
            QVERIFY(m_pair->host.last<Say>());
            QCOMPARE(m_pair->host.last<Say>()->counter, counter);
        }
    }
    QVERIFY(!m_pair->host.refusal());
    QCOMPARE(m_pair->guest.channel.sending().epoch, 5U);
    QCOMPARE(m_pair->guest.channel.sending().sequence, 0U);
    QCOMPARE(m_pair->host.channel.receiving().epoch, 5U);
    QCOMPARE(m_pair->host.channel.sending().epoch, 1U); // the other direction stands
}

void RecordsTest::nothingElseCountsAsTalk()
{
    m_pair->guest.channel.setUpdateEvery(1);
    for (const Message &message : {Message(Ping{}), Message(Pong{}), Message(Received{1})})
        QCOMPARE(m_pair->guest.seal(message).size(), std::size_t(1));
    QCOMPARE(m_pair->guest.channel.sending().talk, 0U);
    QCOMPARE(m_pair->guest.seal(say(1)).size(), std::size_t(2));
}

void RecordsTest::noUpdateBeforeWelcome()
{
    for (quint64 n = 1; n <= 20; ++n)
        QCOMPARE(m_pair->guest.seal(say(n)).size(), std::size_t(1));
}

void RecordsTest::updateIsTakenAtAnyTime()
{
    // The receiver counts nothing: an update behind one message, then another at once.
    m_pair->guest.channel.setUpdateEvery(1);
    ChannelPair::carry(m_pair->guest.seal(say(1)), m_pair->host);
    ChannelPair::carry(m_pair->guest.seal(say(2)), m_pair->host);
    QVERIFY(!m_pair->host.refusal());
    QCOMPARE(m_pair->host.channel.receiving().epoch, 3U);
    Bytes out;
    m_pair->guest.channel.setUpdateEvery(0);
    QVERIFY(m_pair->guest.channel.seal(encode(Message(Pong{})), out, m_pair->guest.events));
    ChannelPair::carry(framesOf(out), m_pair->host);
    QVERIFY(!m_pair->host.refusal());
}

/// That place is the lobby's (PROTOCOL 7.1).
void RecordsTest::theHostsFirstRecordIsNoUpdate()
{
    ChannelPair::carry(m_pair->host.seal(Update{}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
    init();
    ChannelPair::carry(m_pair->host.seal(Lobby{QStringLiteral("10B"), Registration::Open, {}}),
                       m_pair->guest);
    ChannelPair::carry(m_pair->host.seal(Update{}), m_pair->guest);
    QVERIFY(!m_pair->guest.refusal());
    QCOMPARE(m_pair->guest.channel.receiving().epoch, 2U);
}

void RecordsTest::recordOfTheOldEpochIsRefusedAfterAnUpdate()
{
    m_pair->guest.channel.setUpdateEvery(1);
    const std::vector<Frame> frames = m_pair->guest.seal(say(1));
    ChannelPair::carry(frames, m_pair->host);
    m_pair->host.receive(frames.front());
    QCOMPARE(refusalOf(m_pair->host), Code::WrongEpoch);
}

void RecordsTest::noEpochIsLongerThanItsLimit()
{
    const EncodedMessage ping = encode(Message(Ping{}));
    Bytes out;
    for (quint64 n = 0; n + 1 < limits::recordsPerEpoch; ++n) {
        out.resize(0);
        m_pair->guest.channel.seal(ping, out, m_pair->guest.events);
        // The host opens the first and the last of them; between, its place is what counts.
        m_pair->host.receive({FrameType::Record, out});
        m_pair->host.events.clear();
    }
    QCOMPARE(m_pair->guest.channel.sending().epoch, 1U);
    QCOMPARE(m_pair->guest.channel.sending().sequence, limits::recordsPerEpoch - 1);
    out.resize(0);
    const auto start = m_pair->guest.channel.seal(ping, out, m_pair->guest.events);
    const std::vector<Frame> frames = framesOf(out);
    QCOMPARE(frames.size(), std::size_t(2)); // the update is record 2^20, the ping begins epoch 2
    QCOMPARE(start, std::optional(frames[0].bytes.size()));
    ChannelPair::carry(frames, m_pair->host);
    QVERIFY(!m_pair->host.refusal());
    QCOMPARE(m_pair->host.channel.receiving().epoch, 2U);
    QCOMPARE(m_pair->host.channel.receiving().sequence, 1U);
}

void RecordsTest::recordAfterTheLimitIsRefused()
{
    const auto secret = [] { return SecretBytes(toSpan(Bytes(32, 's'))); };
    DirectionState sending(RecordCipher::Direction::Seal, secret(), 0);
    DirectionState receiving(RecordCipher::Direction::Open, secret(), 0);
    Frame frame;
    for (quint64 n = 0; n < limits::recordsPerEpoch; ++n) {
        frame.bytes.resize(0);
        sending.seal({}, frame.bytes);
        QVERIFY(receiving.open(frame));
    }
    QVERIFY(sending.isUsedUp());
    QVERIFY(receiving.isUsedUp());
    RecordCipher cipher(RecordCipher::Direction::Seal, keySchedule::epochKeys(secret()));
    layOutRecord(frame.bytes, {0, limits::recordsPerEpoch}, {});
    cipher.seal(toMutableSpan(frame.bytes), limits::recordsPerEpoch);
    const Result<BytesView> content = receiving.open(frame);
    QVERIFY(!content);
    QCOMPARE(content.error().code, Code::Skipped);
}

void RecordsTest::closeEndsTheChannel()
{
    QVERIFY(m_pair->host.channel.sealClose(quint8(Code::RoomClosed), m_pair->host.outgoing));
    QVERIFY(m_pair->host.seal(Ping{}).empty());
    ChannelPair::carry(m_pair->host.takeFrames(), m_pair->guest);
    QVERIFY(m_pair->guest.last<Close>());
    QCOMPARE(m_pair->guest.channel.state(), State::Closed);
    Bytes out;
    QVERIFY(!m_pair->guest.channel.sealClose(quint8(Code::Left), out));
    QVERIFY(m_pair->guest.seal(Ping{}).empty());
    m_pair->guest.receive(makeFrame(FrameType::Record, Bytes(300, 'x')));
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
    QCOMPARE(m_pair->guest.channel.state(), State::Closed);
}

void RecordsTest::sealedInTheCallersBuffer()
{
    const EncodedMessage message = encode(say(1));
    Bytes out;
    m_pair->guest.channel.seal(message, out, m_pair->guest.events);
    const char *memory = out.constData();
    for (int n = 0; n < 100; ++n) {
        out.resize(0);
        m_pair->guest.channel.seal(message, out, m_pair->guest.events);
        QCOMPARE(out.constData(), memory);
    }
}

void RecordsTest::longFramesOnlyAfterLogin()
{
    ChannelPair fresh(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(fresh.open());
    QCOMPARE(fresh.host.channel.longestFrame(), limits::frameLengthBeforeLogin);
    fresh.host.channel.setLoggedIn();
    QCOMPARE(fresh.host.channel.longestFrame(), limits::frameLength);
    // The longest content fits the longest frame, and opens.
    Bytes out;
    DirectionState sending(RecordCipher::Direction::Seal, SecretBytes(32), 0);
    sending.seal(Bytes(limits::content, 'x'), out);
    QCOMPARE(out.size(), limits::lengthFieldSize + qsizetype(limits::frameLength));
    DirectionState receiving(RecordCipher::Direction::Open, SecretBytes(32), 0);
    Frame frame{FrameType::Record, out};
    QCOMPARE(receiving.open(frame).value().size(), limits::content);
}

void RecordsTest::traceIsToldWhatIsSealed()
{
    struct Trace final : SealTrace
    {
        void sealed(qsizetype start, qsizetype size, const Bytes &content) override
        {
            QCOMPARE(start, end);
            end = start + size;
            contents.push_back(content);
        }
        qsizetype end = 0;
        std::vector<Bytes> contents;
    } trace;
    m_pair->guest.channel.setTrace(&trace);
    m_pair->guest.channel.setUpdateEvery(1);
    Bytes out;
    m_pair->guest.channel.seal(encode(say(1)), out, m_pair->guest.events);
    QCOMPARE(trace.end, out.size());
    QCOMPARE(trace.contents.size(), std::size_t(2));
    QCOMPARE(trace.contents[0], encode(say(1)).content);
    QCOMPARE(trace.contents[1], encode(Message(Update{})).content);
    m_pair->guest.channel.setTrace(nullptr);
    const ChannelOutput opened = m_pair->host.channel.receive(framesOf(out).front());
    QCOMPARE(opened.content().toByteArray(), trace.contents[0]);
}

/// What one side is told of its sending keys the other is told of its receiving ones, and they open a record.
void RecordsTest::keyTraceIsToldEachEpoch()
{
    struct Trace final : KeyTrace
    {
        void epochBegan(bool sending, quint32 epoch, const EpochKeys &keys) override
        {
            QCOMPARE(keys.key.size(), std::size_t(32));
            QCOMPARE(keys.iv.size(), std::size_t(12));
            told[{sending, epoch}] =
                toView(keys.key.span()).toByteArray() + toView(keys.iv.span()).toByteArray();
        }
        std::map<std::pair<bool, quint32>, Bytes> told;
    } atGuest, atHost;
    m_pair->guest.channel.setKeyTrace(&atGuest);
    m_pair->host.channel.setKeyTrace(&atHost);
    QCOMPARE(atGuest.told.size(), std::size_t(2)); // those that hold now, at once
    m_pair->guest.channel.setUpdateEvery(1);
    Bytes out;
    m_pair->guest.channel.seal(encode(say(1)), out, m_pair->guest.events);
    for (const Frame &frame : framesOf(out))
        m_pair->host.channel.receive(frame);
    const quint32 epoch = m_pair->guest.channel.sending().epoch;
    QCOMPARE(atGuest.told.size(), std::size_t(3));
    QCOMPARE(atHost.told.size(), std::size_t(3));
    for (const auto &[place, keys] : atGuest.told)
        QCOMPARE(atHost.told[std::make_pair(!place.first, place.second)], keys);
    const Bytes keys = atGuest.told[std::make_pair(true, epoch - 1)];
    RecordCipher cipher(RecordCipher::Direction::Open,
                        {SecretBytes(toSpan(keys).first(32)), SecretBytes(toSpan(keys).subspan(32))});
    Frame first = framesOf(out).front();
    QVERIFY(cipher.open(toMutableSpan(first.bytes), 0));
    m_pair->guest.channel.setKeyTrace(nullptr);
    m_pair->guest.channel.seal(encode(say(2)), out, m_pair->guest.events);
    QCOMPARE(atGuest.told.size(), std::size_t(3)); // no more is told
}

void RecordsTest::movedChannelWorksOn()
{
    ChannelPair pair(testKeys::oneTimeKey(), testKeys::identity());
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    pair.host.holdJobs = true;
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    SecureChannel moved = std::move(pair.host.channel); // with a job on its way
    pair.host.channel = std::move(moved);
    pair.host.holdJobs = false;
    pair.host.take(pair.host.channel.completed(pair.host.heldJob->number, pair.host.heldJob->run()));
    pair.pump();
    QCOMPARE(pair.guest.channel.state(), State::Open);
}

QTEST_GUILESS_MAIN(RecordsTest)
#include "RecordsTest.moc"
