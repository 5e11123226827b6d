// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QBasicTimer>
#include <QObject>
#include <functional>

namespace waxwing {

/// Whether the desktop has a tray, and when that changes: a panel may start late, or end.
class TrayWatch : public QObject
{
    Q_OBJECT
public:
    using Probe = std::function<bool()>;

    /// Asks the probe now and then; as delivered the desktop.
    explicit TrayWatch(Probe probe = {}, QObject *parent = nullptr);

    [[nodiscard]] bool isAvailable() const { return m_isAvailable; }
    void look(); ///< at once

Q_SIGNALS:
    void changed(bool isAvailable);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    Probe m_probe;
    QBasicTimer m_timer;
    bool m_isAvailable;
};

} // namespace waxwing
