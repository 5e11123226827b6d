// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectParties.h"
#include "GuestServices.h"
#include "Link.h"
#include "ReconnectSchedule.h"
#include "RelayStream.h"
#include "TokenBucket.h"

#include <QPointer>
#include <QTimer>

#include <map>

namespace waxwing {

/// The calls of a guest (PROTOCOL 16.1 to 16.3): makes those that are wanted, takes those that come, one
/// direct link a device of somebody else. Bounded: handshakes under way, links at once, how often somebody
/// may call. A call that failed is tried again after a while. Knows nothing of what is told over its links;
/// all of them end with the room's link. Network thread.
class DirectCalls : public QObject
{
    Q_OBJECT
public:
    /// A device of somebody, and the identity that the roster hands out for it.
    struct Party
    {
        QString name;
        Bytes device;
        Bytes identity;
    };
    /// Of this side, on the link to the room.
    struct Self
    {
        QString name;
        std::shared_ptr<const Identity> identity;
        Bytes host; ///< SHA-256 of the host's SPKI
    };
    /// Why a call of this party is not taken; none where it is.
    using Judge = std::function<std::optional<Code>(const Party &)>;
    /// Talked with in both directions, or compared: their calls go before those of others.
    using Knows = std::function<bool(const Party &)>;
    /// Of this name and device, as the roster has it now.
    using Roster = std::function<std::optional<Party>(const QString &name, const Bytes &device)>;

    DirectCalls(const GuestServices &services, Judge judge, Knows knows, Roster roster,
                QObject *parent = nullptr);
    ~DirectCalls() override;

    void beginRoom(Link *room, Self self);
    void endRoom();
    /// There is something to tell: calls where no link stands.
    void want(const Party &party);
    void unwant(const QString &name, const Bytes &device);
    /// Takes them up to where the roster stands: who has gone, or has another identity, is called no more.
    void rosterChanged();
    void end(const QString &name, const Bytes &device, Code code);
    /// There is nothing to say any more: the other side is told so over the link (PROTOCOL 16.4).
    void endIdle(const QString &name, const Bytes &device);
    /// Somebody told or took something over this link: a later failure begins with a short wait.
    void wentWell(const QString &name, const Bytes &device);
    /// Idle, and may go when others need its place.
    void touch(const QString &name, const Bytes &device);
    /// For how long nothing went over it, ms.
    [[nodiscard]] qint64 unusedForMs(const QString &name, const Bytes &device) const;

    // What the room's link brings.
    void receive(const Called &called);
    void receive(const Relay &relay);
    void receive(const Relayed &relayed);
    void receive(const HangUp &hangUp);

Q_SIGNALS:
    /// Its identity was proved; the link may not stand yet.
    void proved(const waxwing::DirectCalls::Party &party, const waxwing::PublicKey &key);
    /// The link stands. Borrowed until closed().
    void opened(const waxwing::DirectCalls::Party &party, waxwing::Link *link);
    void closed(const waxwing::DirectCalls::Party &party);
    void failed(const waxwing::DirectCalls::Party &party,
                waxwing::Code code); ///< a call that came to nothing
    /// This side refused what came in their name (PROTOCOL 5.3, 16.3): not what somebody says of them.
    /// closed() or failed() follows.
    void disproved(const waxwing::DirectCalls::Party &party, waxwing::Code code);

private:
    enum class Stage { Idle, TakingKey, Handshake, Refresh, Open };
    struct Peer;
    using Key = std::pair<QString, Bytes>;

    Peer &peerOf(const Party &party);
    [[nodiscard]] Peer *find(const QString &name, const Bytes &device) const;
    [[nodiscard]] int count(Stage stage, bool isOurs) const;
    [[nodiscard]] int links() const;
    void work();
    [[nodiscard]] Peer *nextToCall(qint64 nowMs) const;
    void waitForTurn(qint64 nowMs);
    [[nodiscard]] bool mayCall(const QString &name);
    [[nodiscard]] bool makePlaceToAnswer(const Peer &peer);
    void takeKey(Peer &peer);
    void onKey(Peer &peer, const Result<std::shared_ptr<OneTimeKey>> &made);
    void call(Peer &peer, std::shared_ptr<OneTimeKey> key);
    void answer(Peer &peer, const Bytes &call);
    void begin(Peer &peer, const Bytes &call, std::unique_ptr<RelayStream> stream, SecureChannel channel,
               bool isOurs);
    void onOver(const Key &key, const Link *link, const Error &error, bool byPeer);
    void drop(Peer &peer, Code code);
    void part(Peer &peer);
    void refuse(const Bytes &call, Code code);
    [[nodiscard]] Peer *longestUnused() const;
    [[nodiscard]] bool makePlace();
    [[nodiscard]] DirectParties parties(const Party &party, bool isOurs) const;
    [[nodiscard]] RelayStream *streamOf(const Bytes &call) const { return m_streams.value(call).data(); }

    const GuestServices &m_services;
    const Judge m_judge;
    const Knows m_knows;
    const Roster m_roster;
    QPointer<Link> m_room;
    Self m_self;
    std::map<Key, std::unique_ptr<Peer>> m_peers;
    QHash<Bytes, QPointer<RelayStream>> m_streams; ///< by the call's name, until it is over
    std::map<QString, TokenBucket> m_rates;        ///< of who called, by account
    QTimer m_timer;
    bool m_isWorking = false;
    quint64 m_turn = 0; ///< of the room's link
};

} // namespace waxwing
