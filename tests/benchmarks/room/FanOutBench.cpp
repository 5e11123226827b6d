// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// One message of 256 B to rooms of 100, 500 and 1,000 members in other processes, kept for those who are
// away, until every `received` and `read` is back and the speaker knows: what it costs the host's process,
// all threads, against the same bytes both ways on as many bare sockets and against TLS 1.3 sockets that
// carry the bare contents. By turns, in one process; the others are idle meanwhile. The TLS side has no room,
// store nor encoding: it is cheaper than "the same room".
#include "BareHall.h"
#include "CrowdProcess.h"
#include "RoomHall.h"
#include "Row.h"
#include "Usage.h"

#include <QCoreApplication>

#include <map>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr int rounds = 20;
constexpr int roundsToWarmUp = 3;
constexpr int settleMs = 1'500;

/// One server with its members, and what each message cost.
struct Party
{
    Party(std::unique_ptr<Hall> h, const QString &kind, int n)
        : hall(std::move(h)), crowd(kind, hall->port(), n), size(n)
    {
        crowd.enter(n, 16);
    }

    void measure(bool isWarm)
    {
        const double before = processCpuSeconds();
        const double wall = crowd.say();
        const double cpu = processCpuSeconds() - before;
        if (!isWarm)
            return;
        cpuADelivery.add(cpu / size);
        wallADelivery.add(wall / size);
    }

    std::unique_ptr<Hall> hall;
    CrowdProcess crowd;
    int size;
    Samples cpuADelivery;
    Samples wallADelivery;
};

using Parties = std::map<std::pair<QString, int>, std::unique_ptr<Party>>;

Parties invite()
{
    const RegisteredProfile profile(1'000);
    Parties parties;
    for (const int size : {100, 500, 1'000}) {
        const QString room = QStringLiteral("room");
        parties[{room, size}] = std::make_unique<Party>(std::make_unique<RoomHall>(profile), room, size);
        if (size == 100)
            continue;
        for (const auto &[name, kind] : {std::pair{QStringLiteral("bare"), BareHall::Kind::Plain},
                                         std::pair{QStringLiteral("tls"), BareHall::Kind::Tls}})
            parties[{name, size}] = std::make_unique<Party>(std::make_unique<BareHall>(kind), name, size);
    }
    return parties;
}

void report(const Parties &parties)
{
    const auto of = [&](const char *kind, int size) -> const Party & {
        return *parties.at({QLatin1StringView(kind), size});
    };
    for (const auto &[key, party] : parties)
        printNote(QStringLiteral("%1 of %2: host CPU %3 µs a delivery, best %4; wall %5 µs")
                      .arg(key.first)
                      .arg(key.second)
                      .arg(party->cpuADelivery.median() * 1e6, 0, 'f', 2)
                      .arg(party->cpuADelivery.best() * 1e6, 0, 'f', 2)
                      .arg(party->wallADelivery.median() * 1e6, 0, 'f', 2));
    for (const int size : {500, 1'000}) {
        const Comparison bare = compare(of("room", size).cpuADelivery, of("bare", size).cpuADelivery);
        print({QStringLiteral("256 B to %1 members, host CPU by bare sockets'").arg(size), bare.ratio,
               spreadOf(bare), Bar::AtMost, 2});
        const Comparison tls = compare(of("room", size).cpuADelivery, of("tls", size).cpuADelivery);
        print({QStringLiteral("256 B to %1 members, host CPU by TLS sockets'").arg(size), tls.ratio,
               spreadOf(tls), Bar::AtMost, 1});
    }
    const Comparison cpu = compare(of("room", 1'000).cpuADelivery, of("room", 100).cpuADelivery);
    print({QStringLiteral("host CPU a delivery at 1,000 by that at 100"), cpu.ratio, spreadOf(cpu),
           Bar::AtMost, 1.3});
    const Comparison wall = compare(of("room", 1'000).wallADelivery, of("room", 100).wallADelivery);
    print({QStringLiteral("time a delivery at 1,000 by that at 100"), wall.ratio, spreadOf(wall), Bar::AtMost,
           1.3});
}

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    raiseFileLimit();
    const QCoreApplication application(argc, argv);
    Parties parties = invite();
    QThread::msleep(settleMs);
    for (int round = 0; round < rounds + roundsToWarmUp; ++round) {
        for (const auto &[key, party] : parties)
            party->measure(round >= roundsToWarmUp);
    }
    report(parties);
    return 0;
}
