// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Connector.h"
#include "Listener.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace waxwing;

namespace {

/// A port where nobody listens, and nobody can: it is taken for as long as this lives.
class ClosedPort
{
public:
    ClosedPort()
    {
        if (!m_socket.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress))
            qFatal("no port");
    }
    [[nodiscard]] quint16 number() const { return m_socket.localPort(); }

private:
    QTcpSocket m_socket;
};

} // namespace

/// Listener and Connector on loopback: found, refused, silent, busy.
class ConnectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsToAListener();
    void triesAddressesInOrder();
    void refusedPortIsNamed();
    void silentAddressIsNamed();
    void unreachableAddressIsNamed();
    void emptyListIsRefused();
    void nearestFailureIsTold();
    void cancelIsSilent();
    void busyPortIsNamed();
    void foreignAddressCannotBeListenedOn();
    void nonsenseIsNoAddress();
    void listensOnSeveralAddresses();
    void closedListenerRefuses();
    void openFilesAreRaised();

private:
    static HostAddress at(quint16 port, const QString &address = QStringLiteral("127.0.0.1"))
    {
        return {address, port};
    }
};

void ConnectTest::connectsToAListener()
{
    std::vector<std::unique_ptr<Stream>> accepted;
    Listener listener([&](std::unique_ptr<Stream> stream) { accepted.push_back(std::move(stream)); });
    QVERIFY(listener.listen({}, 0));
    QVERIFY(listener.port() > 0);
    Connector connector({});
    QSignalSpy connected(&connector, &Connector::connected);
    connector.start({at(listener.port())});
    QVERIFY(connected.wait(5'000));
    QTRY_COMPARE(accepted.size(), std::size_t(1));
    std::unique_ptr<Stream> stream = connector.takeStream();
    QVERIFY(stream);
    QCOMPARE(stream->peerPort(), listener.port());
    stream->write("hello");
    QTRY_COMPARE(accepted.front()->bytesAvailable(), 5);
    QCOMPARE(accepted.front()->peerAddress(), QStringLiteral("127.0.0.1")); // not ::ffff:127.0.0.1
}

void ConnectTest::triesAddressesInOrder()
{
    std::vector<std::unique_ptr<Stream>> accepted;
    Listener listener([&](std::unique_ptr<Stream> stream) { accepted.push_back(std::move(stream)); });
    QVERIFY(listener.listen({QStringLiteral("127.0.0.1")}, 0));
    Connector connector({});
    QStringList tried;
    connect(&connector, &Connector::trying, this,
            [&](const HostAddress &address) { tried += address.text(); });
    QSignalSpy connected(&connector, &Connector::connected);
    const ClosedPort closed;
    const HostAddress refusing = at(closed.number());
    const HostAddress good = at(listener.port());
    connector.start({refusing, good, refusing});
    QVERIFY(connected.wait(5'000));
    QCOMPARE(tried, QStringList({refusing.text(), good.text()}));
    QCOMPARE(connector.address(), good);
}

void ConnectTest::refusedPortIsNamed()
{
    Connector connector({});
    QSignalSpy failed(&connector, &Connector::failed);
    const ClosedPort closed;
    connector.start({at(closed.number())});
    QVERIFY(failed.wait(5'000));
    QCOMPARE(failed.first().first().value<Error>().code, Code::ConnectionRefused);
    QVERIFY(!connector.takeStream());
}

void ConnectTest::silentAddressIsNamed()
{
    // A listener whose queue is full: further connections get no answer.
    QTcpServer full;
    full.setListenBacklogSize(0);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> fillers;
    for (int n = 0; n < 4; ++n) {
        fillers.push_back(std::make_unique<QTcpSocket>());
        fillers.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), full.serverPort());
    }
    QTest::qWait(50);
    Settings settings;
    settings.connectTimeoutMs = 100;
    Connector connector(settings);
    QSignalSpy failed(&connector, &Connector::failed);
    connector.start({at(full.serverPort())});
    QVERIFY(failed.wait(5'000));
    QCOMPARE(failed.first().first().value<Error>().code, Code::NoAnswer);
}

void ConnectTest::unreachableAddressIsNamed()
{
    Connector connector({});
    QSignalSpy failed(&connector, &Connector::failed);
    connector.start({at(1, QStringLiteral("255.255.255.255"))}); // no TCP goes there; nothing is sent
    QVERIFY(failed.wait(5'000));
    QCOMPARE(failed.first().first().value<Error>().code, Code::Unreachable);
}

void ConnectTest::emptyListIsRefused()
{
    Connector connector({});
    QSignalSpy failed(&connector, &Connector::failed);
    connector.start({});
    QVERIFY(failed.wait(5'000));
    QCOMPARE(failed.first().first().value<Error>().code, Code::AddressInvalid);
}

void ConnectTest::nearestFailureIsTold()
{
    Connector connector({});
    QSignalSpy failed(&connector, &Connector::failed);
    const ClosedPort closed;
    connector.start({at(closed.number()), at(1, QStringLiteral("255.255.255.255"))});
    QVERIFY(failed.wait(5'000));
    QCOMPARE(failed.first().first().value<Error>().code, Code::ConnectionRefused);
    QCOMPARE(failed.size(), 1);
}

void ConnectTest::cancelIsSilent()
{
    std::vector<std::unique_ptr<Stream>> accepted;
    Listener listener([&](std::unique_ptr<Stream> stream) { accepted.push_back(std::move(stream)); });
    QVERIFY(listener.listen({}, 0));
    Connector connector({});
    QSignalSpy failed(&connector, &Connector::failed);
    QSignalSpy connected(&connector, &Connector::connected);
    connect(&connector, &Connector::trying, &connector, &Connector::cancel);
    connector.start({at(listener.port())});
    QTest::qWait(100);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(connected.size(), 0);
}

void ConnectTest::busyPortIsNamed()
{
    Listener first([](const std::unique_ptr<Stream> &) {});
    QVERIFY(first.listen({QStringLiteral("127.0.0.1")}, 0));
    Listener second([](const std::unique_ptr<Stream> &) {});
    const Result<void> listening = second.listen({QStringLiteral("127.0.0.1")}, first.port());
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, Code::PortInUse);
    QCOMPARE(second.port(), 0);
    QVERIFY(!second.listen({}, first.port())); // all addresses include this one
}

void ConnectTest::foreignAddressCannotBeListenedOn()
{
    Listener listener([](const std::unique_ptr<Stream> &) {});
    const Result<void> listening = listener.listen({QStringLiteral("192.0.2.1")}, 0); // TEST-NET-1: not ours
    QVERIFY(!listening);
    QCOMPARE(listening.error().code, Code::CannotListen);
}

void ConnectTest::nonsenseIsNoAddress()
{
    Listener listener([](const std::unique_ptr<Stream> &) {});
    QCOMPARE(listener.listen({QStringLiteral("localhost")}, 0).error().code, Code::AddressInvalid);
}

void ConnectTest::listensOnSeveralAddresses()
{
    int count = 0;
    Listener listener([&](const std::unique_ptr<Stream> &) { ++count; });
    QVERIFY(listener.listen({QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.2")}, 0));
    for (const char *address : {"127.0.0.1", "127.0.0.2"}) {
        Connector connector({});
        QSignalSpy connected(&connector, &Connector::connected);
        connector.start({at(listener.port(), QLatin1String(address))});
        QVERIFY(connected.wait(5'000));
    }
    QTRY_COMPARE(count, 2);
}

void ConnectTest::closedListenerRefuses()
{
    Listener listener([](const std::unique_ptr<Stream> &) {});
    QVERIFY(listener.listen({}, 0));
    const quint16 port = listener.port();
    listener.close();
    Connector connector({});
    QSignalSpy failed(&connector, &Connector::failed);
    connector.start({at(port)});
    QVERIFY(failed.wait(5'000));
    QCOMPARE(failed.first().first().value<Error>().code, Code::ConnectionRefused);
}

void ConnectTest::openFilesAreRaised()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = qMin<rlim_t>(limit.rlim_max, 256);
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    Listener listener([](const std::unique_ptr<Stream> &) {});
    QVERIFY(listener.listen({}, 0));
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    QCOMPARE(limit.rlim_cur, limit.rlim_max);
    QVERIFY(limit.rlim_cur >= before);
#else
    QSKIP("NEEDS RLIMIT_NOFILE (Unix): raising the number of open files was NOT tried");
#endif
}

QTEST_GUILESS_MAIN(ConnectTest)
#include "ConnectTest.moc"
