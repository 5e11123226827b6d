// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SleepWatch.h"

#include <utility>

namespace waxwing {

namespace {

constexpr qint64 shortestMs = 1'000; ///< less is how exact two clocks are

} // namespace

SleepWatch::SleepWatch(std::function<qint64()> sleptMs, int lookEveryMs, QObject *parent)
    : QObject(parent), m_sleptMs(std::move(sleptMs)), m_timer(this)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &SleepWatch::look);
}

void SleepWatch::start()
{
    if (m_timer.isActive())
        return;
    m_before = m_sleptMs();
    m_timer.start();
}

void SleepWatch::look()
{
    const qint64 now = m_sleptMs();
    if (now - m_before < shortestMs)
        return;
    const qint64 slept = now - std::exchange(m_before, now);
    Q_EMIT awoke(slept);
}

} // namespace waxwing
