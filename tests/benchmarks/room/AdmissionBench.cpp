// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// 100 guests in another process, 16 at a time, from accept to admitted: CPU of all threads of the host
// against the sum, in the same run, of the arithmetic that cannot be left out and of as many writes and reads
// on bare sockets as the system counted segments. By turns.
#include "BareHall.h"
#include "CrowdProcess.h"
#include "Primitives.h"
#include "RoomHall.h"
#include "Row.h"
#include "Usage.h"

#include <QCoreApplication>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr int guests = 100;
constexpr int atOnce = 16;
constexpr int rounds = 8;
constexpr int gatheredMs = 300; ///< the last join lines are on their way

struct Admitted
{
    double cpu = 0;
    CrowdProcess::Segments segments;
};

Admitted admit(const RegisteredProfile &profile)
{
    const RoomHall hall(profile);
    CrowdProcess crowd(QStringLiteral("room"), hall.port(), guests);
    crowd.segments(); // it has started
    const double before = processCpuSeconds();
    crowd.enter(guests, atOnce);
    QThread::msleep(gatheredMs);
    Admitted admitted;
    admitted.cpu = processCpuSeconds() - before;
    admitted.segments = crowd.segments();
    return admitted;
}

/// The same number of reads and writes, of the same mean sizes, on as many bare sockets.
double tradeAsMuch(const CrowdProcess::Segments &segments)
{
    BareHall hall(BareHall::Kind::Plain);
    CrowdProcess crowd(QStringLiteral("bare"), hall.port(), guests);
    crowd.enter(guests, atOnce);
    const double reads = double(segments.out) / guests;
    const int times = qRound(reads);
    const int writes = qMax(1, qRound(double(segments.in) / double(segments.out)));
    const qsizetype size = segments.bytesIn / segments.in;
    hall.setTrade(writes, size);
    const double before = processCpuSeconds();
    crowd.trade(times, segments.bytesOut / segments.out, size * writes);
    const double traded = double(times) * guests * (1 + writes);
    return (processCpuSeconds() - before) * double(segments.in + segments.out) / traded;
}

double compute(Primitives &primitives)
{
    const double before = processCpuSeconds();
    for (int i = 0; i < guests; ++i)
        primitives.run();
    return processCpuSeconds() - before;
}

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    raiseFileLimit();
    const QCoreApplication application(argc, argv);
    const RegisteredProfile profile(guests);
    Primitives primitives;
    Samples ours, sum, arithmetic, traffic;
    CrowdProcess::Segments segments;
    for (int round = 0; round < rounds; ++round) {
        const Admitted admitted = admit(profile);
        segments = admitted.segments;
        ours.add(admitted.cpu);
        arithmetic.add(compute(primitives));
        traffic.add(tradeAsMuch(segments));
        sum.add(arithmetic.values().back() + traffic.values().back());
    }
    printNote(QStringLiteral(
                  "a guest's admission: host CPU %1 ms; arithmetic %2 ms, sockets %3 ms for %4 writes and "
                  "%5 reads")
                  .arg(ours.best() * 1e3 / guests, 0, 'f', 3)
                  .arg(arithmetic.best() * 1e3 / guests, 0, 'f', 3)
                  .arg(traffic.best() * 1e3 / guests, 0, 'f', 3)
                  .arg(double(segments.in) / guests, 0, 'f', 1)
                  .arg(double(segments.out) / guests, 0, 'f', 1));
    const Comparison admission = compare(ours, sum);
    print({QStringLiteral("100 guests admitted, host CPU by its parts'"), admission.ratio,
           spreadOf(admission), Bar::AtMost, 1.3});
    return 0;
}
