// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace waxwing {

/// Counts whole seconds down for the eye: a pause after wrong passwords, the next try to connect.
class Countdown final : public QObject
{
    Q_OBJECT

public:
    explicit Countdown(QObject *parent = nullptr);

    void start(int seconds); ///< tells ticked(seconds) at once; 0 ends at once
    void stop();             ///< without finished()
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }
    [[nodiscard]] int secondsLeft() const; ///< rounded up

Q_SIGNALS:
    void ticked(int secondsLeft);
    void finished();

private:
    void onTimeout();

    QTimer m_timer;
    QDeadlineTimer m_end;
    int m_told = 0;
};

} // namespace waxwing
