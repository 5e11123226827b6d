// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>

namespace waxwing {

/// Notices that this machine has slept: timers stood still, the network went on.
class SleepWatch : public QObject
{
    Q_OBJECT
public:
    /// `sleptMs` as SleptTime.h tells it.
    explicit SleepWatch(std::function<qint64()> sleptMs, int lookEveryMs, QObject *parent = nullptr);

    void start();
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void awoke(qint64 sleptMs);

private:
    void look();

    std::function<qint64()> m_sleptMs;
    QTimer m_timer;
    qint64 m_before = 0;
};

} // namespace waxwing
