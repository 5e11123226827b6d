// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing::bench {

/// Waits for the first paint of a window, says when the window was on the screen (on standard output: seconds
/// of the monotonic clock) and ends the process. Installed on the application as soon as there is one.
class FirstPaint final : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void report();
    bool m_isPainting = false;
};

} // namespace waxwing::bench
