// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HandshakeQueue.h"

#include "Link.h"

namespace waxwing {

HandshakeQueue::HandshakeQueue(const Settings &settings, int mostAtOnce, const Clock &clock, QObject *parent)
    : QObject(parent), m_burst(settings.handshakeBurst), m_perSecond(settings.handshakesPerSecond),
      m_mostAddresses(settings.addresses), m_mostAtOnce(qMax(1, mostAtOnce)), m_clock(clock)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &HandshakeQueue::serve);
}

void HandshakeQueue::add(Link *link)
{
    if (link->stream().isLocal()) {
        link->letHandshakeIn();
        return;
    }
    const QString text = link->stream().peerAddress();
    Address &address = addressOf(text);
    if (address.waiting.isEmpty())
        m_turns.push_back(text);
    address.waiting.push_back(link);
    serve();
}

int HandshakeQueue::waiting() const
{
    int count = 0;
    for (const QString &text : m_turns) {
        for (const QPointer<Link> &link : m_addresses.constFind(text)->waiting)
            count += link && !link->isClosing() ? 1 : 0;
    }
    return count;
}

HandshakeQueue::Address &HandshakeQueue::addressOf(const QString &text)
{
    const qint64 now = m_clock.monotonicMs();
    auto found = m_addresses.find(text);
    if (found == m_addresses.end()) {
        if (m_addresses.size() >= m_mostAddresses)
            forgetAddresses();
        found = m_addresses.insert(text, {TokenBucket(m_perSecond, m_burst, now), now, {}});
    }
    found->lastUsedMs = now;
    return *found;
}

/// Those that hold back nobody; if there is none, the one unused for longest. Never one with a guest waiting.
void HandshakeQueue::forgetAddresses()
{
    const qint64 now = m_clock.monotonicMs();
    m_addresses.removeIf([&](const auto &entry) {
        return entry.value().waiting.isEmpty() && entry.value().bucket.isFull(now);
    });
    if (m_addresses.size() < m_mostAddresses)
        return;
    auto oldest = m_addresses.end();
    for (auto entry = m_addresses.begin(); entry != m_addresses.end(); ++entry) {
        if (entry->waiting.isEmpty() &&
            (oldest == m_addresses.end() || entry->lastUsedMs < oldest->lastUsedMs))
            oldest = entry;
    }
    if (oldest != m_addresses.end())
        m_addresses.erase(oldest);
}

void HandshakeQueue::serve()
{
    if (m_serving)
        return; // a link let in may come back here from its own signals
    m_serving = true;
    const qint64 now = m_clock.monotonicMs();
    while (m_running.size() < m_mostAtOnce) {
        Link *link = next(now);
        if (!link)
            break;
        letIn(link);
    }
    m_serving = false;
    if (m_running.size() < m_mostAtOnce)
        wakeForTokens(now);
}

/// The next link of the next address that has a token.
Link *HandshakeQueue::next(qint64 nowMs)
{
    for (qsizetype left = m_turns.size(); left > 0; --left) {
        const QString text = m_turns.takeFirst();
        Address &address = *m_addresses.find(text);
        while (!address.waiting.isEmpty() &&
               (!address.waiting.first() || address.waiting.first()->isClosing()))
            address.waiting.removeFirst();
        if (address.waiting.isEmpty())
            continue;
        Link *link = nullptr;
        if (address.bucket.take(nowMs))
            link = address.waiting.takeFirst();
        if (!address.waiting.isEmpty())
            m_turns.push_back(text);
        if (link)
            return link;
    }
    return nullptr;
}

void HandshakeQueue::letIn(Link *link)
{
    m_running.insert(link);
    const auto done = [this, link] { release(link); };
    connect(link, &Link::hostHelloSent, this, done);
    connect(link, &Link::closing, this, done);
    connect(link, &Link::ended, this, done);
    connect(link, &QObject::destroyed, this, &HandshakeQueue::release);
    link->letHandshakeIn();
}

void HandshakeQueue::release(QObject *link)
{
    if (!m_running.remove(link))
        return;
    link->disconnect(this);
    serve();
}

void HandshakeQueue::wakeForTokens(qint64 nowMs)
{
    qint64 wait = -1;
    for (const QString &text : m_turns) {
        const qint64 mine = m_addresses.constFind(text)->bucket.waitMs(nowMs);
        wait = wait < 0 ? mine : qMin(wait, mine);
    }
    if (wait >= 0)
        m_wake.start(int(qMax<qint64>(1, wait)));
}

} // namespace waxwing
