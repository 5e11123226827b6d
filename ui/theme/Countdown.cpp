// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Countdown.h"

namespace waxwing {

Countdown::Countdown(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(200); // a late turn of the event loop then shows for a fifth of a second at most
    connect(&m_timer, &QTimer::timeout, this, &Countdown::onTimeout);
}

void Countdown::start(int seconds)
{
    m_end.setRemainingTime(qint64(seconds) * 1000);
    m_told = seconds;
    if (seconds <= 0) {
        m_timer.stop();
        Q_EMIT finished();
        return;
    }
    m_timer.start();
    Q_EMIT ticked(seconds);
}

void Countdown::stop()
{
    m_timer.stop();
}

int Countdown::secondsLeft() const
{
    return m_timer.isActive() ? static_cast<int>((m_end.remainingTime() + 999) / 1000) : 0;
}

void Countdown::onTimeout()
{
    const int left = secondsLeft();
    if (left == m_told)
        return;
    m_told = left;
    if (left > 0) {
        Q_EMIT ticked(left);
        return;
    }
    m_timer.stop();
    Q_EMIT finished();
}

} // namespace waxwing
