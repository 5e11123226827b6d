// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/TestKeys.h"
#include "GuestHandshake.h"
#include "HostDoor.h"
#include "LinkPair.h"
#include "PipeStream.h"
#include "TcpStream.h"

#include <QTest>

using namespace waxwing;

/// A clock that a test moves.
class HeldClock final : public Clock
{
public:
    qint64 wallMs() const override { return now; }
    qint64 monotonicMs() const override { return now; }
    qint64 now = 1'000;
};

/// The host's door: a flood of connections, its limits, and the queue of handshakes (PROTOCOL 6.5, 10).
class HostDoorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void guestsComeThrough();
    void localGuestComesThroughAndDoesNotCount();
    void oneAddressMayNotFillTheHouse();
    void fullHouseClosesTheLongestWaitingOfTheFullestAddress();
    void whoWaitsForTheHostStays();
    void floodLeavesRoomForTheNext();
    void lingeringLinksAreBounded();
    void bucketHoldsBackOneAddress();
    void addressesAreServedInTurn();
    void silentGuestsHoldUpNobody();
    void loggedInLinksDoNotCount();

private:
    std::unique_ptr<QTcpSocket> connectFrom(const char *address = "127.0.0.1");
    void makeDoor();
    Bytes guestHello() { return GuestHandshake(testKeys::oneTimeKey(), m_random).guestHello().bytes; }
    static bool gotAlert(QTcpSocket &socket, Code code);

    SystemRandom m_random;
    JobPool m_jobs{2};
    HeldClock m_clock; ///< still, so that buckets fill only when a test says so
    std::shared_ptr<const Identity> m_identity = testKeys::identity();
    Settings m_settings;
    std::unique_ptr<HostDoor> m_door;
    std::vector<Link *> m_established;
};

void HostDoorTest::init()
{
    m_settings = {};
    m_established.clear();
}

void HostDoorTest::cleanup()
{
    m_door.reset();
}

void HostDoorTest::makeDoor()
{
    m_door = std::make_unique<HostDoor>(m_identity, m_random, m_jobs, m_clock, m_settings);
    connect(m_door.get(), &HostDoor::established, this,
            [this](Link *link) { m_established.push_back(link); });
    QVERIFY(m_door->listen({}, 0));
}

std::unique_ptr<QTcpSocket> HostDoorTest::connectFrom(const char *address)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->bind(QHostAddress(QLatin1String(address)));
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), m_door->port());
    if (!QTest::qWaitFor([&] { return socket->state() == QAbstractSocket::ConnectedState; }, 5'000))
        qFatal("cannot connect over loopback");
    const int before = m_door->gate().notLoggedIn() + m_door->gate().lingering();
    // The newcomer may have pushed out another one, and both stay for a while: so wait, but do not insist.
    const bool counted = QTest::qWaitFor(
        [&] { return m_door->gate().notLoggedIn() + m_door->gate().lingering() > before; }, 200);
    Q_UNUSED(counted);
    return socket;
}

bool HostDoorTest::gotAlert(QTcpSocket &socket, Code code)
{
    return socket.peek(100) == makeAlert({quint8(code), {}}).bytes;
}

void HostDoorTest::guestsComeThrough()
{
    makeDoor();
    std::vector<std::unique_ptr<Link>> guests;
    std::vector<std::unique_ptr<LinkWatcher>> watchers;
    for (int n = 0; n < 5; ++n) {
        guests.push_back(std::make_unique<Link>(std::make_unique<TcpStream>(connectFrom()),
                                                SecureChannel::guest(testKeys::oneTimeKey(), m_random),
                                                m_jobs, m_settings));
        watchers.push_back(std::make_unique<LinkWatcher>(guests.back().get()));
        guests.back()->start();
    }
    QTRY_COMPARE(m_established.size(), std::size_t(5));
    for (const auto &watcher : watchers)
        QTRY_VERIFY(watcher->established);
    guests.clear();
    QTRY_COMPARE(m_door->findChildren<Link *>().size(), 0); // all gone again
    QCOMPARE(m_door->gate().notLoggedIn(), 0);
}

void HostDoorTest::localGuestComesThroughAndDoesNotCount()
{
    m_settings.connectionsNotLoggedIn = 1;
    makeDoor();
    const auto filler = connectFrom();
    auto [mine, theirs] = PipeStream::makePair();
    m_door->add(std::move(theirs));
    Link guest(std::move(mine), SecureChannel::guest(testKeys::oneTimeKey(), m_random), m_jobs, m_settings);
    guest.start();
    QTRY_COMPARE(m_established.size(), std::size_t(1));
    QVERIFY(m_established.front()->stream().isLocal());
    QCOMPARE(m_door->gate().notLoggedIn(), 1);
    QCOMPARE(filler->bytesAvailable(), 0);
}

void HostDoorTest::oneAddressMayNotFillTheHouse()
{
    m_settings.connectionsPerAddress = 3;
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int n = 0; n < 3; ++n)
        sockets.push_back(connectFrom());
    const auto other = connectFrom("127.0.0.2");
    sockets.push_back(connectFrom());
    QTRY_VERIFY(gotAlert(*sockets[0], Code::Busy)); // the one that has kept the host waiting longest
    for (int n = 1; n < 4; ++n)
        QCOMPARE(sockets[std::size_t(n)]->bytesAvailable(), 0);
    QCOMPARE(other->bytesAvailable(), 0);
}

void HostDoorTest::fullHouseClosesTheLongestWaitingOfTheFullestAddress()
{
    m_settings.connectionsNotLoggedIn = 4;
    makeDoor();
    const auto first = connectFrom("127.0.0.2"); // waits longest of all, but its address holds one
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int n = 0; n < 3; ++n)
        sockets.push_back(connectFrom("127.0.0.3"));
    const auto newcomer = connectFrom("127.0.0.4");
    QTRY_VERIFY(gotAlert(*sockets[0], Code::Busy));
    QCOMPARE(first->bytesAvailable(), 0);
    QCOMPARE(newcomer->bytesAvailable(), 0);
    QCOMPARE(sockets[1]->bytesAvailable(), 0);
}

void HostDoorTest::whoWaitsForTheHostStays()
{
    m_settings.connectionsPerAddress = 2;
    m_settings.handshakeBurst = 1; // the second waits in the queue
    m_settings.lingerMs = 60'000;  // who has to go is looked at while it lingers
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int n = 0; n < 2; ++n) {
        sockets.push_back(connectFrom());
        sockets.back()->write(guestHello());
    }
    QTRY_VERIFY(sockets[0]->bytesAvailable() > 400); // let in: it now keeps the host waiting
    const auto waitForTheHost = [this] {
        int count = 0;
        for (const Link *link : m_door->findChildren<Link *>())
            count += link->keptWaitingMs() ? 0 : 1;
        return count;
    };
    QTRY_COMPARE(waitForTheHost(), 1); // the second, in the queue
    sockets.push_back(connectFrom());
    QTRY_COMPARE(m_door->gate().lingering(), 1);
    QTRY_VERIFY(sockets[0]->bytesAvailable() > 700); // hello, then a sealed busy
    QCOMPARE(sockets[1]->bytesAvailable(), 0);
    sockets[2]->write(guestHello()); // waits for the host now, as the second does
    QTRY_COMPARE(waitForTheHost(), 2);
    sockets.push_back(connectFrom());
    QTRY_VERIFY(gotAlert(*sockets[3], Code::Busy)); // none is left but the new one
}

void HostDoorTest::floodLeavesRoomForTheNext()
{
    m_settings.connectionsNotLoggedIn = 30;
    m_settings.connectionsPerAddress = 20;
    m_settings.lingering = 5;
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> flood;
    for (int n = 0; n < 300; ++n) {
        flood.push_back(std::make_unique<QTcpSocket>());
        flood.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), m_door->port());
    }
    QTRY_VERIFY(m_door->findChildren<Link *>().size() <= 30 + 5 + 1);
    QVERIFY(m_door->gate().notLoggedIn() <= 20);
    auto socket = connectFrom("127.0.0.9");
    Link guest(std::make_unique<TcpStream>(std::move(socket)),
               SecureChannel::guest(testKeys::oneTimeKey(), m_random), m_jobs, {});
    guest.start();
    QTRY_COMPARE(m_established.size(), std::size_t(1));
}

void HostDoorTest::lingeringLinksAreBounded()
{
    m_settings.lingering = 3;
    m_settings.lingerMs = 60'000;
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int n = 0; n < 8; ++n) {
        sockets.push_back(connectFrom());
        sockets.back()->write(Bytes(8, '\0')); // refused: an alert, and the host lingers
    }
    QTRY_COMPARE(m_door->gate().notLoggedIn(), 0);
    QCOMPARE(m_door->gate().lingering(), 3);
    QTRY_COMPARE(m_door->findChildren<Link *>().size(), 3);
    QTRY_COMPARE(sockets[0]->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(gotAlert(*sockets[0], Code::Malformed)); // it had its last word all the same
}

void HostDoorTest::bucketHoldsBackOneAddress()
{
    m_settings.handshakeBurst = 2;
    m_settings.handshakesPerSecond = 10;
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    const auto answered = [&] {
        int count = 0;
        for (const auto &socket : sockets)
            count += socket->bytesAvailable() > 400 ? 1 : 0;
        return count;
    };
    for (int n = 0; n < 6; ++n) {
        sockets.push_back(connectFrom());
        sockets.back()->write(guestHello());
    }
    QTRY_COMPARE(answered(), 2);
    QTest::qWait(250); // time that the clock does not know gives no tokens
    QCOMPARE(answered(), 2);
    m_clock.now += 200; // two more
    QTRY_COMPARE(answered(), 4);
    QTest::qWait(250);
    QCOMPARE(answered(), 4);
    m_clock.now += 60'000;
    QTRY_COMPARE(answered(), 6);
}

void HostDoorTest::addressesAreServedInTurn()
{
    m_settings.handshakeBurst = 1;
    m_settings.handshakesPerSecond = 4;
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> greedy;
    for (int n = 0; n < 4; ++n) {
        greedy.push_back(connectFrom());
        greedy.back()->write(guestHello());
    }
    QTRY_VERIFY(greedy[0]->bytesAvailable() > 400);
    const auto other = connectFrom("127.0.0.2");
    other->write(guestHello());
    QTRY_VERIFY(other->bytesAvailable() > 400); // has a bucket of its own and waits for nobody
    for (std::size_t n = 1; n < 4; ++n)
        QCOMPARE(greedy[n]->bytesAvailable(), 0);
    m_clock.now += 250;
    QTRY_VERIFY(greedy[1]->bytesAvailable() > 400);
    QCOMPARE(greedy[2]->bytesAvailable(), 0);
}

void HostDoorTest::silentGuestsHoldUpNobody()
{
    // More guests than the pool has threads, each silent after its hello: all get their host hello at once.
    makeDoor();
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int n = 0; n < 10; ++n) {
        sockets.push_back(connectFrom());
        sockets.back()->write(guestHello());
    }
    for (const auto &socket : sockets)
        QTRY_VERIFY(socket->bytesAvailable() > 400);
}

void HostDoorTest::loggedInLinksDoNotCount()
{
    m_settings.connectionsNotLoggedIn = 2;
    makeDoor();
    std::vector<std::unique_ptr<Link>> guests;
    for (int n = 0; n < 4; ++n) {
        guests.push_back(std::make_unique<Link>(std::make_unique<TcpStream>(connectFrom()),
                                                SecureChannel::guest(testKeys::oneTimeKey(), m_random),
                                                m_jobs, m_settings));
        guests.back()->start();
        QTRY_COMPARE(m_established.size(), std::size_t(n + 1));
        m_established.back()->setLoggedIn(QStringLiteral("ada"));
        QCOMPARE(m_door->gate().notLoggedIn(), 0);
    }
    QCOMPARE(m_door->findChildren<Link *>().size(), 4);
}

QTEST_GUILESS_MAIN(HostDoorTest)
#include "HostDoorTest.moc"
