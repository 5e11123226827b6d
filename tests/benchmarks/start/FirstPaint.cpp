// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FirstPaint.h"

#include <QCoreApplication>
#include <QEvent>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace waxwing::bench {

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    // The whole window is painted and flushed while one expose event is handled: what is queued comes behind
    // it, and this first of all: what the program has put off until then is no part of the paint.
    if (event->type() == QEvent::Paint && !std::exchange(m_isPainting, true))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
    return QObject::eventFilter(watched, event);
}

bool FirstPaint::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    report();
    return true;
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
