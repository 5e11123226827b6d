// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostDoor.h"

#include "Link.h"

namespace waxwing {

HostDoor::HostDoor(std::shared_ptr<const Identity> identity, Random &random, JobPool &jobs,
                   const Clock &clock, const Settings &settings, QObject *parent)
    : QObject(parent), m_identity(std::move(identity)), m_random(random), m_jobs(jobs), m_settings(settings),
      m_queue(settings, jobs.handshakeThreads(), clock), m_gate(settings),
      m_listener([this](std::unique_ptr<Stream> stream) { add(std::move(stream)); })
{}

HostDoor::~HostDoor()
{
    // Before the queue and the gate, which they would tell of their end.
    qDeleteAll(findChildren<Link *>(Qt::FindDirectChildrenOnly));
}

Link *HostDoor::add(std::unique_ptr<Stream> stream)
{
    auto *link =
        new Link(std::move(stream), SecureChannel::host(m_identity, m_random), m_jobs, m_settings, this);
    connect(link, &Link::guestHelloWaiting, this, [this, link] { m_queue.add(link); });
    connect(link, &Link::established, this, [this, link] { Q_EMIT established(link); });
    connect(link, &Link::ended, link, &QObject::deleteLater);
    Q_EMIT made(link);
    link->start(true);
    m_gate.add(link);
    return link;
}

} // namespace waxwing
