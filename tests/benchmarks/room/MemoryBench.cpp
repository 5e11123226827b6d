// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// What a guest costs the host in memory: growth of RSS from the 17th to the 1,000th, once as admitted members
// of a room, once as bare sockets with two of Botan's GCM objects each, over which one message of 256 B went
// each way; each in a process of its own.
#include "BareHall.h"
#include "CrowdProcess.h"
#include "RoomHall.h"
#include "Row.h"
#include "Usage.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

constexpr int first = 16; ///< they bring in what all share: code, pools, threads
constexpr int all = 1'000;
constexpr int settleMs = 2'000;
constexpr int rounds = 3;
constexpr qsizetype messageSize = 256;

void enter(CrowdProcess &crowd, const QString &kind, int count)
{
    crowd.enter(count, 16);
    if (kind != QLatin1String("room"))
        crowd.trade(1, messageSize, messageSize);
    QThread::msleep(settleMs);
}

/// Prints bytes a guest.
int grow(const QString &kind)
{
    std::unique_ptr<Hall> hall;
    if (kind == QLatin1String("room")) {
        hall = std::make_unique<RoomHall>(RegisteredProfile(all));
    } else {
        auto bare = std::make_unique<BareHall>(BareHall::Kind::WithCiphers);
        bare->setTrade(1, messageSize);
        hall = std::move(bare);
    }
    CrowdProcess crowd(kind, hall->port(), all);
    enter(crowd, kind, first);
    const qint64 before = residentBytes();
    enter(crowd, kind, all - first);
    std::printf("%lld\n", (residentBytes() - before) / (all - first));
    return 0;
}

double grownIn(const QString &kind)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {kind});
    if (!process.waitForFinished(600'000) || process.exitCode() != 0)
        qFatal("the measurement of %s failed", qPrintable(kind));
    return process.readAllStandardOutput().trimmed().toDouble();
}

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    raiseFileLimit();
    const QCoreApplication application(argc, argv);
    if (argc > 1)
        return grow(QCoreApplication::arguments().value(1));
    Samples room, bare;
    for (int round = 0; round < rounds; ++round) {
        room.add(grownIn(QStringLiteral("room")));
        bare.add(grownIn(QStringLiteral("bare")));
        printNote(QStringLiteral("RSS a guest: room %1 KiB, bare socket with two GCM objects %2 KiB")
                      .arg(room.values().back() / 1024, 0, 'f', 1)
                      .arg(bare.values().back() / 1024, 0, 'f', 1));
    }
    const Comparison memory = compare(room, bare);
    print({QStringLiteral("RSS a guest over 1,000, by socket and two GCM objects"), memory.ratio,
           spreadOf(memory), Bar::AtMost, 1.5});
    return 0;
}
