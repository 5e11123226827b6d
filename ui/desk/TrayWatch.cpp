// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TrayWatch.h"

#include <QSystemTrayIcon>
#include <QTimerEvent>

#ifdef WAXWING_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusServiceWatcher>
#endif
#include <memory>

namespace waxwing {

namespace {

constexpr int everyMs = 3'000;

TrayWatch::Probe desktop(QObject *watch)
{
#ifdef WAXWING_DBUS
    // A tray on the bus Qt looks for once and then believes in for ever.
    const QString name = QStringLiteral("org.kde.StatusNotifierWatcher");
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected() && bus.interface()->isServiceRegistered(name) &&
        QSystemTrayIcon::isSystemTrayAvailable()) {
        auto isThere = std::make_shared<bool>(true);
        auto *owner = new QDBusServiceWatcher(name, bus, QDBusServiceWatcher::WatchForOwnerChange, watch);
        QObject::connect(owner, &QDBusServiceWatcher::serviceRegistered, watch,
                         [isThere] { *isThere = true; });
        QObject::connect(owner, &QDBusServiceWatcher::serviceUnregistered, watch,
                         [isThere] { *isThere = false; });
        return [isThere] { return *isThere; };
    }
#else
    Q_UNUSED(watch)
#endif
    return &QSystemTrayIcon::isSystemTrayAvailable;
}

} // namespace

TrayWatch::TrayWatch(Probe probe, QObject *parent)
    : QObject(parent), m_probe(probe ? std::move(probe) : desktop(this)), m_isAvailable(m_probe())
{
    m_timer.start(everyMs, Qt::VeryCoarseTimer, this);
}

void TrayWatch::look()
{
    const bool now = m_probe();
    if (std::exchange(m_isAvailable, now) != now)
        Q_EMIT changed(now);
}

void TrayWatch::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        look();
}

} // namespace waxwing
