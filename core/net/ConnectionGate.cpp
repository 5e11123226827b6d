// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ConnectionGate.h"

#include "Link.h"

#include <QHash>

namespace waxwing {

ConnectionGate::ConnectionGate(const Settings &settings, QObject *parent)
    : QObject(parent), m_most(settings.connectionsNotLoggedIn),
      m_mostPerAddress(settings.connectionsPerAddress), m_mostLingering(settings.lingering)
{}

void ConnectionGate::add(Link *link)
{
    if (link->stream().isLocal())
        return;
    sweep();
    const bool addressFull = countOf(link->stream().peerAddress()) >= m_mostPerAddress;
    const bool full = m_links.size() >= m_most;
    m_links.push_back(link);
    connect(link, &Link::closing, this, [this, link] { onClosing(link); });
    connect(link, &Link::ended, this, [this, link] { forget(link); });
    connect(link, &QObject::destroyed, this, &ConnectionGate::forget);
    if (!full && !addressFull)
        return;
    Link *goes = victim(link, addressFull);
    (goes ? goes : link)->close(Code::Busy);
}

int ConnectionGate::notLoggedIn() const
{
    int count = 0;
    for (const Link *link : m_links)
        count += link->isLoggedIn() ? 0 : 1;
    return count;
}

/// Those that have logged in meanwhile are the room's.
void ConnectionGate::sweep()
{
    for (qsizetype i = m_links.size() - 1; i >= 0; --i) {
        if (m_links[i]->isLoggedIn())
            m_links.removeAt(i);
    }
}

int ConnectionGate::countOf(const QString &address) const
{
    int count = 0;
    for (const Link *link : m_links)
        count += link->stream().peerAddress() == address ? 1 : 0;
    return count;
}

/// Of one address (the newcomer's, or the one that holds most) who has kept the host waiting longest. Never
/// of another address: who fills the house from one must not push out those at the others.
Link *ConnectionGate::victim(const Link *newcomer, bool ofItsAddress) const
{
    const QString address = ofItsAddress ? newcomer->stream().peerAddress() : fullestAddress();
    Link *longest = nullptr;
    qint64 waited = -1;
    for (Link *link : m_links) {
        const std::optional<qint64> kept = link->keptWaitingMs();
        if (link == newcomer || !kept || *kept <= waited || link->stream().peerAddress() != address)
            continue;
        waited = *kept;
        longest = link;
    }
    return longest;
}

QString ConnectionGate::fullestAddress() const
{
    QHash<QString, int> counts;
    QString fullest;
    int most = 0;
    for (const Link *link : m_links) {
        const QString address = link->stream().peerAddress();
        if (++counts[address] > most) {
            most = counts[address];
            fullest = address;
        }
    }
    return fullest;
}

void ConnectionGate::onClosing(Link *link)
{
    if (!m_links.removeOne(link) || link->isLoggedIn())
        return;
    m_lingering.push_back(link);
    if (m_lingering.size() > m_mostLingering)
        m_lingering.first()->abandon(); // its ended() takes it out
}

void ConnectionGate::forget(QObject *link)
{
    m_links.removeIf([&](const QObject *other) { return other == link; });
    m_lingering.removeIf([&](const QObject *other) { return other == link; });
}

} // namespace waxwing
