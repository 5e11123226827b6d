// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/DirectSides.h"
#include "LinkPair.h"
#include "LinkRelayPath.h"
#include "RelayHall.h"

#include <QTest>

using namespace waxwing;

/// Direct links over a host that relays them (PROTOCOL 16): handshake, talk, back pressure, pings, ends, and
/// a host that drops, repeats, changes or invents.
class DirectLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void talkGoesThroughTheHost();
    void theHostSeesNoWord();
    void aSlowReaderHoldsTheOtherBack();
    void whatWasSaidBeforeTheEndArrives();
    void closeIsHeardAndEndsTheCall();
    void aHostileHost_data();
    void aHostileHost();
    void moreThanTheWindowEndsTheCall();
    void aWrongCountEndsTheCall_data();
    void aWrongCountEndsTheCall();
    void whatComesAfterTheEndIsIgnored();
    void theHostHangsUp();
    void theRoomsLinkIsGone();
    void partiesThatDifferEnd();
    void anotherIdentityIsToldByHangUp_data();
    void anotherIdentityIsToldByHangUp();
    void nonsenseBeforeTheHelloGetsAnAlert();
    void aSilentCallee();
    void aSilentCaller();
    void anIdleLinkSaysNothing();
    void anUnansweredTellAsksAndEnds();
    void anUnansweredGetAsksAndEnds();
    void theWindowAloneMakesNoShortPieces();
    void anAnsweredTellAsksNothing();
    void laterRefreshes();
    void theRoomGoesFirst();
    void throughTwoRoomLinks();

private:
    void makePair(const Settings &settings = {});
    bool open();
    /// What is said and heard goes on, no clock meanwhile: for what has to be there before a short deadline.
    static void turnUntil(const std::function<bool()> &condition)
    {
        for (int turn = 0; turn < 1'000 && !condition(); ++turn)
            QCoreApplication::sendPostedEvents();
    }
    static Tell tell(quint64 counter, const QString &text = QStringLiteral("hello"))
    {
        return {counter, 1, text, {}, {}, {}};
    }

    SystemRandom m_random;
    DirectSides m_sides;
    std::unique_ptr<JobPool> m_jobs;
    std::shared_ptr<RelayHall> m_hall;
    std::unique_ptr<Link> m_caller;
    std::unique_ptr<Link> m_callee;
    std::unique_ptr<LinkWatcher> m_atCaller;
    std::unique_ptr<LinkWatcher> m_atCallee;
};

void DirectLinkTest::init()
{
    m_sides = {};
    makePair();
}

void DirectLinkTest::makePair(const Settings &settings)
{
    m_caller.reset();
    m_callee.reset();
    m_jobs = std::make_unique<JobPool>();
    m_hall = std::make_shared<RelayHall>();
    auto [near, far] = RelayHall::makeStreams(m_hall, settings);
    m_caller = std::make_unique<Link>(std::move(near), m_sides.caller()(m_random), *m_jobs, settings);
    m_callee = std::make_unique<Link>(std::move(far), m_sides.callee()(m_random), *m_jobs, settings);
    m_atCaller = std::make_unique<LinkWatcher>(m_caller.get());
    m_atCallee = std::make_unique<LinkWatcher>(m_callee.get());
    for (Link *link : {m_caller.get(), m_callee.get()})
        connect(link, &Link::refreshFinished, link, [link] { link->setAdmitted(5); });
}

bool DirectLinkTest::open()
{
    m_callee->start();
    m_caller->start();
    return QTest::qWaitFor([this] { return m_atCaller->refreshes == 1 && m_atCallee->refreshes == 1; },
                           20'000);
}

void DirectLinkTest::talkGoesThroughTheHost()
{
    QVERIFY(open());
    QVERIFY(m_atCaller->established && m_atCallee->established);
    QCOMPARE(m_caller->peerKey()->digest(), m_sides.zoe->publicKey().digest());
    QCOMPARE(m_callee->peerKey()->digest(), m_sides.ada->publicKey().digest());
    QCOMPARE(m_caller->status().sendingEpoch, 2U);
    for (Link *link : {m_caller.get(), m_callee.get()}) {
        link->send(Told{0});
        for (quint64 n = 1; n <= 12; ++n)
            link->send(tell(n, QString::number(n)));
    }
    QTRY_COMPARE(m_atCaller->count<Tell>(), 12);
    QTRY_COMPARE(m_atCallee->count<Tell>(), 12);
    QCOMPARE(m_caller->status().sendingEpoch, 4U); // two updates
    QCOMPARE(m_caller->status().sendingTalk, 2U);
    QCOMPARE(std::get<Tell>(m_atCallee->messages.back()).text, QStringLiteral("12"));
    QTRY_COMPARE(m_caller->stream().bytesToWrite(), 0); // told as taken in the end
    QVERIFY(!m_caller->stream().isLocal() && m_caller->stream().peerAddress().isEmpty());
}

void DirectLinkTest::theHostSeesNoWord()
{
    QVERIFY(open());
    m_caller->send(tell(1, QStringLiteral("nobody else may read this")));
    QTRY_COMPARE(m_atCallee->count<Tell>(), 1);
    for (std::size_t side = 0; side < 2; ++side) {
        for (const Bytes &clear :
             {Bytes("nobody"), Bytes("ada"), Bytes("tell"), m_sides.ada->publicKey().spki().mid(40, 64),
              m_sides.zoe->publicKey().spki().mid(40, 64)})
            QVERIFY(!m_hall->said(side).contains(clear));
    }
}

void DirectLinkTest::aSlowReaderHoldsTheOtherBack()
{
    QVERIFY(open());
    m_callee->holdReading(true);
    constexpr quint64 count = 100; // 3.2 MiB: far more than the window
    for (quint64 n = 1; n <= count; ++n)
        m_caller->send(tell(n, QString(32'000, QChar(ushort('a' + n % 26)))));
    QTest::qWait(300);
    QVERIFY(m_hall->mostOnTheWay() <= limits::relayWindow);
    QVERIFY(m_hall->mostOnTheWay() > limits::relayWindow / 2);
    QVERIFY(m_caller->unsentBytes() > 2'000'000);
    QCOMPARE(m_atCallee->count<Tell>(), 0);
    // Meanwhile the other direction flows.
    m_callee->send(Told{0});
    QTRY_COMPARE(m_atCaller->count<Told>(), 1);
    m_callee->holdReading(false);
    QTRY_COMPARE_WITH_TIMEOUT(m_atCallee->count<Tell>(), int(count), 20'000);
    for (quint64 n = 1; n <= count; ++n)
        QCOMPARE(std::get<Tell>(m_atCallee->messages[std::size_t(n - 1)]).counter, n);
    QVERIFY(m_hall->mostOnTheWay() <= limits::relayWindow);
    QVERIFY(m_hall->longest() <= limits::relayBytes);
    QTRY_COMPARE(m_caller->unsentBytes(), 0);
}

/// There is no half of an end: who hangs up has said all it will say, and that arrives.
void DirectLinkTest::whatWasSaidBeforeTheEndArrives()
{
    QVERIFY(open());
    m_callee->holdReading(true);
    for (quint64 n = 1; n <= 50; ++n)
        m_caller->send(tell(n));
    m_caller->abandon();
    QTest::qWait(50);
    QVERIFY(!m_atCallee->end);
    m_callee->holdReading(false);
    QTRY_COMPARE(m_atCallee->endCode(), Code::Left);
    QCOMPARE(m_atCallee->count<Tell>(), 50);
    QCOMPARE(m_hall->hungUp(0), std::optional(Code::Left));
}

void DirectLinkTest::closeIsHeardAndEndsTheCall()
{
    QVERIFY(open());
    m_callee->close(Code::Left);
    QTRY_COMPARE(m_atCaller->endCode(), Code::Left);
    QVERIFY(m_atCaller->byPeer);
    QTRY_COMPARE(m_atCallee->ends, 1);
    QVERIFY(!m_atCallee->byPeer);
    QVERIFY(m_hall->hungUp(0) || m_hall->hungUp(1));
}

void DirectLinkTest::aHostileHost_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<Code>("refusal");
    QTest::newRow("drops one") << QStringLiteral("drop") << Code::Skipped;
    QTest::newRow("swaps two") << QStringLiteral("swap") << Code::Skipped;
    QTest::newRow("repeats one") << QStringLiteral("repeat") << Code::Replayed;
    QTest::newRow("turns a bit over") << QStringLiteral("flip") << Code::Tampered;
    QTest::newRow("turns a bit of the header over") << QStringLiteral("header") << Code::WrongEpoch;
    QTest::newRow("puts nonsense in between") << QStringLiteral("nonsense") << Code::TooLarge;
    QTest::newRow("cuts one short") << QStringLiteral("cut") << Code::Malformed;
    QTest::newRow("says a hello of its own") << QStringLiteral("hello") << Code::Unexpected;
}

void DirectLinkTest::aHostileHost()
{
    QFETCH(QString, deed);
    QFETCH(Code, refusal);
    QVERIFY(open());
    QTRY_COMPARE(m_caller->stream().bytesToWrite(), 0);
    m_hall->holds = true;
    for (quint64 n = 1; n <= 3; ++n) {
        m_caller->send(tell(n)); // each a relay of its own
        QCOMPARE(m_caller->unsentBytes(), qint64(289 * n));
    }
    m_hall->change = [deed, isDone = false](std::deque<RelayHall::Piece> &waiting) mutable {
        if (std::exchange(isDone, true))
            return;
        const auto isCount = [](const auto &piece) {
            return std::holds_alternative<RelayHall::Taken>(piece.what);
        };
        std::erase_if(waiting, isCount); // one may be on its way
        Bytes &second = std::get<Bytes>(waiting[1].what);
        if (deed == QLatin1String("drop"))
            waiting.erase(waiting.begin() + 1);
        else if (deed == QLatin1String("swap"))
            std::swap(waiting[1], waiting[2]);
        else if (deed == QLatin1String("repeat"))
            waiting[1] = waiting[0];
        else if (deed == QLatin1String("flip"))
            second[100] = char(second[100] ^ 1);
        else if (deed == QLatin1String("header"))
            second[8] = char(second[8] ^ 1);
        else if (deed == QLatin1String("nonsense"))
            second = Bytes("HTTP/1.1 200 OK") + second;
        else if (deed == QLatin1String("cut"))
            second = second.first(4) + Bytes(4, '\0') + second;
        else
            second = makeFrame(FrameType::GuestHello, Bytes(300, 'h')).bytes;
    };
    m_hall->letGo();
    QTRY_VERIFY(m_atCallee->closing || m_atCallee->end);
    m_hall->change = nullptr;
    QCOMPARE(m_atCallee->closing.value_or(Error{Code::Lost, {}}).code, refusal);
    QCOMPARE(m_atCallee->count<Tell>(), 1);
    QTRY_COMPARE(m_atCaller->endCode(), refusal); // a sealed word
    QVERIFY(m_atCaller->byPeer);
    QTRY_COMPARE(m_atCallee->ends, 1);
}

void DirectLinkTest::moreThanTheWindowEndsTheCall()
{
    QVERIFY(open());
    m_callee->holdReading(true);
    for (int n = 0; n < 6; ++n)
        m_hall->pass({0, Bytes(limits::relayBytes, 'x')});
    QTRY_COMPARE(m_hall->hungUp(1), std::optional(Code::Unexpected));
    m_callee->holdReading(false);
    QTRY_COMPARE(m_atCallee->ends, 1);
    QTRY_COMPARE(m_atCaller->endCode(), Code::Unexpected);
}

void DirectLinkTest::aWrongCountEndsTheCall_data()
{
    QTest::addColumn<qint64>("beside");
    QTest::newRow("more than was sent") << qint64(1);
    QTest::newRow("the same again") << qint64(0);
    QTest::newRow("less than before") << qint64(-1);
}

void DirectLinkTest::aWrongCountEndsTheCall()
{
    QFETCH(qint64, beside);
    QVERIFY(open());
    QTRY_COMPARE(m_caller->stream().bytesToWrite(), 0);
    m_hall->pass({1, RelayHall::Taken{quint64(m_hall->bytesFrom(0) + beside)}});
    QTRY_COMPARE(m_atCaller->endCode(), Code::Unexpected);
    QCOMPARE(m_hall->hungUp(0), std::optional(Code::Unexpected));
    QTRY_COMPARE(m_atCallee->endCode(), Code::Unexpected);
}

void DirectLinkTest::whatComesAfterTheEndIsIgnored()
{
    QVERIFY(open());
    m_hall->pass({0, Code::NotHere});
    QTRY_COMPARE(m_atCallee->endCode(), Code::NotHere);
    const int before = m_hall->countOf(1);
    m_hall->pass({0, Bytes(100, 'x')});
    m_hall->pass({0, RelayHall::Taken{1'000'000}});
    m_hall->pass({0, Code::Busy});
    QTest::qWait(20);
    QCOMPARE(m_atCallee->ends, 1);
    QCOMPARE(m_hall->countOf(1), before); // nothing is said on a call that is over
    QVERIFY(!m_hall->hungUp(1));
}

void DirectLinkTest::theHostHangsUp()
{
    m_caller->start();
    m_hall->pass({1, Code::TakesNoCalls}); // before any answer
    QTRY_COMPARE(m_atCaller->endCode(), Code::TakesNoCalls);
    QVERIFY(m_atCaller->byPeer);
    makePair();
    QVERIFY(open());
    m_hall->pass({1, Code::NotHere});
    QTRY_COMPARE(m_atCaller->endCode(), Code::NotHere);
}

void DirectLinkTest::theRoomsLinkIsGone()
{
    QVERIFY(open());
    m_hall->stream(0)->hangUpCame(Code::Lost);
    QTRY_COMPARE(m_atCaller->endCode(), Code::Lost);
    QVERIFY(!m_atCaller->byPeer);
}

void DirectLinkTest::partiesThatDifferEnd()
{
    std::swap(m_sides.atCaller.caller, m_sides.atCaller.callee);
    makePair();
    m_callee->start();
    m_caller->start();
    QTRY_COMPARE(m_atCallee->closing.value_or(Error{Code::Lost, {}}).code, Code::Tampered);
    // Its word is sealed with keys that the caller does not have either.
    QTRY_COMPARE(m_atCaller->ends, 1);
    QCOMPARE(m_atCaller->endCode(), Code::Tampered);
    QVERIFY(!m_atCaller->established && !m_atCallee->established);
}

void DirectLinkTest::anotherIdentityIsToldByHangUp_data()
{
    QTest::addColumn<bool>("atCaller");
    QTest::newRow("the caller refuses") << true;
    QTest::newRow("the callee refuses") << false;
}

void DirectLinkTest::anotherIdentityIsToldByHangUp()
{
    QFETCH(bool, atCaller);
    (atCaller ? m_sides.atCaller : m_sides.atCallee).peer = DirectSides::kept("host")->publicKey().digest();
    makePair();
    m_callee->start();
    m_caller->start();
    const LinkWatcher &refuses = atCaller ? *m_atCaller : *m_atCallee;
    const LinkWatcher &hears = atCaller ? *m_atCallee : *m_atCaller;
    QTRY_COMPARE(refuses.endCode(), Code::AnotherIdentity);
    QVERIFY(!refuses.byPeer && !refuses.established);
    QCOMPARE(m_hall->hungUp(atCaller ? 0 : 1), std::optional(Code::AnotherIdentity));
    QTRY_COMPARE(hears.endCode(), Code::AnotherIdentity);
    QVERIFY(hears.byPeer);
    // Nothing in the clear but the hellos: frame 1, and ready and guest behind it, at most.
    QCOMPARE(m_hall->bytesFrom(0), qsizetype(525 + 289 + (atCaller ? 0 : 897)));
    QCOMPARE(m_hall->bytesFrom(1), qsizetype(490 + 897));
}

void DirectLinkTest::nonsenseBeforeTheHelloGetsAnAlert()
{
    m_callee->start();
    m_hall->pass({0, Bytes("\0\0\1\0\1", 5) + Bytes(255, 'x')});
    QTRY_COMPARE(m_atCallee->closing.value_or(Error{Code::Lost, {}}).code, Code::Malformed);
    QCOMPARE(m_hall->said(1), makeAlert({quint8(Code::Malformed), {}}).bytes);
}

void DirectLinkTest::aSilentCallee()
{
    Settings settings;
    settings.hostHelloDeadlineMs = 50;
    makePair(settings);
    m_caller->start();
    QTRY_COMPARE(m_atCaller->endCode(), Code::NoAnswer);
    QCOMPARE(m_hall->hungUp(0), std::optional(Code::Idle));
}

void DirectLinkTest::aSilentCaller()
{
    Settings settings;
    settings.handshakeDeadlineMs = 300;
    settings.lingerMs = 50;
    makePair(settings);
    m_hall->change = [this](std::deque<RelayHall::Piece> &waiting) {
        // Frame 5 stays away, so the callee has to end a handshake that is half done.
        std::erase_if(waiting, [this](const RelayHall::Piece &piece) {
            return piece.from == 0 && std::holds_alternative<Bytes>(piece.what) &&
                   m_hall->bytesFrom(0) > 525 + 289;
        });
    };
    m_jobs->setInline(true);
    m_callee->start();
    m_caller->start();
    turnUntil([this] { return m_hall->bytesFrom(1) >= 490 + 897; }); // its deadline runs already
    QTRY_COMPARE(m_atCallee->endCode(), Code::Idle);
    QCOMPARE(m_hall->hungUp(1), std::optional(Code::Idle));
    QCOMPARE(m_hall->bytesFrom(1), qsizetype(490 + 897)); // neither close nor alert
}

void DirectLinkTest::anIdleLinkSaysNothing()
{
    Settings settings;
    settings.pingAfterMs = 30;
    settings.lostAfterMs = 90;
    settings.relayedGatherMs = 5;
    makePair(settings);
    QVERIFY(open());
    QTRY_COMPARE(m_caller->stream().bytesToWrite(), 0);
    QTRY_COMPARE(m_callee->stream().bytesToWrite(), 0);
    QTest::qWait(20);
    const int before = m_hall->countOf(0) + m_hall->countOf(1);
    QTest::qWait(300);
    QCOMPARE(m_hall->countOf(0) + m_hall->countOf(1), before);
    QVERIFY(!m_atCaller->end && !m_atCallee->end);
}

void DirectLinkTest::anUnansweredTellAsksAndEnds()
{
    Settings settings;
    settings.pingAfterMs = 50;
    settings.lostAfterMs = 200;
    makePair(settings);
    for (const bool fromCaller : {true, false}) {
        makePair(settings);
        QVERIFY(open());
        Link &link = fromCaller ? *m_caller : *m_callee;
        QTRY_COMPARE(link.stream().bytesToWrite(), 0);
        const std::size_t side = fromCaller ? 0 : 1;
        m_hall->change = [](std::deque<RelayHall::Piece> &waiting) { waiting.clear(); };
        const qsizetype before = m_hall->bytesFrom(side);
        link.send(tell(1));
        QTRY_COMPARE(m_hall->bytesFrom(side), before + 2 * 289); // the tell, one ping
        QTRY_COMPARE((fromCaller ? m_atCaller : m_atCallee)->endCode(), Code::Lost);
    }
}

void DirectLinkTest::anUnansweredGetAsksAndEnds()
{
    Settings settings;
    settings.pingAfterMs = 50;
    settings.lostAfterMs = 200;
    makePair(settings);
    QVERIFY(open());
    QTRY_COMPARE(m_callee->stream().bytesToWrite(), 0);
    m_hall->change = [](std::deque<RelayHall::Piece> &waiting) { waiting.clear(); };
    const qsizetype before = m_hall->bytesFrom(1);
    m_callee->send(GetFile{Bytes(16, 'f'), 0});
    QTRY_COMPARE(m_hall->bytesFrom(1), before + 2 * 289); // the get, one ping
    QTRY_COMPARE(m_atCallee->endCode(), Code::Lost);
}

/// A short piece would count for the rate of a member (PROTOCOL 16.1).
void DirectLinkTest::theWindowAloneMakesNoShortPieces()
{
    constexpr qsizetype size = 1'000'000;
    constexpr qsizetype atOnce = 2 * limits::relayBytes + 101; // what makes place for two pieces and a bit
    const auto hall = std::make_shared<RelayHall>();
    const auto [one, other] = RelayHall::makeStreams(hall);
    QList<qsizetype> pieces;
    hall->change = [&](std::deque<RelayHall::Piece> &waiting) {
        for (const RelayHall::Piece &piece : waiting) {
            if (const Bytes *bytes = std::get_if<Bytes>(&piece.what))
                pieces.append(bytes->size());
        }
    };
    qsizetype came = 0;
    QByteArray buffer(atOnce, Qt::Uninitialized);
    connect(other.get(), &Stream::readyRead, this, [&, end = other.get()] {
        while (end->bytesAvailable() >= std::min(atOnce, size - came) && came < size)
            came += end->read(buffer.data(), atOnce);
    });
    one->write(Bytes(size, 'x'));
    QTRY_COMPARE(came, size);
    QVERIFY(pieces.size() > 20);
    for (qsizetype n = 0; n + 1 < pieces.size(); ++n)
        QVERIFY2(pieces.at(n) >= 4'096, qPrintable(QString::number(pieces.at(n))));
}

void DirectLinkTest::anAnsweredTellAsksNothing()
{
    Settings settings;
    settings.pingAfterMs = 200;
    settings.lostAfterMs = 500;
    makePair(settings);
    QVERIFY(open());
    QTRY_COMPARE(m_caller->stream().bytesToWrite(), 0);
    const qsizetype before = m_hall->bytesFrom(0);
    connect(m_callee.get(), &Link::received, m_callee.get(), [this] { m_callee->send(Told{1}); });
    m_caller->send(tell(1));
    turnUntil([this] { return m_atCaller->count<Told>() == 1; });
    QCOMPARE(m_atCaller->count<Told>(), 1);
    QTest::qWait(700);
    QCOMPARE(m_hall->bytesFrom(0), before + 289);
    QVERIFY(!m_atCaller->end && !m_atCallee->end);
}

void DirectLinkTest::laterRefreshes()
{
    Settings settings;
    settings.refreshEveryMs = 50;
    makePair(settings);
    QVERIFY(open());
    QTRY_VERIFY(m_atCaller->refreshes >= 4);
    m_caller->send(tell(1));
    m_callee->send(tell(1));
    QTRY_COMPARE(m_atCaller->count<Tell>() + m_atCallee->count<Tell>(), 2);
    QVERIFY(!m_atCaller->end && !m_atCallee->end);
}

void DirectLinkTest::theRoomGoesFirst()
{
    using Urgency = SendQueue::Urgency;
    SendQueue queue;
    const EncodedMessage relay = encode(Relay{Bytes(16, 'c'), Bytes(1'000, 'b')});
    queue.push(relay, Urgency::Bulk);
    queue.push(encode(HangUp{Bytes(16, 'c'), 48}), Urgency::Bulk);
    QCOMPARE(queue.bulkBytes(), queue.bytes());
    const qint64 bulk = queue.bytes();
    queue.push(encode(Say{1, QStringLiteral("x")}), Urgency::Room);
    queue.push(encode(Ping{}), Urgency::Control);
    QCOMPARE(queue.bulkBytes(), bulk);
    QStringList order;
    while (!queue.isEmpty())
        order += messageName(decodeMessage(std::get<EncodedMessage>(queue.pop()).content).value());
    QCOMPARE(order.join(u' '), QStringLiteral("ping say relay hang_up"));
    QCOMPARE(queue.bytes(), 0);
    QCOMPARE(queue.bulkBytes(), 0);
    queue.push(relay, Urgency::Bulk);
    queue.clear();
    QVERIFY(queue.isEmpty() && queue.bulkBytes() == 0);
}

/// The whole way: a direct link in the sealed records of two links to one host.
void DirectLinkTest::throughTwoRoomLinks()
{
    const auto roomLink = [] {
        return std::make_unique<LinkPair>(Wire::Tcp, Settings(), testKeys::oneTimeKey(),
                                          DirectSides::kept("host"));
    };
    const auto ada = roomLink();
    const auto zoe = roomLink();
    QVERIFY(ada->admit() && zoe->admit());
    const Bytes call(16, 'c');
    const auto streamOver = [&](LinkPair &room) {
        auto stream = std::make_unique<RelayStream>(std::make_unique<LinkRelayPath>(room.guest.get(), call));
        connect(room.guest.get(), &Link::received, stream.get(), [to = stream.get()](const Message &message) {
            std::visit(Overloaded{[to](const Relay &relay) { to->relayCame(relay.bytes); },
                                  [to](const Relayed &relayed) { to->relayedCame(relayed.count); },
                                  [to](const HangUp &end) { to->hangUpCame(static_cast<Code>(end.code)); },
                                  [](const auto &) {}},
                       message);
        });
        return stream;
    };
    for (const auto &[from, to] :
         {std::pair(ada->host.get(), zoe->host.get()), std::pair(zoe->host.get(), ada->host.get())})
        connect(from, &Link::received, to,
                [to = to](const Message &message) { to->send(message, Link::Urgency::Bulk); });
    Link caller(streamOver(*ada), m_sides.caller()(m_random), *m_jobs, Settings());
    Link callee(streamOver(*zoe), m_sides.callee()(m_random), *m_jobs, Settings());
    LinkWatcher atCaller(&caller), atCallee(&callee);
    for (Link *link : {&caller, &callee})
        connect(link, &Link::refreshFinished, link, [link] { link->setAdmitted(5); });
    callee.start();
    caller.start();
    QTRY_COMPARE_WITH_TIMEOUT(atCaller.refreshes, 1, 20'000);
    constexpr quint64 count = 60; // 1.9 MiB each way
    for (quint64 n = 1; n <= count; ++n) {
        caller.send(tell(n, QString(32'000, u'x')));
        callee.send(tell(n, QString(32'000, u'y')));
    }
    QTRY_COMPARE_WITH_TIMEOUT(atCallee.count<Tell>(), int(count), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(atCaller.count<Tell>(), int(count), 20'000);
    caller.close(Code::Left);
    QTRY_COMPARE(atCallee.endCode(), Code::Left);
    QTRY_COMPARE(atCaller.ends, 1);
    QVERIFY(!ada->atGuest->end && !zoe->atGuest->end); // the room goes on
}

QTEST_GUILESS_MAIN(DirectLinkTest)
#include "DirectLinkTest.moc"
