// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NetworkSide.h"

#include "RoomGuest.h"
#include "RoomSeeker.h"

#include <QThread>
#include <QTimer>

namespace waxwing {

namespace {

constexpr int longestGoodbyeMs = 5'000;

} // namespace

NetworkSide::NetworkSide(JobPool &jobs, const Clock &clock)
    : m_gate(jobs, this), m_parting(this), m_mdns(clock, this)
{
    connect(&m_parting, &PartingLinks::emptied, this, &NetworkSide::quitIfDone);
}

void NetworkSide::adopt(RoomGuest *guest)
{
    guest->moveToThread(thread());
    QMetaObject::invokeMethod(
        this, [this, guest] { track(guest, false); }, Qt::QueuedConnection);
}

void NetworkSide::adopt(RoomHost *host)
{
    host->moveToThread(thread());
    QMetaObject::invokeMethod(
        this, [this, host] { track(host, true); }, Qt::QueuedConnection);
}

void NetworkSide::adopt(RoomSeeker *seeker)
{
    seeker->moveToThread(thread());
    QMetaObject::invokeMethod(
        this, [this, seeker] { track(seeker, false); }, Qt::QueuedConnection);
}

void NetworkSide::track(QObject *object, bool isHost)
{
    (isHost ? m_hosts : m_guests).insert(object);
    connect(object, &QObject::destroyed, this, [this, object] {
        m_guests.remove(object);
        m_hosts.remove(object);
        quitIfDone();
    });
}

void NetworkSide::finish()
{
    m_isFinishing = true;
    const QSet<QObject *> guests = m_guests;
    qDeleteAll(guests);
    const QSet<QObject *> hosts = m_hosts;
    for (QObject *object : hosts) {
        auto *host = static_cast<RoomHost *>(object);
        connect(host, &RoomHost::closed, host, &QObject::deleteLater);
        host->close(Code::Away);
    }
    QTimer::singleShot(longestGoodbyeMs, this, [this] {
        const QSet<QObject *> left = m_hosts;
        qDeleteAll(left);
        thread()->quit();
    });
    quitIfDone();
}

void NetworkSide::quitIfDone()
{
    if (m_isFinishing && m_guests.isEmpty() && m_hosts.isEmpty() && m_parting.isEmpty())
        thread()->quit();
}

} // namespace waxwing
