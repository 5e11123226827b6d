// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectSides.h"
#include "DirectionState.h"
#include "GuestHandshake.h"
#include "HostHandshake.h"

#include <QTest>

using namespace waxwing;
using State = SecureChannel::State;

/// Direct links (PROTOCOL 16.3 and 16.4): the handshake with its fifth frame in both roles, what may follow,
/// and each refusal.
class DirectChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bothEndsProveWhoTheyAre();
    void framesHaveTheExpectedSizes();
    void theFirstRefreshComesFirst();
    void talkFlowsBothWays();
    void nothingIsTakenBeforeTheRefresh_data();
    void nothingIsTakenBeforeTheRefresh();
    void anUpdateIsNotTheFirstOfTheCallee();
    void tellCountsTowardsTheKeyUpdate();
    void theNamesAreThoseOfTheCall();
    void contextsMustAgree_data();
    void contextsMustAgree();
    void aRoomsLinkIsNoDirectOne();
    void anotherIdentityAtTheCaller();
    void anotherIdentityAtTheCallee();
    void aForgedSignatureOfTheCaller_data();
    void aForgedSignatureOfTheCaller();
    void aForgedSignatureOfTheCallee();
    void noGuestAtAll();
    void anotherMessageInsteadOfGuest();
    void aGuestOfAnotherLink();
    void aProofCarriedOverFromAnotherLink();
    void guestTwice();
    void weakCallerIdentity();
    void zeroSharesAreRefused();
    void noCloseBetweenHostAndGuest();
    void closeInPlaceOfHost();
    void framesDuringJobsAreRefused();
    void wrongKindsOfResults();
    void messagesOfTheRoomAreRefused_data();
    void messagesOfTheRoomAreRefused();
    void directMessagesInTheRoomAreRefused_data();
    void directMessagesInTheRoomAreRefused();
    void alertsAndHellosAreRefusedWhenOpen();

private:
    static Code refusalOf(const ChannelEnd &end)
    {
        return end.refusal().value_or(Error{Code::Lost, {}}).code;
    }
    void makePair() { m_pair = std::make_unique<ChannelPair>(m_sides.caller(), m_sides.callee()); }
    void openAndRefresh();
    void carryUpToHost();
    std::unique_ptr<GuestHandshake> handMadeCaller(ScriptedRandom &random, ChannelEnd &callee,
                                                   std::optional<DirectionState> &sending);
    static Tell tell(quint64 counter = 1) { return {counter, 1, QStringLiteral("hello"), {}, {}, {}}; }

    DirectSides m_sides;
    std::unique_ptr<ChannelPair> m_pair;
};

void DirectChannelTest::init()
{
    m_sides = {};
    makePair();
}

void DirectChannelTest::openAndRefresh()
{
    QVERIFY(m_pair->open());
    m_pair->refresh();
    QCOMPARE(m_pair->guest.count<RefreshDone>(), 1);
    QCOMPARE(m_pair->host.count<RefreshDone>(), 1);
}

/// Both hellos, ready and the callee's proof; the caller's frame 5 waits in its outgoing bytes.
void DirectChannelTest::carryUpToHost()
{
    m_pair->host.take(m_pair->host.channel.start());
    m_pair->guest.take(m_pair->guest.channel.start());
    ChannelPair::carry(m_pair->guest.takeFrames(), m_pair->host);
    ChannelPair::carry(m_pair->host.takeFrames(), m_pair->guest);
    ChannelPair::carry(m_pair->guest.takeFrames(), m_pair->host);
    QCOMPARE(m_pair->host.channel.state(), State::WaitingForCallerProof);
    ChannelPair::carry(m_pair->host.takeFrames(), m_pair->guest);
}

void DirectChannelTest::bothEndsProveWhoTheyAre()
{
    QVERIFY(m_pair->open());
    const std::pair<ChannelEnd *, const Identity *> ends[] = {{&m_pair->guest, m_sides.zoe.get()},
                                                              {&m_pair->host, m_sides.ada.get()}};
    for (const auto &[end, expected] : ends) {
        QVERIFY(end->channel.isDirect());
        QVERIFY(end->channel.exporter().isEmpty());
        QCOMPARE(end->channel.longestFrame(), limits::frameLength);
        QCOMPARE(end->channel.sending().epoch, 1U);
        QCOMPARE(end->channel.sending().sequence, 0U);
        QCOMPARE(end->channel.receiving().epoch, 1U);
        QCOMPARE(end->count<HandshakeDone>(), 1);
        for (const ChannelEvent &event : end->events) {
            if (const auto *done = std::get_if<HandshakeDone>(&event))
                QCOMPARE(done->peer.value().spki(), expected->publicKey().spki());
        }
    }
}

void DirectChannelTest::framesHaveTheExpectedSizes()
{
    QCOMPARE(m_pair->guest.channel.longestFrame(), limits::frameLengthBeforeLogin);
    carryUpToHost();
    QCOMPARE(m_pair->guest.outgoing.size(), 897); // as `host`
    QCOMPARE(m_pair->guest.channel.state(), State::Open);
    QCOMPARE(m_pair->host.channel.longestFrame(),
             limits::frameLengthBeforeLogin); // the caller proved nothing yet
    m_pair->pump();
    QCOMPARE(m_pair->host.channel.state(), State::Open);
}

void DirectChannelTest::theFirstRefreshComesFirst()
{
    Bytes out;
    QVERIFY(!m_pair->host.channel.sealRefresh(out, m_pair->host.events)); // not before it is open
    openAndRefresh();
    for (const ChannelEnd *end : {&m_pair->guest, &m_pair->host}) {
        QCOMPARE(end->channel.sending().epoch, 2U);
        QCOMPARE(end->channel.receiving().epoch, 2U);
    }
    QVERIFY(!m_pair->guest.channel.sealRefresh(out, m_pair->guest.events)); // the callee alone begins it
    for (quint32 n = 3; n < 10; ++n) {
        m_pair->refresh();
        QCOMPARE(m_pair->guest.channel.sending().epoch, n);
    }
}

void DirectChannelTest::talkFlowsBothWays()
{
    openAndRefresh();
    ChannelPair::carry(m_pair->host.seal(Told{0}), m_pair->guest);
    ChannelPair::carry(m_pair->guest.seal(Told{0}), m_pair->host);
    QVERIFY(m_pair->guest.last<Told>() && m_pair->host.last<Told>());
    for (const Message &message : std::initializer_list<Message>{
             tell(), Told{1}, Read{1}, Writing{true}, Ping{}, Pong{}, GetFile{Bytes(16, 'f'), 0},
             StopFile{Bytes(16, 'f'), 0}, FileChunk{Bytes(16, 'f'), 0, Bytes(limits::chunkBytes, 'x')},
             FileTook{Bytes(16, 'f'), 1}, FileSent{Bytes(16, 'f')}, FileRefused{Bytes(16, 'f'), 0}}) {
        ChannelPair::carry(m_pair->guest.seal(message), m_pair->host);
        ChannelPair::carry(m_pair->host.seal(message), m_pair->guest);
    }
    QCOMPARE(m_pair->guest.count<MessageReceived>(), 13);
    QCOMPARE(m_pair->host.count<MessageReceived>(), 13);
    QVERIFY(m_pair->guest.channel.sealClose(quint8(Code::Left), m_pair->guest.outgoing));
    m_pair->pump();
    QVERIFY(m_pair->host.last<Close>());
    QVERIFY(!m_pair->guest.refusal() && !m_pair->host.refusal());
}

void DirectChannelTest::nothingIsTakenBeforeTheRefresh_data()
{
    QTest::addColumn<bool>("fromCaller");
    QTest::addColumn<bool>("during");
    for (const bool fromCaller : {true, false}) {
        for (const bool during : {false, true})
            QTest::addRow("%s, %s", fromCaller ? "caller" : "callee", during ? "during it" : "before it")
                << fromCaller << during;
    }
}

void DirectChannelTest::nothingIsTakenBeforeTheRefresh()
{
    QFETCH(bool, fromCaller);
    QFETCH(bool, during);
    for (const Message &message : std::initializer_list<Message>{tell(), Told{0}, Ping{}, Read{1}}) {
        makePair();
        QVERIFY(m_pair->open());
        if (during) {
            QVERIFY(m_pair->host.channel.sealRefresh(m_pair->host.outgoing, m_pair->host.events));
            m_pair->pump();
        }
        ChannelEnd &from = fromCaller ? m_pair->guest : m_pair->host;
        ChannelEnd &to = fromCaller ? m_pair->host : m_pair->guest;
        ChannelPair::carry(from.seal(message), to);
        QCOMPARE(refusalOf(to), Code::Unexpected);
    }
}

void DirectChannelTest::anUpdateIsNotTheFirstOfTheCallee()
{
    QVERIFY(m_pair->open());
    ChannelPair::carry(m_pair->host.seal(Update{}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
}

void DirectChannelTest::tellCountsTowardsTheKeyUpdate()
{
    openAndRefresh();
    m_pair->guest.channel.setUpdateEvery(2);
    QCOMPARE(m_pair->guest.seal(Told{0}).size(), std::size_t(1));
    makePair();
    openAndRefresh();
    m_pair->guest.channel.setUpdateEvery(2);
    ChannelPair::carry(m_pair->guest.seal(tell(1)), m_pair->host);
    ChannelPair::carry(m_pair->guest.seal(Told{7}), m_pair->host);
    const std::vector<Frame> second = m_pair->guest.seal(tell(2));
    QCOMPARE(second.size(), std::size_t(2));
    ChannelPair::carry(second, m_pair->host);
    QCOMPARE(m_pair->host.channel.receiving().epoch, 3U);
    ChannelPair::carry(m_pair->guest.seal(tell(3)), m_pair->host);
    QVERIFY(!m_pair->host.refusal());
}

/// Nobody renames a direct link: its refreshes have both names for good.
void DirectChannelTest::theNamesAreThoseOfTheCall()
{
    QVERIFY(m_pair->open());
    m_pair->guest.channel.setUsername(QStringLiteral("eve"));
    m_pair->refresh();
    ChannelPair::carry(m_pair->guest.seal(tell()), m_pair->host);
    QVERIFY(m_pair->host.last<Tell>());
    QVERIFY(!m_pair->host.refusal());
}

void DirectChannelTest::contextsMustAgree_data()
{
    QTest::addColumn<QString>("caller");
    QTest::addColumn<QString>("callee");
    QTest::addColumn<QByteArray>("host");
    const QByteArray host = DirectSides::kept("host")->publicKey().digest();
    QTest::newRow("another caller") << QStringLiteral("eve") << QStringLiteral("Zoë") << host;
    QTest::newRow("another callee") << QStringLiteral("ada") << QStringLiteral("Zoe") << host;
    QTest::newRow("names the other way round") << QStringLiteral("Zoë") << QStringLiteral("ada") << host;
    QTest::newRow("names cut elsewhere") << QStringLiteral("adaZ") << QStringLiteral("oë") << host;
    QTest::newRow("a name in capitals") << QStringLiteral("Ada") << QStringLiteral("Zoë") << host;
    QTest::newRow("another room's host")
        << QStringLiteral("ada") << QStringLiteral("Zoë") << QByteArray(32, 'h');
    QTest::newRow("no room") << QStringLiteral("ada") << QStringLiteral("Zoë") << QByteArray();
}

void DirectChannelTest::contextsMustAgree()
{
    QFETCH(QString, caller);
    QFETCH(QString, callee);
    QFETCH(QByteArray, host);
    m_sides.atCallee.caller = caller;
    m_sides.atCallee.callee = callee;
    m_sides.atCallee.host = host;
    makePair();
    QVERIFY(!m_pair->open());
    QCOMPARE(refusalOf(m_pair->host), Code::Tampered);
    QCOMPARE(m_pair->host.count<HandshakeDone>() + m_pair->guest.count<HandshakeDone>(), 0);
    QCOMPARE(m_pair->guest.channel.state(), State::WaitingForProof); // and it never showed who it is
}

void DirectChannelTest::aRoomsLinkIsNoDirectOne()
{
    const ChannelPair::Maker roomGuest = [](Random &random) {
        return SecureChannel::guest(testKeys::oneTimeKey(), random);
    };
    const ChannelPair::Maker roomHost = [this](Random &random) {
        return SecureChannel::host(m_sides.zoe, random);
    };
    ChannelPair callsAHost(m_sides.caller(), roomHost);
    QVERIFY(!callsAHost.open());
    QCOMPARE(refusalOf(callsAHost.host), Code::Tampered);
    ChannelPair joinsAMember(roomGuest, m_sides.callee());
    QVERIFY(!joinsAMember.open());
    QCOMPARE(refusalOf(joinsAMember.host), Code::Tampered);
}

void DirectChannelTest::anotherIdentityAtTheCaller()
{
    m_sides.atCaller.peer = m_sides.ada->publicKey().digest();
    makePair();
    QVERIFY(!m_pair->open());
    QCOMPARE(refusalOf(m_pair->guest), Code::AnotherIdentity);
    QVERIFY(m_pair->guest.outgoing.isEmpty()); // neither who it is nor a word
    QVERIFY(!m_pair->guest.channel.canSealClose());
    QCOMPARE(m_pair->host.channel.state(), State::WaitingForCallerProof);
}

void DirectChannelTest::anotherIdentityAtTheCallee()
{
    m_sides.atCallee.peer = DirectSides::kept("host")->publicKey().digest();
    makePair();
    QVERIFY(!m_pair->open());
    QCOMPARE(refusalOf(m_pair->host), Code::AnotherIdentity);
    QCOMPARE(m_pair->host.count<HandshakeDone>(), 0);
    QVERIFY(!m_pair->host.channel.canSealClose()); // the caller stands in epoch 1: hang_up tells it
    QVERIFY(!m_pair->host.channel.canAlert());
}

void DirectChannelTest::aForgedSignatureOfTheCaller_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("a bit turned") << 0;
    QTest::newRow("of nothing") << 1;
    QTest::newRow("as a host signs") << 2;
    QTest::newRow("by another key") << 3;
    QTest::newRow("zeros") << 4;
}

void DirectChannelTest::aForgedSignatureOfTheCaller()
{
    QFETCH(int, kind);
    ChannelEnd &caller = m_pair->guest;
    m_pair->host.take(m_pair->host.channel.start());
    caller.take(caller.channel.start());
    ChannelPair::carry(caller.takeFrames(), m_pair->host);
    ChannelPair::carry(m_pair->host.takeFrames(), caller);
    ChannelPair::carry(caller.takeFrames(), m_pair->host);
    const Frame proof = m_pair->host.takeFrames().front();
    caller.holdJobs = true;
    caller.receive(proof);
    caller.take(caller.channel.completed(caller.heldJob->number, caller.heldJob->run())); // the verdict
    QCOMPARE(caller.channel.state(), State::WaitingForOwnSignature);
    Bytes forged = std::get<Bytes>(caller.heldJob->run());
    if (kind == 0)
        forged[200] = char(forged[200] ^ 1);
    else if (kind == 1)
        forged = m_sides.ada->sign({});
    else if (kind == 2)
        forged =
            m_sides.ada->sign(keySchedule::hostStatement(Bytes(32, 't'), m_sides.ada->publicKey().digest()));
    else if (kind == 3)
        forged =
            m_sides.zoe->sign(keySchedule::guestStatement(Bytes(32, 't'), m_sides.ada->publicKey().digest()));
    else
        forged.fill('\0');
    caller.holdJobs = false;
    caller.take(caller.channel.completed(caller.heldJob->number, forged));
    m_pair->pump();
    QCOMPARE(refusalOf(m_pair->host), Code::BadSignature);
    QCOMPARE(m_pair->host.count<HandshakeDone>(), 0);
}

void DirectChannelTest::aForgedSignatureOfTheCallee()
{
    ChannelEnd &callee = m_pair->host;
    callee.take(callee.channel.start());
    m_pair->guest.take(m_pair->guest.channel.start());
    ChannelPair::carry(m_pair->guest.takeFrames(), callee);
    ChannelPair::carry(callee.takeFrames(), m_pair->guest);
    callee.holdJobs = true;
    ChannelPair::carry(m_pair->guest.takeFrames(), callee);
    // What the caller would sign, by the callee's own key: the labels keep them apart.
    callee.take(callee.channel.completed(callee.heldJob->number, m_sides.zoe->sign("waxwing/1 guest")));
    ChannelPair::carry(callee.takeFrames(), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::BadSignature);
    QVERIFY(m_pair->guest.outgoing.isEmpty());
}

/// A caller made by hand from the handshake object, up to `ready` with what follows sealed at will.
std::unique_ptr<GuestHandshake> DirectChannelTest::handMadeCaller(ScriptedRandom &random, ChannelEnd &callee,
                                                                  std::optional<DirectionState> &sending)
{
    auto handshake =
        std::make_unique<GuestHandshake>(testKeys::oneTimeKey(), random, m_sides.atCaller.context());
    callee.take(callee.channel.start());
    callee.receive(handshake->guestHello());
    auto work = handshake->takeHostHello(callee.takeFrames().front());
    handshake->takeSecret(std::get<SecretBytes>((*work)()));
    HandshakeSecrets secrets = handshake->secrets();
    sending.emplace(RecordCipher::Direction::Seal, std::move(secrets.guestToHost), 0U);
    DirectionState receiving(RecordCipher::Direction::Open, std::move(secrets.hostToGuest), 0);
    Bytes out;
    sending->seal(handshake->ready(), out);
    ChannelPair::carry(framesOf(out), callee);
    Frame proof = callee.takeFrames().front();
    const Bytes content = receiving.open(proof).value().toByteArray();
    handshake->takeProof(content, std::get<HostProof>(decodeMessage(content).value()));
    return handshake;
}

void DirectChannelTest::noGuestAtAll()
{
    ScriptedRandom random;
    std::optional<DirectionState> sending;
    const auto handshake = handMadeCaller(random, m_pair->host, sending);
    // Straight into epoch 1, as on a room's link.
    DirectionState next(RecordCipher::Direction::Seal, handshake->session().guestToHost, 1);
    Bytes out;
    next.seal(encode(Message(tell())).content, out);
    ChannelPair::carry(framesOf(out), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::WrongEpoch);
}

void DirectChannelTest::anotherMessageInsteadOfGuest()
{
    for (const Message &message : std::initializer_list<Message>{
             Ready{}, Ping{}, Update{}, Close{48}, tell(), HostProof{Bytes(422, 'i'), Bytes(384, 's')}}) {
        makePair();
        ScriptedRandom random;
        std::optional<DirectionState> sending;
        handMadeCaller(random, m_pair->host, sending);
        Bytes out;
        sending->seal(encode(message).content, out);
        ChannelPair::carry(framesOf(out), m_pair->host);
        QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
        QVERIFY(!m_pair->host.channel.canSealClose());
    }
}

void DirectChannelTest::aGuestOfAnotherLink()
{
    carryUpToHost();
    const std::vector<Frame> frame5 = m_pair->guest.takeFrames();
    ChannelPair::carry(frame5, m_pair->host);
    QCOMPARE(m_pair->host.channel.state(), State::Open);
    const std::unique_ptr<ChannelPair> first = std::move(m_pair);
    makePair();
    m_pair->hostRandom = ScriptedRandom({}, 99);
    carryUpToHost();
    ChannelPair::carry(frame5, m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Tampered);
}

/// Who has the keys of a link of its own with the callee shows there what `ada` showed on another link.
void DirectChannelTest::aProofCarriedOverFromAnotherLink()
{
    ScriptedRandom random({}, 5);
    ScriptedRandom another({}, 6);
    std::optional<DirectionState> sending;
    const auto first = handMadeCaller(random, m_pair->host, sending);
    const Bytes signature = std::get<Bytes>(first->sign(m_sides.ada)());
    const GuestProof proof{m_sides.ada->publicKey().spki(), signature};
    makePair();
    handMadeCaller(another, m_pair->host, sending);
    Bytes out;
    sending->seal(encode(Message(proof)).content, out);
    ChannelPair::carry(framesOf(out), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::BadSignature);
}

void DirectChannelTest::guestTwice()
{
    carryUpToHost();
    const std::vector<Frame> frame5 = m_pair->guest.takeFrames();
    ChannelPair::carry(frame5, m_pair->host);
    ChannelPair::carry(frame5, m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::WrongEpoch);
    makePair();
    openAndRefresh();
    ChannelPair::carry(m_pair->guest.seal(GuestProof{Bytes(422, 'i'), Bytes(384, 's')}), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
}

void DirectChannelTest::weakCallerIdentity()
{
    Bytes weak = m_sides.ada->publicKey().spki();
    weak[weak.size() - 1] = 3; // the exponent
    for (const Bytes &spki : {weak, Bytes("no key")}) {
        makePair();
        ScriptedRandom random;
        std::optional<DirectionState> sending;
        handMadeCaller(random, m_pair->host, sending);
        Bytes out;
        sending->seal(encode(Message(GuestProof{spki, Bytes(384, 's')})).content, out);
        ChannelPair::carry(framesOf(out), m_pair->host);
        QCOMPARE(refusalOf(m_pair->host), spki == weak ? Code::WeakKey : Code::Malformed);
    }
}

void DirectChannelTest::zeroSharesAreRefused()
{
    m_pair->host.take(m_pair->host.channel.start());
    m_pair->guest.take(m_pair->guest.channel.start());
    GuestHello hello = decodeGuestHello(m_pair->guest.takeFrames().front().body()).value();
    hello.share.fill('\0');
    m_pair->host.receive(makeFrame(FrameType::GuestHello, encode(hello)));
    QCOMPARE(refusalOf(m_pair->host), Code::WeakKey);
    QVERIFY(m_pair->host.channel.canAlert());
    m_pair->guest.receive(makeFrame(FrameType::HostHello,
                                    encode(HostHello{1, Bytes(32, 'r'), Bytes(32, '\0'), Bytes(384, 's')})));
    QCOMPARE(refusalOf(m_pair->guest), Code::WeakKey);

    makePair();
    QVERIFY(m_pair->open());
    ChannelPair::carry(m_pair->host.seal(Refresh{Bytes(32, '\0')}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::WeakKey);
    makePair();
    QVERIFY(m_pair->open());
    QVERIFY(m_pair->host.channel.sealRefresh(m_pair->host.outgoing, m_pair->host.events));
    ChannelPair::carry(m_pair->guest.seal(Refreshed{Bytes(32, '\0')}), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::WeakKey);
}

void DirectChannelTest::noCloseBetweenHostAndGuest()
{
    carryUpToHost();
    Bytes out;
    QVERIFY(!m_pair->host.channel.canSealClose());
    QVERIFY(!m_pair->host.channel.sealClose(quint8(Code::Busy), out));
    QVERIFY(!m_pair->host.channel.canAlert());
    QVERIFY(out.isEmpty());
    QVERIFY(m_pair->guest.channel.canSealClose()); // the caller has accepted it
    m_pair->pump();
    QVERIFY(m_pair->host.channel.canSealClose());
}

void DirectChannelTest::closeInPlaceOfHost()
{
    m_pair->host.take(m_pair->host.channel.start());
    m_pair->guest.take(m_pair->guest.channel.start());
    ChannelPair::carry(m_pair->guest.takeFrames(), m_pair->host);
    ChannelPair::carry(m_pair->host.takeFrames(), m_pair->guest);
    QVERIFY(m_pair->host.channel.sealClose(quint8(Code::Busy), m_pair->host.outgoing));
    ChannelPair::carry(m_pair->host.takeFrames(), m_pair->guest);
    QVERIFY(m_pair->guest.last<Close>());
    QCOMPARE(m_pair->guest.channel.state(), State::Closed);
}

void DirectChannelTest::framesDuringJobsAreRefused()
{
    carryUpToHost();
    m_pair->host.holdJobs = true;
    ChannelPair::carry(m_pair->guest.takeFrames(), m_pair->host);
    QCOMPARE(m_pair->host.channel.state(), State::WaitingForCallerVerdict);
    QVERIFY(m_pair->host.channel.isWaitingForJob());
    ChannelPair::carry(m_pair->guest.seal(tell()), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
    m_pair->host.take(
        m_pair->host.channel.completed(m_pair->host.heldJob->number, m_pair->host.heldJob->run()));
    QCOMPARE(m_pair->host.channel.state(), State::Refused);
    QCOMPARE(m_pair->host.count<HandshakeDone>(), 0);
}

void DirectChannelTest::wrongKindsOfResults()
{
    carryUpToHost();
    m_pair->host.holdJobs = true;
    ChannelPair::carry(m_pair->guest.takeFrames(), m_pair->host);
    m_pair->host.take(m_pair->host.channel.completed(m_pair->host.heldJob->number, Bytes("no key")));
    QCOMPARE(refusalOf(m_pair->host), Code::Internal);

    makePair();
    ChannelEnd &caller = m_pair->guest;
    m_pair->host.take(m_pair->host.channel.start());
    caller.take(caller.channel.start());
    ChannelPair::carry(caller.takeFrames(), m_pair->host);
    ChannelPair::carry(m_pair->host.takeFrames(), caller);
    ChannelPair::carry(caller.takeFrames(), m_pair->host);
    const Frame proof = m_pair->host.takeFrames().front();
    caller.holdJobs = true;
    caller.receive(proof);
    caller.take(caller.channel.completed(caller.heldJob->number, caller.heldJob->run()));
    caller.take(caller.channel.completed(caller.heldJob->number, Bytes())); // a machine that made a fault
    QCOMPARE(refusalOf(caller), Code::Internal);
    QVERIFY(caller.outgoing.isEmpty());
}

void DirectChannelTest::messagesOfTheRoomAreRefused_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < 18; ++kind)
        QTest::addRow("%d", kind) << kind;
}

void DirectChannelTest::messagesOfTheRoomAreRefused()
{
    QFETCH(int, kind);
    const Bytes id(16, 'd');
    const Message messages[] = {Say{1, QStringLiteral("x")},
                                Said{1, QStringLiteral("ada"), id, 1, 1, QStringLiteral("x")},
                                Ack{1},
                                Received{1},
                                Delivered{1, 1, 1},
                                LeftRoom{QStringLiteral("ada")},
                                Lobby{QStringLiteral("x"), Registration::Open, {}},
                                Check{QStringLiteral("x"), {}},
                                Call{id, QStringLiteral("x"), id},
                                Relay{id, id},
                                HangUp{id, 48},
                                Seen{1, 1, 1},
                                Writes{QStringLiteral("x"), true},
                                Ready{},
                                PutFile{id, QStringLiteral("x"), 1},
                                PutFrom{id, 0},
                                FileKept{id},
                                FileLimits{1, 1}};
    openAndRefresh();
    ChannelPair::carry(m_pair->host.seal(messages[kind]), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
    makePair();
    openAndRefresh();
    ChannelPair::carry(m_pair->guest.seal(messages[kind]), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
}

void DirectChannelTest::directMessagesInTheRoomAreRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("tell") << 0;
    QTest::newRow("told") << 1;
    QTest::newRow("guest") << 2;
}

void DirectChannelTest::directMessagesInTheRoomAreRefused()
{
    QFETCH(int, kind);
    const Message messages[] = {tell(), Told{0}, GuestProof{Bytes(422, 'i'), Bytes(384, 's')}};
    ChannelPair room(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(room.open());
    ChannelPair::carry(room.guest.seal(messages[kind]), room.host);
    QCOMPARE(refusalOf(room.host), Code::Unexpected);
    ChannelPair again(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(again.open());
    ChannelPair::carry(again.host.seal(messages[kind]), again.guest);
    QCOMPARE(refusalOf(again.guest), Code::Unexpected);
}

void DirectChannelTest::alertsAndHellosAreRefusedWhenOpen()
{
    openAndRefresh();
    m_pair->guest.receive(makeAlert({quint8(Code::Busy), {}}));
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
    m_pair->host.receive(makeFrame(FrameType::GuestHello, Bytes(300, 'x')));
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
}

QTEST_GUILESS_MAIN(DirectChannelTest)
#include "DirectChannelTest.moc"
