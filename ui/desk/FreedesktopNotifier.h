// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Notifier.h"

#ifdef WAXWING_DBUS

#include <QDBusConnection>
#include <QHash>

class QDBusPendingCallWatcher;

namespace waxwing {

/// Notices by org.freedesktop.Notifications (Desktop Notifications Specification 1.2). The service starts by
/// itself where the desktop has one; without one, or without a bus, each notice comes back as failed().
class FreedesktopNotifier final : public Notifier
{
    Q_OBJECT
public:
    explicit FreedesktopNotifier(const QDBusConnection &bus, QObject *parent = nullptr);

    void show(const Notice &notice) override;
    void withdraw(quint64 room) override;

private Q_SLOTS: // called by the bus
    void onActionInvoked(uint id, const QString &action);
    void onActivationToken(uint id, const QString &token);
    void onClosed(uint id, uint reason);

private:
    enum class Markup { Unknown, Asked, No, Yes };
    struct Shown
    {
        uint id = 0;          ///< 0: its call is under way
        bool isWanted = true; ///< not withdrawn meanwhile
        bool isCalling = false;
        Notice next; ///< came meanwhile; empty title: none
    };

    void askCapabilities();
    void send(const Notice &notice);
    void onShown(const Notice &notice, QDBusPendingCallWatcher *call);
    void close(uint id);
    [[nodiscard]] quint64 roomOf(uint id) const; ///< 0: not ours

    QDBusConnection m_bus;
    Markup m_markup = Markup::Unknown;
    QList<Notice> m_waiting; ///< until the capabilities are known
    QHash<quint64, Shown> m_shown;
    QHash<uint, QString> m_tokens;
};

} // namespace waxwing

#endif
