// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Connector.h"
#include "GuestServices.h"

#include <QObject>
#include <QPointer>

namespace waxwing {

/// From addresses to an established link: waits for the self-test, takes a one-time key, connects and runs
/// the handshake, one address after the other. What it says to a host is frame 1 and frame 3. Network thread.
class HostDialler : public QObject
{
    Q_OBJECT
public:
    explicit HostDialler(const GuestServices &services, QObject *parent = nullptr);
    ~HostDialler() override;

    void dial(const QList<HostAddress> &addresses);
    void dialLocal(RoomHost *host); ///< the room of this process
    /// Goes on behind the address that answered last; false where none is left.
    bool dialNext();
    void stop(); ///< without a further signal
    [[nodiscard]] bool isDialling() const { return m_isDialling; }

Q_SIGNALS:
    /// The link is the receiver's now.
    void established(waxwing::Link *link, const waxwing::HostAddress &address);
    /// Of several addresses the failure that came nearest to a host. `byPeer`: it said so.
    void failed(const waxwing::Error &error, bool byPeer);

private:
    struct Failure
    {
        Error error;
        bool byPeer = false;
    };
    void begin();
    void takeKey();
    void connectNext();
    void shakeHands(std::unique_ptr<Stream> stream);
    void onEstablished();
    void onAttemptFailed(const Error &error, bool byPeer);
    void goOn();
    void giveUp(const Error &error, bool byPeer);
    void dropAttempt();

    const GuestServices &m_services;
    bool m_isDialling = false;
    quint64 m_turn = 0;
    QList<HostAddress> m_waiting;
    HostAddress m_address;
    QPointer<RoomHost> m_localHost;
    std::shared_ptr<OneTimeKey> m_key; ///< used up when frame 1 has been sent
    QPointer<Connector> m_connector;
    QPointer<Link> m_link;
    std::optional<Failure> m_failure;
};

} // namespace waxwing
