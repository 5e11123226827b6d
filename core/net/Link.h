// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JobPool.h"
#include "Limits.h"
#include "SecureChannel.h"
#include "Stream.h"

#include <QObject>
#include <QTimer>
#include <deque>
#include <memory>

namespace waxwing {

/// What the status bar shows of a link.
struct LinkStatus
{
    quint32 sendingEpoch = 0;
    quint64 sendingTalk = 0;
    quint32 receivingEpoch = 0;
    quint64 receivingTalk = 0;
    int delayMs = -1; ///< of the last ping; −1 before the first
};

/// Where frames are told to whoever looks at the wire (the dock, a capture). Called with what travelled; never with a key.
class WireTap
{
public:
    virtual ~WireTap() = default;
    virtual void frame(bool sent, BytesView frame, BytesView content, Code verdict) = 0;
};

/// Link = Stream + SecureChannel: sends and receives messages, runs the handshake, the deadlines, pings and refreshes.
/// fail() is its one exit.
class Link : public QObject
{
    Q_OBJECT
public:
    enum class Urgency { Control, Room };

    /// Takes the stream (connected already) as its child.
    Link(std::unique_ptr<Stream> stream, SecureChannel channel, JobPool &jobs, const Settings &settings,
         QObject *parent = nullptr);
    ~Link() override;

    /// Guest: sends frame 1. Host: waits for it. `mayStart` of a host link holds frame 1 back, whole, until
    /// letHandshakeIn() (the queue of PROTOCOL 6.5).
    void start(bool holdHandshake = false);
    void letHandshakeIn();

    void send(const Message &message, Urgency urgency = Urgency::Room);
    /// For a message that goes to many: encoded once.
    void send(const EncodedMessage &message, Urgency urgency = Urgency::Room);

    /// Ends: the host sends an alert before its hello, afterwards a sealed close with this code; then reads and throws
    /// away until the other side ends or a second is over.
    void close(Code code);
    /// Ends without a word (a host that is not accepted gets none).
    void abandon();

    // The owner tells the link where it stands.
    void setLoggedIn(const QString &usernameAsRegistered); ///< long frames from here on
    void setAdmitted(quint64 updateEvery);                 ///< welcome sent or taken: pings, updates
    void startRefresh();                                   ///< host: the first one after identity
    void holdReading(bool hold);                           ///< a member over its rate: take no frames
    void setLobbyDeadline(bool running);                   ///< 30 s without a step (host), or waiting for an answer (guest)
    void restartLobbyDeadline();

    [[nodiscard]] SecureChannel &channel() { return m_channel; }
    [[nodiscard]] const Stream &stream() const { return *m_stream; }
    [[nodiscard]] LinkStatus status() const;
    [[nodiscard]] qint64 unsentBytes() const; ///< queued and in the socket
    [[nodiscard]] bool isEnded() const { return m_ended; }
    void setTap(WireTap *tap);

Q_SIGNALS:
    void guestHelloWaiting();                        ///< host: frame 1 is whole and held
    void established();                              ///< handshake done; guest: hostKey() is known
    void received(const waxwing::Message &message);
    void refreshFinished();
    void statusChanged();
    void drained();                                  ///< the queue went below its mark
    /// Once, last. `byPeer`: a code that the other side sent (close or alert).
    void ended(const waxwing::Error &error, bool byPeer);

public:
    [[nodiscard]] std::optional<PublicKey> hostKey() const { return m_hostKey; }

private:
    // architect's note: members below are the implementer's to arrange
    std::unique_ptr<Stream> m_stream;
    SecureChannel m_channel;
    std::optional<PublicKey> m_hostKey;
    bool m_ended = false;
};

} // namespace waxwing
