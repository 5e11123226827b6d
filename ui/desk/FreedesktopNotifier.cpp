// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FreedesktopNotifier.h"

#ifdef WAXWING_DBUS

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace waxwing {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int callTimeoutMs = 10'000; ///< the service may have to be started first

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

} // namespace

FreedesktopNotifier::FreedesktopNotifier(const QDBusConnection &bus, QObject *parent)
    : Notifier(parent), m_bus(bus)
{
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                  SLOT(onActionInvoked(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("ActivationToken"), this,
                  SLOT(onActivationToken(uint, QString)));
    m_bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                  SLOT(onClosed(uint, uint)));
}

void FreedesktopNotifier::show(const Notice &notice)
{
    if (!m_bus.isConnected()) {
        Q_EMIT failed(notice);
        return;
    }
    if (m_markup == Markup::Unknown || m_markup == Markup::Asked) {
        m_waiting.removeIf([&notice](const Notice &other) { return other.room == notice.room; });
        m_waiting.append(notice);
        if (m_markup == Markup::Unknown)
            askCapabilities();
        return;
    }
    send(notice);
}

/// Whether the body is markup decides whether it must be escaped, so that is asked before the first.
void FreedesktopNotifier::askCapabilities()
{
    m_markup = Markup::Asked;
    auto *call = new QDBusPendingCallWatcher(
        m_bus.asyncCall(callOf(QStringLiteral("GetCapabilities")), callTimeoutMs), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusPendingReply<QStringList> reply = *call;
        const QList<Notice> waiting = std::exchange(m_waiting, {});
        if (reply.isError()) {
            m_markup = Markup::Unknown; // asked again with the next notice: it may have come by then
            for (const Notice &notice : waiting)
                Q_EMIT failed(notice);
            return;
        }
        m_markup = reply.value().contains(QStringLiteral("body-markup")) ? Markup::Yes : Markup::No;
        for (const Notice &notice : waiting)
            send(notice);
    });
}

void FreedesktopNotifier::send(const Notice &notice)
{
    Shown &shown = m_shown[notice.room];
    shown.isWanted = true;
    if (shown.isCalling) {
        shown.next = notice;
        return;
    }
    shown.isCalling = true;
    QDBusMessage call = callOf(QStringLiteral("Notify"));
    const QString body = m_markup == Markup::Yes ? notice.body.toHtmlEscaped() : notice.body;
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("waxwing")},
                            {QStringLiteral("category"), QStringLiteral("im.received")},
                            {QStringLiteral("suppress-sound"), true}}; // ours is a setting of its own
    call << QStringLiteral("Waxwing") << shown.id << QStringLiteral("waxwing") << notice.title << body
         << QStringList{QStringLiteral("default"), tr("Open")} << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, callTimeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, notice, watcher] { onShown(notice, watcher); });
}

void FreedesktopNotifier::onShown(const Notice &notice, QDBusPendingCallWatcher *call)
{
    call->deleteLater();
    const QDBusPendingReply<uint> reply = *call;
    Shown &shown = m_shown[notice.room];
    shown.isCalling = false;
    shown.id = reply.isError() ? 0 : reply.value();
    const Notice next = std::exchange(shown.next, {});
    if (!shown.isWanted) {
        close(shown.id);
        m_shown.remove(notice.room);
    } else if (!next.title.isEmpty()) {
        send(next);
    } else if (reply.isError()) {
        m_shown.remove(notice.room);
        m_markup = Markup::Unknown;
        Q_EMIT failed(notice);
    }
}

void FreedesktopNotifier::withdraw(quint64 room)
{
    m_waiting.removeIf([room](const Notice &notice) { return notice.room == room; });
    const auto shown = m_shown.find(room);
    if (shown == m_shown.end())
        return;
    if (shown->isCalling) {
        shown->isWanted = false;
        shown->next = {};
        return;
    }
    close(shown->id);
    m_shown.erase(shown);
}

void FreedesktopNotifier::close(uint id)
{
    if (id != 0)
        m_bus.asyncCall(callOf(QStringLiteral("CloseNotification")) << id);
}

quint64 FreedesktopNotifier::roomOf(uint id) const
{
    for (auto shown = m_shown.begin(); shown != m_shown.end(); ++shown) {
        if (id != 0 && shown->id == id)
            return shown.key();
    }
    return 0;
}

void FreedesktopNotifier::onActivationToken(uint id, const QString &token)
{
    if (roomOf(id) != 0)
        m_tokens.insert(id, token); // the click itself comes next
}

void FreedesktopNotifier::onActionInvoked(uint id, const QString &action)
{
    const quint64 room = roomOf(id);
    if (room != 0 && action == QLatin1StringView("default"))
        Q_EMIT activated(room, m_tokens.take(id));
}

void FreedesktopNotifier::onClosed(uint id, uint)
{
    m_tokens.remove(id);
    if (const quint64 room = roomOf(id); room != 0 && !m_shown[room].isCalling)
        m_shown.remove(room);
}

} // namespace waxwing

#endif
