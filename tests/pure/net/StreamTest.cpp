// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LinkPair.h"
#include "PipeStream.h"
#include "TcpStream.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <QTcpServer>

#include <atomic>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace waxwing;

Q_DECLARE_METATYPE(waxwing::Wire)

/// What every stream promises, over a socket and over a pipe, and what a pipe adds.
class StreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesArriveInOrder_data() { wires(); }
    void bytesArriveInOrder();
    void nothingHappensInsideWrite_data() { wires(); }
    void nothingHappensInsideWrite();
    void closeComesAfterTheBytes_data() { wires(); }
    void closeComesAfterTheBytes();
    void closedComesOnceAtEachEnd_data() { wires(); }
    void closedComesOnceAtEachEnd();
    void unreadBytesCountAsUnsent();
    void writtenIsToldWhenTheOtherEndReads();
    void writingAfterTheEndIsHarmless_data() { wires(); }
    void writingAfterTheEndIsHarmless();
    void endThatGoesEndsTheOther_data() { wires(); }
    void endThatGoesEndsTheOther();
    void aShortReadIsFollowedByASignal_data() { wires(); }
    void aShortReadIsFollowedByASignal();
    void bytesStayWithTheSystemUntilTheyAreRead();
    void anEndIsNoticedUnread_data();
    void anEndIsNoticedUnread();
    void whatIsNotReadHoldsTheOtherEndBack_data() { wires(); }
    void whatIsNotReadHoldsTheOtherEndBack();
    void whatCameBeforeABrokenWriteIsRead();
    void twoThreads();
    void addressesAreWhole();

private:
    static void wires();
    static Bytes readAll(Stream &stream);
};

void StreamTest::wires()
{
    QTest::addColumn<Wire>("wire");
    QTest::newRow("tcp") << Wire::Tcp;
    QTest::newRow("tcp with buffers") << Wire::BufferedTcp;
    QTest::newRow("pipe") << Wire::Pipe;
    QTest::newRow("relay") << Wire::Relay;
}

Bytes StreamTest::readAll(Stream &stream)
{
    Bytes all;
    char piece[1'000];
    for (qsizetype size = stream.read(piece, 1'000); size > 0; size = stream.read(piece, 1'000))
        all.append(piece, size);
    return all;
}

void StreamTest::bytesArriveInOrder()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    Bytes sent, got;
    connect(b.get(), &Stream::readyRead, this, [&, to = b.get()] { got += readAll(*to); });
    for (int n = 0; n < 500; ++n) {
        const Bytes piece(n, char(n));
        sent += piece;
        a->write(piece);
    }
    QTRY_COMPARE(got.size(), sent.size());
    QVERIFY(got == sent);
    QTRY_COMPARE(a->bytesToWrite(), 0);
}

void StreamTest::nothingHappensInsideWrite()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    QSignalSpy ready(b.get(), &Stream::readyRead);
    a->write("hello");
    QCOMPARE(ready.size(), 0);
    QVERIFY(ready.wait(5'000));
    QCOMPARE(readAll(*b), Bytes("hello"));
}

void StreamTest::closeComesAfterTheBytes()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    QSignalSpy closed(b.get(), &Stream::closed);
    a->write(Bytes(50'000, 'x'));
    a->close();
    QVERIFY(closed.wait(5'000));
    const Code expected = wire == Wire::Relay ? Code::Left : Code::Lost; // who hangs up says so
    QCOMPARE(closed.first().first().value<Error>().code, expected);
    QCOMPARE(readAll(*b).size(), 50'000);
}

void StreamTest::closedComesOnceAtEachEnd()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    QSignalSpy atA(a.get(), &Stream::closed);
    QSignalSpy atB(b.get(), &Stream::closed);
    a->close();
    a->abort();
    QCOMPARE(atA.size(), 0); // by the event loop
    QTRY_COMPARE(atB.size(), 1);
    b->close();
    b->abort();
    QTest::qWait(20);
    QCOMPARE(atA.size(), 1);
    QCOMPARE(atB.size(), 1);
}

void StreamTest::unreadBytesCountAsUnsent()
{
    auto [a, b] = PipeStream::makePair();
    a->write(Bytes(1'000, 'x'));
    QCOMPARE(a->bytesToWrite(), 1'000);
    char piece[400];
    QCOMPARE(b->read(piece, 400), 400);
    QCOMPARE(a->bytesToWrite(), 600);
    QCOMPARE(b->bytesAvailable(), 600);
    a->write(Bytes(1'000, 'y'));
    QCOMPARE(b->bytesAvailable(), 1'600);
    QCOMPARE(readAll(*b), Bytes(600, 'x') + Bytes(1'000, 'y'));
    QCOMPARE(a->bytesToWrite(), 0);
}

void StreamTest::writtenIsToldWhenTheOtherEndReads()
{
    auto [a, b] = PipeStream::makePair();
    QSignalSpy written(a.get(), &Stream::bytesWritten);
    a->write("hello");
    QTest::qWait(10);
    QCOMPARE(written.size(), 0);
    readAll(*b);
    QVERIFY(written.wait(5'000));
}

void StreamTest::writingAfterTheEndIsHarmless()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    a->close();
    a->write("late");
    QSignalSpy closed(b.get(), &Stream::closed);
    QVERIFY(closed.wait(5'000));
    b->write("late too");
    QCOMPARE(readAll(*b), Bytes());
    QCOMPARE(readAll(*a), Bytes());
}

void StreamTest::endThatGoesEndsTheOther()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    QSignalSpy closed(b.get(), &Stream::closed);
    a->write("last");
    a.reset();
    QVERIFY(closed.wait(5'000));
    QCOMPARE(readAll(*b), Bytes("last"));
    QCOMPARE(b->bytesToWrite(), 0);
}

void StreamTest::aShortReadIsFollowedByASignal()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    QSignalSpy ready(b.get(), &Stream::readyRead);
    char piece[100];
    for (int n = 1; n <= 50; ++n) {
        a->write("hello");
        QTRY_COMPARE(b->bytesAvailable(), 5);
        QTRY_COMPARE(ready.size(), n);
        QCOMPARE(b->read(piece, n % 2 == 0 ? 100 : 5), 5); // short, and just enough
    }
}

void StreamTest::bytesStayWithTheSystemUntilTheyAreRead()
{
#ifdef Q_OS_LINUX
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket outbound;
    outbound.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort(), TcpStream::openMode);
    QVERIFY(outbound.waitForConnected(5'000) && server.waitForNewConnection(5'000));
    const std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
    const auto inbound = TcpStream::inboundSocket(::dup(int(accepted->socketDescriptor())));
    accepted->abort();
    QCOMPARE(inbound->state(), QAbstractSocket::ConnectedState);
    for (QTcpSocket *to : {inbound.get(), &outbound}) {
        QTcpSocket *const from = to == &outbound ? inbound.get() : &outbound;
        QSignalSpy ready(to, &QTcpSocket::readyRead);
        from->write("hello");
        QVERIFY(ready.wait(5'000));
        char piece[10];
        QCOMPARE(::recv(int(to->socketDescriptor()), piece, sizeof piece, MSG_PEEK | MSG_DONTWAIT), 5);
        QCOMPARE(to->read(10), Bytes("hello"));
    }
#else
    QSKIP("NOT TESTED: needs Linux, whose own buffer it looks at");
#endif
}

void StreamTest::anEndIsNoticedUnread_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<qint64>("readAhead");
    QTest::addColumn<bool>("isNoticed");
    QTest::newRow("it fits") << Wire::Tcp << qint64(5'001) << true;
    QTest::newRow("it does not fit") << Wire::Tcp << qint64(5'000) << false;
    QTest::newRow("it does not fit by far") << Wire::Tcp << qint64(1'000) << false;
    QTest::newRow("with buffers, it fits") << Wire::BufferedTcp << qint64(5'001) << true;
    QTest::newRow("with buffers, it does not fit") << Wire::BufferedTcp << qint64(1'000) << false;
}

void StreamTest::anEndIsNoticedUnread()
{
    QFETCH(Wire, wire);
    QFETCH(qint64, readAhead);
    QFETCH(bool, isNoticed);
    auto [a, b] = makeStreams(wire, readAhead);
    QSignalSpy closed(b.get(), &Stream::closed);
    Bytes sent;
    for (int n = 0; n < 50; ++n) {
        const Bytes piece(100, char('a' + n % 26));
        a->write(piece);
        sent += piece;
        QTest::qWait(1); // apart, so that it is read ahead piece by piece
    }
    a.reset();
    QCOMPARE(closed.wait(isNoticed ? 5'000 : 100), isNoticed);
    Bytes got = readAll(*b);
    connect(b.get(), &Stream::readyRead, this, [&, from = b.get()] { got += readAll(*from); });
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(got == sent); // nothing is lost, noticed or not
    QCOMPARE(readAll(*b), Bytes());
}

void StreamTest::whatIsNotReadHoldsTheOtherEndBack()
{
    QFETCH(Wire, wire);
    auto [a, b] = makeStreams(wire);
    const Bytes piece(100'000, 'x');
    constexpr int count = 200; // 20 MB: more than any buffer on the way
    for (int n = 0; n < count; ++n)
        a->write(piece);
    QTest::qWait(50);
    QVERIFY(a->bytesToWrite() > 1'000'000);
    qsizetype got = readAll(*b).size();
    connect(b.get(), &Stream::readyRead, this, [&, from = b.get()] { got += readAll(*from).size(); });
    QTRY_COMPARE(got, piece.size() * count);
    QTRY_COMPARE(a->bytesToWrite(), 0);
}

void StreamTest::whatCameBeforeABrokenWriteIsRead()
{
#ifdef Q_OS_LINUX
    auto [a, b] = makeStreams(Wire::Tcp);
    b->write("unread");
    QTRY_COMPARE(a->bytesAvailable(), 6);
    a->write("last");
    a.reset(); // with bytes unread: a reset
    QSignalSpy closed(b.get(), &Stream::closed);
    b->write("one");
    b->write("two");
    QCOMPARE(closed.size(), 0);
    QVERIFY(closed.wait(5'000));
    QCOMPARE(readAll(*b), Bytes("last"));
#else
    QSKIP("NOT TESTED: needs Linux, which keeps what came before a reset");
#endif
}

void StreamTest::twoThreads()
{
    // One end here, the other in a thread of its own that sends back what it gets, and goes while bytes fly.
    for (int round = 0; round < 20; ++round) {
        auto [mine, theirs] = PipeStream::makePair();
        QThread thread;
        Stream *const echo = theirs.release();
        echo->moveToThread(&thread);
        connect(echo, &Stream::readyRead, echo, [echo] { echo->write(readAll(*echo)); });
        connect(&thread, &QThread::finished, echo, &QObject::deleteLater);
        thread.start();
        qsizetype got = 0;
        connect(mine.get(), &Stream::readyRead, this,
                [&, from = mine.get()] { got += readAll(*from).size(); });
        for (int n = 0; n < 100; ++n)
            mine->write(Bytes(100, 'x'));
        if (round % 2 == 0)
            QTRY_COMPARE(got, 10'000);
        thread.quit();
        thread.wait();
    }
}

void StreamTest::addressesAreWhole()
{
    QCOMPARE(TcpStream::addressText(QHostAddress(QStringLiteral("::ffff:192.168.1.7"))),
             QStringLiteral("192.168.1.7"));
    QCOMPARE(TcpStream::addressText(QHostAddress(QStringLiteral("10.0.0.1"))), QStringLiteral("10.0.0.1"));
    QCOMPARE(TcpStream::addressText(QHostAddress(QStringLiteral("fd12:7a::10"))),
             QStringLiteral("fd12:7a::10"));
    QCOMPARE(TcpStream::addressText(QHostAddress(QStringLiteral("fe80::1%lo"))), QStringLiteral("fe80::1"));
    auto [a, b] = makeStreams(Wire::Tcp);
    QCOMPARE(b->peerAddress(), QStringLiteral("127.0.0.1"));
    QVERIFY(b->peerPort() > 0);
    a->abort();
    QCOMPARE(a->peerAddress(), QStringLiteral("127.0.0.1")); // still known after the end
}

QTEST_GUILESS_MAIN(StreamTest)
#include "StreamTest.moc"
