// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SleptTime.h"

#include <algorithm>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace waxwing {

#ifdef Q_OS_LINUX

namespace {

qint64 millisecondsOf(clockid_t clock)
{
    timespec now{};
    if (clock_gettime(clock, &now) != 0)
        return 0;
    return qint64(now.tv_sec) * 1'000 + now.tv_nsec / 1'000'000;
}

} // namespace

qint64 sleptMs()
{
    const qint64 awake =
        millisecondsOf(CLOCK_MONOTONIC); // first, that what passes between makes it no sleep less
    return std::max<qint64>(0, millisecondsOf(CLOCK_BOOTTIME) - awake);
}

#else

qint64 sleptMs()
{
    return 0;
}

#endif

} // namespace waxwing
