// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// What watching a link costs once the log is full and goes round: round trips from link to link over loopback
// TCP without a tap, by the same with one that keeps every frame, as in a program with a window whose wire
// dock is closed, and by the same with a capture file and a key log written at both ends. By turns; medians
// of each turn, the best turn of each.
#include "LinkPath.h"
#include "Row.h"
#include "SystemRandom.h"
#include "Usage.h"
#include "WireTrace.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

/// As after a long evening: as many frames as the log keeps, and more bytes.
void fill(FrameLog &log)
{
    PassingFrame frame;
    frame.link = log.addLink({});
    const Bytes record(700, 'x');
    frame.bytes = record;
    for (int i = 0; i < 100'000; ++i)
        log.add(frame);
}

class Race final : public QObject
{
public:
    Race(qsizetype size, JobPool &jobs, Random &random)
        : m_size(size), m_plain(size, 1, jobs, random), m_watched(size, 1, jobs, random),
          m_recorded(size, 1, jobs, random)
    {
        record(m_nearFiles, m_recorded.near(), QStringLiteral("near"));
        record(m_farFiles, m_recorded.far(), QStringLiteral("far"));
        fill(*m_atNear.log());
        fill(*m_atFar.log());
        m_atNear.attach(m_watched.near());
        m_atFar.attach(m_watched.far());
    }

    void run(int rounds, int trips, std::function<void()> done)
    {
        m_roundsLeft = rounds;
        m_tripsARound = trips;
        m_done = std::move(done);
        m_plain.open([this] { m_watched.open([this] { m_recorded.open([this] { round(); }); }); });
    }

private:
    void record(WireTrace &trace, Link &link, const QString &name)
    {
        trace.startCapture({m_folder.filePath(name + QStringLiteral(".pcapng"))});
        trace.startKeyLog(m_folder.filePath(name + QStringLiteral(".keys")));
        trace.attach(link);
    }

    void round()
    {
        m_plain.run(m_tripsARound, [this](double plain) {
            m_plainTrips.add(plain);
            m_watched.run(m_tripsARound, [this](double watched) {
                m_watchedTrips.add(watched);
                m_recorded.run(m_tripsARound, [this](double recorded) {
                    m_recordedTrips.add(recorded);
                    if (--m_roundsLeft > 0)
                        return round();
                    report();
                    m_done();
                });
            });
        });
    }

    void report() const
    {
        const Comparison trips = compare(m_watchedTrips, m_plainTrips);
        print({QStringLiteral("link round trip of %1 B, watched by unwatched").arg(m_size), trips.ratio,
               spreadOf(trips), Bar::AtMost, 1.05});
        const Comparison recorded = compare(m_recordedTrips, m_plainTrips);
        print({QStringLiteral("link round trip of %1 B, recorded at both ends by unwatched").arg(m_size),
               recorded.ratio, spreadOf(recorded), Bar::AtMost, 2.0});
    }

    qsizetype m_size;
    LinkPath m_plain;
    LinkPath m_watched;
    LinkPath m_recorded;
    QTemporaryDir m_folder;
    WireTrace m_nearFiles;
    WireTrace m_farFiles;
    WireTrace m_atNear;
    WireTrace m_atFar;
    int m_roundsLeft = 0;
    int m_tripsARound = 0;
    Samples m_plainTrips, m_watchedTrips, m_recordedTrips;
    std::function<void()> m_done;
};

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    const QCoreApplication application(argc, argv);
    JobPool jobs;
    SystemRandom random;
    Race small(256, jobs, random);
    Race large(4'096, jobs, random);
    small.run(100, 300, [&] { large.run(100, 300, [] { QCoreApplication::quit(); }); });
    return QCoreApplication::exec();
}
