// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConnectionGate.h"
#include "HandshakeQueue.h"
#include "Identity.h"
#include "JobPool.h"
#include "Listener.h"

namespace waxwing {

class Link;

/// Everything between the listening socket and a link whose host is proved: limits, the queue of handshakes,
/// deadlines. Owns the links for all their life and deletes each after its ended().
class HostDoor : public QObject
{
    Q_OBJECT
public:
    /// `random`, `jobs` and `clock` are borrowed.
    HostDoor(std::shared_ptr<const Identity> identity, Random &random, JobPool &jobs, const Clock &clock,
             const Settings &settings, QObject *parent = nullptr);
    ~HostDoor() override;

    /// As Listener::listen.
    Result<void> listen(const QStringList &addresses, quint16 port)
    {
        return m_listener.listen(addresses, port);
    }
    [[nodiscard]] quint16 port() const { return m_listener.port(); }
    /// No further guests; links stay.
    void stopListening() { m_listener.close(); }
    /// A guest over any stream: the in-process one, or one that was accepted.
    Link *add(std::unique_ptr<Stream> stream);
    [[nodiscard]] const ConnectionGate &gate() const { return m_gate; }

Q_SIGNALS:
    /// Not started yet: whoever watches it begins here.
    void made(waxwing::Link *link);
    /// The handshake is done: the lobby may begin. Connect to the link's received(), closing() and ended()
    /// here.
    void established(waxwing::Link *link);

private:
    std::shared_ptr<const Identity> m_identity;
    Random &m_random;
    JobPool &m_jobs;
    const Settings m_settings;
    HandshakeQueue m_queue;
    ConnectionGate m_gate;
    Listener m_listener;
};

} // namespace waxwing
