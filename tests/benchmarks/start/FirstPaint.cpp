// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FirstPaint.h"

#include <QEvent>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace waxwing::bench {

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    // The whole window is painted and flushed while one expose event is handled: what is queued comes behind
    // it.
    if (event->type() == QEvent::Paint && !std::exchange(m_isPainting, true))
        QMetaObject::invokeMethod(this, &FirstPaint::report, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void FirstPaint::report()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    std::printf("%.9f\n", double(time.tv_sec) + double(time.tv_nsec) * 1e-9);
    std::fflush(stdout);
    ::_exit(0);
}

} // namespace waxwing::bench
