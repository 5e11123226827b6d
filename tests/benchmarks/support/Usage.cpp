// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Usage.h"

#include "ProcessMemory.h"

#include <QFile>

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

namespace waxwing::bench {

namespace {

double secondsOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

} // namespace

double wallSeconds()
{
    return secondsOf(CLOCK_MONOTONIC);
}

double processCpuSeconds()
{
    return secondsOf(CLOCK_PROCESS_CPUTIME_ID);
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

void raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void beginAsTheProgramDoes()
{
    keepFreedMemory();
    qputenv("QT_NO_GLIB", "1");
    qputenv("QT_NO_THREADED_GLIB", "1");
}

} // namespace waxwing::bench
