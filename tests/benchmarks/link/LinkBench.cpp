// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// Round trips from link to link over loopback TCP, no room above, both ends in one event loop, against those
// of a bare QTcpSocket with the same text. By turns; medians of each turn, the best turn of each. 64 KiB
// travel as two messages of 32 KiB, the longest that there are.
#include "BareGcm.h"
#include "LinkPath.h"
#include "Row.h"
#include "SystemRandom.h"
#include "Usage.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

#include <array>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

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
