// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChannelPair.h"
#include "DirectionState.h"
#include "GuestHandshake.h"
#include "HostHandshake.h"
#include "TestKeys.h"

#include <QTest>

using namespace waxwing;
using State = SecureChannel::State;

/// The handshake of PROTOCOL 6, both sides in one test: what it gives, and each refusal.
class SecureChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeOpensBothEnds();
    void bothEndsAgreeOnTheExporterAndWipeIt();
    void epochsBeginAtOne();
    void framesHaveTheExpectedSizes();
    void wrongVersionIsRefused_data();
    void wrongVersionIsRefused();
    void alertTellsTheClaimedVersion();
    void alertAfterTheHelloIsRefused();
    void brokenHellosAreRefused_data();
    void brokenHellosAreRefused();
    void zeroShareIsRefused();
    void weakOneTimeKeyIsRefused();
    void brokenCiphertextIsRefused();
    void keyOpensOnce();
    void wrongSignatureIsRefused();
    void signatureOfAnotherKeyIsRefused();
    void weakHostIdentityIsRefused();
    void proofMustBeReady();
    void framesOutOfOrderAreRefused_data();
    void framesOutOfOrderAreRefused();
    void frameDuringAJobIsRefused();
    void lateAndForeignJobResultsAreDropped();
    void wrongKindOfJobResultIsRefused();
    void hostClosesInPlaceOfItsProof();
    void guestHasNoLastWordBeforeTheProof();
    void tamperedHandshakeRecordIsRefused();
    void startTwiceIsRefused();

private:
    static ChannelPair makePair() { return ChannelPair(testKeys::oneTimeKey(), testKeys::identity()); }
    static GuestHello goodGuestHello();
    static Code refusalOf(const ChannelEnd &end)
    {
        return end.refusal().value_or(Error{Code::Lost, {}}).code;
    }
};

GuestHello SecureChannelTest::goodGuestHello()
{
    ScriptedRandom random;
    GuestHello hello;
    hello.random = random.bytes(32);
    hello.share = KeyAgreement(random).share();
    hello.key = testKeys::oneTimeKey()->spki();
    return hello;
}

void SecureChannelTest::handshakeOpensBothEnds()
{
    ChannelPair pair(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(pair.open());
    QCOMPARE(pair.guest.count<HandshakeDone>(), 1);
    QCOMPARE(pair.host.count<HandshakeDone>(), 1);
    for (const ChannelEvent &event : pair.guest.events) {
        if (const auto *done = std::get_if<HandshakeDone>(&event))
            QCOMPARE(done->peer->spki(), testKeys::identity()->publicKey().spki());
    }
    ChannelPair::carry(pair.guest.seal(Check{QStringLiteral("ada"), {}}), pair.host);
    QVERIFY(pair.host.last<Check>());
    QCOMPARE(pair.host.last<Check>()->name, QStringLiteral("ada"));
    ChannelPair::carry(pair.host.seal(Checked{}), pair.guest);
    QVERIFY(pair.guest.last<Checked>());
}

void SecureChannelTest::bothEndsAgreeOnTheExporterAndWipeIt()
{
    ChannelPair pair(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(pair.open());
    QCOMPARE(pair.guest.channel.exporter().size(), std::size_t(32));
    QVERIFY(equalInConstantTime(pair.guest.channel.exporter().span(), pair.host.channel.exporter().span()));
    pair.guest.channel.wipeExporter();
    QVERIFY(pair.guest.channel.exporter().isEmpty());
}

void SecureChannelTest::epochsBeginAtOne()
{
    ChannelPair pair(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(pair.open());
    for (const auto &status : {pair.guest.channel.sending(), pair.guest.channel.receiving(),
                               pair.host.channel.sending(), pair.host.channel.receiving()}) {
        QCOMPARE(status.epoch, 1U);
        QCOMPARE(status.sequence, 0U);
    }
    QCOMPARE(pair.guest.count<EpochChanged>(), 2);
}

void SecureChannelTest::framesHaveTheExpectedSizes()
{
    // The yardstick of an independent client: 525 + 490 + 289 + 897 bytes.
    ChannelPair pair(testKeys::oneTimeKey(), testKeys::identity());
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    const qsizetype sizes[] = {pair.guest.outgoing.size()};
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    const qsizetype hostHello = pair.host.outgoing.size();
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    const qsizetype ready = pair.guest.outgoing.size();
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    const qsizetype proof = pair.host.outgoing.size();
    QVERIFY2(qAbs(sizes[0] - 525) < 16, QByteArray::number(sizes[0]).constData());
    QVERIFY2(qAbs(hostHello - 490) < 16, QByteArray::number(hostHello).constData());
    QCOMPARE(ready, 289);
    QCOMPARE(proof, 897);
}

void SecureChannelTest::wrongVersionIsRefused_data()
{
    QTest::addColumn<Bytes>("body");
    QTest::newRow("version 2") << [] {
        GuestHello hello = goodGuestHello();
        hello.version = 2;
        return encode(hello);
    }();
    // A map of another version has whatever it likes beside its version.
    QTest::newRow("version 7 alone") << QByteArray::fromHex("a16776657273696f6e07");
    QTest::newRow("version 0") << QByteArray::fromHex("a16776657273696f6e00");
    QTest::newRow("largest") << QByteArray::fromHex("a16776657273696f6e1b7fffffffffffffff");
}

void SecureChannelTest::wrongVersionIsRefused()
{
    QFETCH(Bytes, body);
    {
        ChannelPair pair = makePair();
        pair.host.take(pair.host.channel.start());
        pair.host.receive(makeFrame(FrameType::GuestHello, body));
        QCOMPARE(refusalOf(pair.host), Code::WrongVersion);
        QCOMPARE(pair.host.channel.state(), State::Refused);
        QVERIFY(pair.host.outgoing.isEmpty());
        QVERIFY(!pair.host.channel.canSealClose()); // an alert it is
    }
    ChannelPair pair = makePair();
    pair.guest.take(pair.guest.channel.start());
    pair.guest.receive(makeFrame(FrameType::HostHello, body));
    QCOMPARE(refusalOf(pair.guest), Code::WrongVersion);
}

void SecureChannelTest::alertTellsTheClaimedVersion()
{
    ChannelPair pair = makePair();
    pair.guest.take(pair.guest.channel.start());
    pair.guest.receive(makeAlert({quint8(Code::WrongVersion), quint16(2)}));
    QCOMPARE(pair.guest.count<AlertReceived>(), 1);
    const auto &alert = std::get<AlertReceived>(pair.guest.events.back()).alert;
    QCOMPARE(alert.code, quint8(Code::WrongVersion));
    QCOMPARE(alert.version, quint16(2));
    QCOMPARE(pair.guest.channel.state(), State::Closed);
    QVERIFY(!pair.guest.refusal());
}

void SecureChannelTest::alertAfterTheHelloIsRefused()
{
    ChannelPair pair = makePair();
    QVERIFY(pair.open());
    pair.guest.receive(makeAlert({quint8(Code::Busy), {}}));
    QCOMPARE(refusalOf(pair.guest), Code::Unexpected);
    ChannelPair other = makePair();
    other.host.take(other.host.channel.start());
    other.host.receive(makeAlert({quint8(Code::Busy), {}}));
    QCOMPARE(refusalOf(other.host), Code::Unexpected);
}

void SecureChannelTest::brokenHellosAreRefused_data()
{
    QTest::addColumn<Bytes>("body");
    const Bytes good = encode(goodGuestHello());
    QTest::newRow("empty") << Bytes();
    QTest::newRow("no map") << Bytes::fromHex("01");
    QTest::newRow("map without version") << Bytes::fromHex("a0");
    QTest::newRow("cut short") << good.chopped(1);
    QTest::newRow("trailing byte") << good + '\0';
    QTest::newRow("version 1 alone") << Bytes::fromHex("a16776657273696f6e01");
    QTest::newRow("no CBOR") << Bytes("GET / HTTP/1.1");
}

void SecureChannelTest::brokenHellosAreRefused()
{
    QFETCH(Bytes, body);
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.host.receive(makeFrame(FrameType::GuestHello, body));
    QCOMPARE(refusalOf(pair.host), Code::Malformed);
    pair.guest.take(pair.guest.channel.start());
    pair.guest.receive(makeFrame(FrameType::HostHello, body));
    QCOMPARE(refusalOf(pair.guest), Code::Malformed);
}

void SecureChannelTest::zeroShareIsRefused()
{
    // Points of small order (RFC 7748 §6.1): 0 and 1.
    for (const Bytes &share : {Bytes(32, '\0'), Bytes("\x01", 1) + Bytes(31, '\0')}) {
        ChannelPair pair = makePair();
        pair.host.take(pair.host.channel.start());
        GuestHello hello = goodGuestHello();
        hello.share = share;
        pair.host.receive(makeFrame(FrameType::GuestHello, encode(hello)));
        QCOMPARE(refusalOf(pair.host), Code::WeakKey);

        pair.guest.take(pair.guest.channel.start());
        HostHello answer{1, Bytes(32, 'r'), share, Bytes(384, 's')};
        pair.guest.receive(makeFrame(FrameType::HostHello, encode(answer)));
        QCOMPARE(refusalOf(pair.guest), Code::WeakKey);
    }
}

void SecureChannelTest::weakOneTimeKeyIsRefused()
{
    GuestHello hello = goodGuestHello();
    Bytes even = hello.key;
    even[even.size() - 6] = char(even[even.size() - 6] & 0xfe); // the modulus ends before 02 03 01 00 01
    Bytes exponent = hello.key;
    exponent[exponent.size() - 1] = 3;
    Bytes trailing = hello.key + '\0';
    for (const Bytes &key : {even, exponent, trailing, Bytes("no key"), Bytes()}) {
        ChannelPair pair = makePair();
        pair.host.take(pair.host.channel.start());
        hello.key = key;
        pair.host.receive(makeFrame(FrameType::GuestHello, encode(hello)));
        QVERIFY(pair.host.refusal());
        const Code code = refusalOf(pair.host);
        QVERIFY2(code == Code::WeakKey || code == Code::Malformed, codeName(code).data());
        QVERIFY(pair.host.outgoing.isEmpty());
    }
}

void SecureChannelTest::brokenCiphertextIsRefused()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    Frame hello = pair.host.takeFrames().front();
    HostHello broken = decodeHostHello(hello.body()).value();
    broken.secret[100] = char(broken.secret[100] ^ 1);
    pair.guest.receive(makeFrame(FrameType::HostHello, encode(broken)));
    QCOMPARE(refusalOf(pair.guest), Code::KeyTransportFailed);
    QVERIFY(pair.guest.outgoing.isEmpty());
}

void SecureChannelTest::keyOpensOnce()
{
    const auto key = testKeys::oneTimeKey();
    ChannelPair first(key, testKeys::identity());
    QVERIFY(first.open());
    ChannelPair second(key, testKeys::identity());
    QVERIFY(!second.open());
    QCOMPARE(refusalOf(second.guest), Code::KeyTransportFailed);
}

/// Runs a handshake up to the host's signing job and puts another result in its place.
static Code verdictOn(ChannelPair &pair, const std::function<JobResult(const Job &)> &forge)
{
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    pair.host.holdJobs = true;
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    pair.host.holdJobs = false;
    pair.host.take(pair.host.channel.completed(pair.host.heldJob->number, forge(*pair.host.heldJob)));
    pair.pump();
    return pair.guest.refusal().value_or(Error{Code::Lost, {}}).code;
}

void SecureChannelTest::wrongSignatureIsRefused()
{
    ChannelPair pair = makePair();
    const Code code = verdictOn(pair, [](const Job &job) -> JobResult {
        Bytes signature = std::get<Bytes>(job.run());
        signature[10] = char(signature[10] ^ 1);
        return signature;
    });
    QCOMPARE(code, Code::BadSignature);
    QCOMPARE(pair.guest.channel.state(), State::Refused);
    QVERIFY(!pair.guest.channel.canSealClose());
}

void SecureChannelTest::signatureOfAnotherKeyIsRefused()
{
    ChannelPair pair = makePair();
    const Code code = verdictOn(
        pair, [](const Job &) -> JobResult { return testKeys::identity("member")->sign("waxwing/1 host"); });
    QCOMPARE(code, Code::BadSignature);
}

void SecureChannelTest::weakHostIdentityIsRefused()
{
    // A host that follows the protocol but for its identity: built by hand from the host's own handshake
    // object.
    ScriptedRandom random;
    HostHandshake handshake(testKeys::identity(), random);
    ScriptedRandom guestRandom;
    ChannelEnd guest(SecureChannel::guest(testKeys::oneTimeKey(), guestRandom));
    guest.take(guest.channel.start());
    auto work = handshake.takeGuestHello(guest.takeFrames().front());
    guest.receive(handshake.hostHello(std::get<Encapsulated>((*work)())));
    QCOMPARE(guest.channel.state(), State::WaitingForProof);
    DirectionState sending(RecordCipher::Direction::Seal, handshake.secrets().hostToGuest, 0);
    Bytes spki = testKeys::identity()->publicKey().spki();
    spki[spki.size() - 1] = 3;
    Bytes out;
    sending.seal(encode(Message(HostProof{spki, Bytes(384, 's')})).content, out);
    ChannelPair::carry(framesOf(out), guest);
    QCOMPARE(refusalOf(guest), Code::WeakKey);
}

void SecureChannelTest::proofMustBeReady()
{
    ScriptedRandom random;
    GuestHandshake handshake(testKeys::oneTimeKey(), random);
    ScriptedRandom hostRandom;
    ChannelEnd host(SecureChannel::host(testKeys::identity(), hostRandom));
    host.take(host.channel.start());
    host.receive(handshake.guestHello());
    auto work = handshake.takeHostHello(host.takeFrames().front());
    handshake.takeSecret(std::get<SecretBytes>((*work)()));
    DirectionState sending(RecordCipher::Direction::Seal, handshake.secrets().guestToHost, 0);
    Bytes out;
    sending.seal(encode(Message(Ping{})).content, out);
    ChannelPair::carry(framesOf(out), host);
    QCOMPARE(refusalOf(host), Code::Unexpected);
    QVERIFY(host.channel.canSealClose());
}

void SecureChannelTest::framesOutOfOrderAreRefused_data()
{
    QTest::addColumn<bool>("atHost");
    QTest::addColumn<int>("type");
    QTest::newRow("host gets a record first") << true << 3;
    QTest::newRow("host gets a host hello") << true << 2;
    QTest::newRow("host gets an alert") << true << 4;
    QTest::newRow("guest gets a record first") << false << 3;
    QTest::newRow("guest gets a guest hello") << false << 1;
}

void SecureChannelTest::framesOutOfOrderAreRefused()
{
    QFETCH(bool, atHost);
    QFETCH(int, type);
    ChannelPair pair = makePair();
    ChannelEnd &end = atHost ? pair.host : pair.guest;
    end.take(end.channel.start());
    end.receive(makeFrame(static_cast<FrameType>(type), Bytes(300, '\0')));
    QCOMPARE(refusalOf(end), Code::Unexpected);
    QCOMPARE(end.channel.state(), State::Refused);

    // A second hello when open is no better.
    ChannelPair opened = makePair();
    QVERIFY(opened.open());
    ChannelEnd &later = atHost ? opened.host : opened.guest;
    later.receive(makeFrame(atHost ? FrameType::GuestHello : FrameType::HostHello, encode(goodGuestHello())));
    QCOMPARE(refusalOf(later), Code::Unexpected);
}

void SecureChannelTest::frameDuringAJobIsRefused()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    const std::vector<Frame> hello = pair.guest.takeFrames();
    pair.host.holdJobs = true;
    ChannelPair::carry(hello, pair.host);
    QVERIFY(pair.host.channel.isWaitingForJob());
    ChannelPair::carry(hello, pair.host);
    QCOMPARE(refusalOf(pair.host), Code::Unexpected);
    // The job's result comes too late and changes nothing.
    pair.host.take(pair.host.channel.completed(pair.host.heldJob->number, pair.host.heldJob->run()));
    QCOMPARE(pair.host.channel.state(), State::Refused);
    QVERIFY(pair.host.outgoing.isEmpty());
}

void SecureChannelTest::lateAndForeignJobResultsAreDropped()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    pair.host.holdJobs = true;
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    const Job job = *pair.host.heldJob;
    pair.host.take(pair.host.channel.completed(job.number + 1, job.run()));
    QCOMPARE(pair.host.channel.state(), State::WaitingForEncapsulation);
    QVERIFY(pair.host.channel.isWaitingForJob());
}

void SecureChannelTest::wrongKindOfJobResultIsRefused()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    pair.host.holdJobs = true;
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    pair.host.take(pair.host.channel.completed(pair.host.heldJob->number, Bytes("no ciphertext")));
    QCOMPARE(refusalOf(pair.host), Code::Internal);
    pair.host.take(pair.host.channel.completed(pair.host.heldJob->number, Bytes("again")));
    QCOMPARE(pair.host.count<ChannelRefused>(), 1);
}

void SecureChannelTest::hostClosesInPlaceOfItsProof()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    Bytes none;
    QVERIFY(!pair.host.channel.sealClose(quint8(Code::Busy), none));
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    QCOMPARE(pair.guest.channel.state(), State::WaitingForProof);
    QVERIFY(!pair.host.channel.canSeal());
    QVERIFY(pair.host.channel.sealClose(quint8(Code::Busy), pair.host.outgoing));
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    QVERIFY(pair.guest.last<Close>());
    QCOMPARE(pair.guest.last<Close>()->code, quint8(Code::Busy));
    QCOMPARE(pair.guest.channel.state(), State::Closed);
    QVERIFY(!pair.host.channel.sealClose(quint8(Code::Busy), none)); // one last word
}

void SecureChannelTest::guestHasNoLastWordBeforeTheProof()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    Bytes out;
    QCOMPARE(pair.guest.channel.state(), State::WaitingForProof);
    QVERIFY(!pair.guest.channel.canSealClose());
    QVERIFY(!pair.guest.channel.sealClose(quint8(Code::Left), out));
    pair.guest.receive(makeFrame(FrameType::Record, Bytes(27, '\0')));
    QCOMPARE(refusalOf(pair.guest), Code::RecordMalformed);
    QVERIFY(!pair.guest.channel.sealClose(quint8(Code::Left), out));
    QVERIFY(out.isEmpty());
}

void SecureChannelTest::tamperedHandshakeRecordIsRefused()
{
    ChannelPair pair = makePair();
    pair.host.take(pair.host.channel.start());
    pair.guest.take(pair.guest.channel.start());
    ChannelPair::carry(pair.guest.takeFrames(), pair.host);
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    Frame ready = pair.guest.takeFrames().front();
    ready.bytes[40] = char(ready.bytes[40] ^ 1);
    pair.host.receive(ready);
    QCOMPARE(refusalOf(pair.host), Code::Tampered);
    QVERIFY(pair.host.channel.sealClose(quint8(Code::Tampered), pair.host.outgoing));
    ChannelPair::carry(pair.host.takeFrames(), pair.guest);
    QVERIFY(pair.guest.last<Close>());
}

void SecureChannelTest::startTwiceIsRefused()
{
    ChannelPair pair = makePair();
    pair.guest.take(pair.guest.channel.start());
    pair.guest.take(pair.guest.channel.start());
    QCOMPARE(refusalOf(pair.guest), Code::Unexpected);
}

QTEST_GUILESS_MAIN(SecureChannelTest)
#include "SecureChannelTest.moc"
