// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// The members of a benchmark, in a process of their own: waxwing_bench_members room|bare|tls PORT SIZE. Takes
// one command a line on standard input and answers each with one line.
//   enter COUNT AT_ONCE          → "entered"
//   say                          → "said" and the seconds until the last had it
//   trade TIMES SIZE ANSWER      → "traded" (bare)
//   segments                     → "segments", in, out, bytes in, bytes out
#include "BareCrowd.h"
#include "RoomCrowd.h"
#include "Usage.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

using namespace waxwing;
using namespace waxwing::bench;

namespace {

std::unique_ptr<Crowd> makeCrowd(const QString &kind, quint16 port, int size)
{
    if (kind == QLatin1String("room"))
        return std::make_unique<RoomCrowd>(port, size);
    const bool isTls = kind == QLatin1String("tls");
    return std::make_unique<BareCrowd>(isTls ? BareCrowd::Kind::Tls : BareCrowd::Kind::Plain, port, size);
}

void answer(const QString &line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

void obey(Crowd &crowd, const QStringList &words)
{
    const QString what = words.value(0);
    if (what == QLatin1String("enter")) {
        crowd.enter(words.value(1).toInt(), words.value(2).toInt(),
                    [] { answer(QStringLiteral("entered")); });
    } else if (what == QLatin1String("say")) {
        crowd.say([&crowd] { answer(QStringLiteral("said %1").arg(crowd.secondsToLast(), 0, 'g', 9)); });
    } else if (what == QLatin1String("trade")) {
        dynamic_cast<BareCrowd &>(crowd).trade(words.value(1).toInt(), words.value(2).toLongLong(),
                                               words.value(3).toLongLong(),
                                               [] { answer(QStringLiteral("traded")); });
    } else if (what == QLatin1String("segments")) {
        const SegmentCount count = crowd.segments();
        answer(QStringLiteral("segments %1 %2 %3 %4")
                   .arg(count.in)
                   .arg(count.out)
                   .arg(count.bytesIn)
                   .arg(count.bytesOut));
    } else {
        qFatal("what is %s?", qPrintable(what));
    }
}

} // namespace

int main(int argc, char **argv)
{
    beginAsTheProgramDoes();
    raiseFileLimit();
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        qFatal("waxwing_bench_members room|bare|tls PORT SIZE");
    const auto crowd = makeCrowd(arguments[1], arguments[2].toUShort(), arguments[3].toInt());
    QByteArray pending;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&] {
        std::array<char, 4'096> piece;
        const ssize_t size = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (size <= 0)
            return QCoreApplication::quit(); // the host's program has ended
        pending.append(piece.data(), size);
        for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
            const QString line = QString::fromUtf8(pending.left(end));
            pending.remove(0, end + 1);
            obey(*crowd, line.split(u' '));
        }
    });
    const int status = QCoreApplication::exec();
    std::fflush(stdout);
    ::_exit(status); // a thousand links need not be taken down one by one
}
