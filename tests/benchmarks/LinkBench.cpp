// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// Round trips from link to link over loopback TCP, no room above, both ends in one event loop, against those
// of a bare QTcpSocket with the same text. By turns; medians of each turn, the best turn of each. 64 KiB
// travel as two messages of 32 KiB, the longest that there are.
#include "BareGcm.h"
#include "Connector.h"
#include "FixedKeys.h"
#include "Link.h"
#include "Listener.h"
#include "Row.h"
#include "SystemRandom.h"
#include "Usage.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTcpServer>

#include <array>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

/// One way of going there and back, again and again.
class Path : public QObject
{
public:
    /// `trips` round trips, then done(their median).
    void run(int trips, std::function<void(double)> done)
    {
        m_left = trips;
        m_trips = {};
        m_done = std::move(done);
        begin();
    }

protected:
    virtual void go() = 0;
    void arrived()
    {
        m_trips.add(wallSeconds() - m_begun);
        if (--m_left > 0)
            return begin();
        QMetaObject::invokeMethod(
            this, [this] { m_done(m_trips.median()); }, Qt::QueuedConnection);
    }

private:
    void begin()
    {
        m_begun = wallSeconds();
        go();
    }
    int m_left = 0;
    double m_begun = 0;
    Samples m_trips;
    std::function<void(double)> m_done;
};

/// Two ends of a TCP connection over loopback.
struct SocketPair
{
    SocketPair()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        near = std::make_unique<QTcpSocket>();
        near->connectToHost(QHostAddress::LocalHost, server.serverPort());
        if (!near->waitForConnected() || !server.waitForNewConnection(5'000))
            qFatal("no loopback connection");
        far.reset(server.nextPendingConnection());
        far->setParent(nullptr);
    }
    std::unique_ptr<QTcpSocket> near;
    std::unique_ptr<QTcpSocket> far;
};

/// `size` bytes there, and when all have come, back.
class BarePath final : public Path
{
public:
    explicit BarePath(qsizetype size) : m_bytes(size, 'x')
    {
        for (QTcpSocket *socket : {m_sockets.near.get(), m_sockets.far.get()})
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(m_sockets.far.get(), &QTcpSocket::readyRead, this, [this] {
            if (isWhole(*m_sockets.far, m_atFar))
                write(*m_sockets.far);
        });
        connect(m_sockets.near.get(), &QTcpSocket::readyRead, this, [this] {
            if (isWhole(*m_sockets.near, m_atNear))
                arrived();
        });
    }

protected:
    void go() override { write(*m_sockets.near); }

private:
    void write(QTcpSocket &socket)
    {
        socket.write(m_bytes);
        socket.flush();
    }
    bool isWhole(QTcpSocket &socket, qsizetype &got)
    {
        std::array<char, 65'536> piece;
        while (const qint64 size = socket.read(piece.data(), qint64(piece.size()))) {
            if (size < 0)
                qFatal("the bare socket broke");
            got += size;
        }
        if (got < m_bytes.size())
            return false;
        got = 0;
        return true;
    }

    SocketPair m_sockets;
    Bytes m_bytes;
    qsizetype m_atFar = 0;
    qsizetype m_atNear = 0;
};

/// Two ends of a TCP connection over loopback, as the program makes them.
std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> connectedStreams()
{
    std::unique_ptr<Stream> near, far;
    QEventLoop wait;
    Listener listener([&](std::unique_ptr<Stream> stream) {
        far = std::move(stream);
        if (near)
            wait.quit();
    });
    if (!listener.listen({QStringLiteral("127.0.0.1")}, 0))
        qFatal("cannot listen on loopback");
    Connector connector{Settings()};
    QObject::connect(&connector, &Connector::connected, &wait, [&] {
        near = connector.takeStream();
        if (far)
            wait.quit();
    });
    connector.start({{QStringLiteral("127.0.0.1"), listener.port()}});
    wait.exec();
    return {std::move(near), std::move(far)};
}

/// The same text in `messages` messages over two links, handshake, first refresh and key updates as in a
/// room.
class LinkPath final : public Path
{
public:
    LinkPath(qsizetype size, int messages, JobPool &jobs, Random &random)
        : m_text(size / messages, u'x'), m_messages(messages)
    {
        auto [near, far] = connectedStreams();
        m_near = std::make_unique<Link>(
            std::move(near), SecureChannel::guest(*FixedOneTimeKeys().take(), random), jobs, Settings());
        m_far = std::make_unique<Link>(std::move(far), SecureChannel::host(fixedIdentity("host"), random),
                                       jobs, Settings());
        connect(m_far.get(), &Link::received, this, [this](const Message &message) {
            if (!std::holds_alternative<Say>(message) || ++m_atFar < m_messages)
                return;
            m_atFar = 0;
            speak(*m_far);
        });
        connect(m_near.get(), &Link::received, this, [this](const Message &message) {
            if (!std::holds_alternative<Say>(message) || ++m_atNear < m_messages)
                return;
            m_atNear = 0;
            arrived();
        });
    }

    /// Handshake and first refresh, then ready().
    void open(std::function<void()> ready)
    {
        for (Link *link : {m_near.get(), m_far.get()}) {
            connect(link, &Link::ended, this,
                    [](const Error &error) { qFatal("a link ended: %s", qPrintable(error.detail)); });
            connect(link, &Link::established, this, [link] {
                link->setLoggedIn(QStringLiteral("bench"));
                link->channel().wipeExporter();
                link->setAdmitted(limits::updateEveryDefault);
            });
        }
        connect(m_near.get(), &Link::established, m_far.get(), [this] { m_far->startRefresh(); });
        connect(m_far.get(), &Link::refreshFinished, this, [ready = std::move(ready)] { ready(); });
        m_far->start();
        m_near->start();
    }

protected:
    void go() override { speak(*m_near); }

private:
    void speak(Link &link)
    {
        for (int i = 0; i < m_messages; ++i)
            link.send(Say{++m_counter, m_text});
    }

    QString m_text;
    int m_messages;
    std::unique_ptr<Link> m_near;
    std::unique_ptr<Link> m_far;
    int m_atFar = 0;
    int m_atNear = 0;
    quint64 m_counter = 0;
};

/// One size: bare and sealed by turns, so many rounds.
class Race final : public QObject
{
public:
    Race(qsizetype size, int messages, JobPool &jobs, Random &random)
        : m_size(size), m_bare(size), m_link(size, messages, jobs, random), m_gcm(std::size_t(size), 1)
    {}

    void run(int rounds, int trips, std::function<void()> done)
    {
        m_roundsLeft = rounds;
        m_tripsARound = trips;
        m_done = std::move(done);
        m_link.open([this] { round(); });
    }

private:
    void round()
    {
        m_bare.run(m_tripsARound, [this](double bare) {
            m_bareTrips.add(bare);
            m_link.run(m_tripsARound, [this](double link) {
                m_linkTrips.add(link);
                m_passes.add(fourPasses());
                if (--m_roundsLeft > 0)
                    return round();
                report();
                m_done();
            });
        });
    }

    double fourPasses()
    {
        const double begun = wallSeconds();
        for (int way = 0; way < 2; ++way) {
            m_gcm.sealAll();
            m_gcm.openAll();
        }
        return wallSeconds() - begun;
    }

    void report() const
    {
        const QString size =
            m_size < 1024 ? QStringLiteral("%1 B").arg(m_size) : QStringLiteral("%1 KiB").arg(m_size / 1024);
        printNote(QStringLiteral("round trip of %1: link %2 µs, bare %3 µs, four bare GCM passes %4 µs")
                      .arg(size)
                      .arg(m_linkTrips.best() * 1e6, 0, 'f', 1)
                      .arg(m_bareTrips.best() * 1e6, 0, 'f', 1)
                      .arg(m_passes.best() * 1e6, 0, 'f', 1));
        if (m_size <= 1024) {
            const Comparison trips = compare(m_linkTrips, m_bareTrips);
            print({QStringLiteral("link round trip, %1, by a bare socket's").arg(size), trips.ratio,
                   spreadOf(trips), Bar::AtMost, 1.3});
            return;
        }
        Samples parts;
        for (std::size_t i = 0; i < m_passes.values().size(); ++i)
            parts.add((m_linkTrips.values()[i] - m_bareTrips.values()[i]) / m_passes.values()[i]);
        print({QStringLiteral("link round trip, %1, over a bare socket's, by four GCM passes").arg(size),
               (m_linkTrips.best() - m_bareTrips.best()) / m_passes.best(),
               spreadOf(parts.quantile(0.1), parts.quantile(0.9)), Bar::AtMost, 1.3});
    }

    qsizetype m_size;
    BarePath m_bare;
    LinkPath m_link;
    BareGcm m_gcm;
    int m_roundsLeft = 0;
    int m_tripsARound = 0;
    Samples m_bareTrips, m_linkTrips, m_passes;
    std::function<void()> m_done;
};

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    const QCoreApplication application(argc, argv);
    JobPool jobs;
    SystemRandom random;
    Race small(256, 1, jobs, random);
    Race middle(1024, 1, jobs, random);
    Race large(65'536, 2, jobs, random);
    const auto quit = [] { QCoreApplication::quit(); };
    const auto runLarge = [&] { large.run(100, 100, quit); };
    if (argc > 1 && qstrcmp(argv[1], "--middle") == 0) // one alone, for a profiler
        middle.run(100, 300, quit);
    else if (argc > 1 && qstrcmp(argv[1], "--large") == 0)
        runLarge();
    else
        small.run(100, 300, [&] { middle.run(100, 300, runLarge); });
    return QCoreApplication::exec();
}
