// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "Limits.h"
#include "TokenBucket.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace waxwing {

class Link;

/// Where guests wait with frame 1 whole (PROTOCOL 6.5): each address has a token bucket (20, then 4 a
/// second), addresses are served in turn, and no more are let in than the pool has threads for handshakes. A
/// place is free again when the link has its host hello: a guest that is silent from then on holds up nobody.
class HandshakeQueue : public QObject
{
    Q_OBJECT
public:
    /// `clock` is borrowed. `mostAtOnce` is JobPool::handshakeThreads().
    HandshakeQueue(const Settings &settings, int mostAtOnce, const Clock &clock, QObject *parent = nullptr);

    /// A link that emitted guestHelloWaiting(). A local one is let in at once.
    void add(Link *link);
    [[nodiscard]] int waiting() const;
    [[nodiscard]] int addresses() const { return int(m_addresses.size()); }

private:
    struct Address
    {
        TokenBucket bucket;
        qint64 lastUsedMs;
        QList<QPointer<Link>> waiting;
    };
    Address &addressOf(const QString &text);
    void forgetAddresses();
    void serve();
    [[nodiscard]] Link *next(qint64 nowMs);
    void letIn(Link *link);
    void release(QObject *link);
    void wakeForTokens(qint64 nowMs);

    const int m_burst;
    const int m_perSecond;
    const int m_mostAddresses;
    const int m_mostAtOnce;
    const Clock &m_clock;
    QHash<QString, Address> m_addresses;
    QList<QString> m_turns; ///< addresses with somebody waiting, the next one first
    QSet<QObject *> m_running;
    QTimer m_wake;
    bool m_serving = false;
};

} // namespace waxwing
