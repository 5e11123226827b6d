// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectCallsPeer.h"
#include "LinkRelayPath.h"

#include <algorithm>

namespace waxwing {

namespace {

/// A program that takes no calls may be another one after a while.
constexpr int withoutCallsMs = 60'000;

bool disproves(Code code)
{
    return code == Code::AnotherIdentity || code == Code::BadSignature ||
           (code >= Code::WrongEpoch && code <= Code::Tampered);
}

} // namespace

DirectCalls::DirectCalls(const GuestServices &services, Judge judge, Knows knows, Roster roster,
                         QObject *parent)
    : QObject(parent), m_services(services), m_judge(std::move(judge)), m_knows(std::move(knows)),
      m_roster(std::move(roster)), m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DirectCalls::work);
}

DirectCalls::~DirectCalls()
{
    endRoom();
}

void DirectCalls::beginRoom(Link *room, Self self)
{
    m_room = room;
    m_self = std::move(self);
}

/// PROTOCOL 16.4: a direct link ends with the room's.
void DirectCalls::endRoom()
{
    ++m_turn;
    m_timer.stop();
    m_room.clear(); // who hears of the end may want a call
    for (auto &[key, peer] : std::exchange(m_peers, {}))
        drop(*peer, Code::Left);
    m_streams.clear();
    m_rates.clear();
}

DirectCalls::Peer &DirectCalls::peerOf(const Party &party)
{
    auto &peer = m_peers[{party.name, party.device}];
    if (!peer)
        peer = std::make_unique<Peer>(party, *m_services.random);
    return *peer;
}

DirectCalls::Peer *DirectCalls::find(const QString &name, const Bytes &device) const
{
    const auto found = m_peers.find({name, device});
    return found == m_peers.end() ? nullptr : found->second.get();
}

int DirectCalls::count(Stage stage, bool isOurs) const
{
    return int(std::count_if(m_peers.begin(), m_peers.end(), [&](const auto &entry) {
        return entry.second->stage == stage && entry.second->isOurs == isOurs;
    }));
}

int DirectCalls::links() const
{
    return int(std::count_if(m_peers.begin(), m_peers.end(),
                             [](const auto &entry) { return entry.second->link != nullptr; }));
}

qint64 DirectCalls::unusedForMs(const QString &name, const Bytes &device) const
{
    const Peer *peer = find(name, device);
    return peer ? m_services.clock->monotonicMs() - peer->usedMs : 0;
}

// ---- What is wanted

void DirectCalls::want(const Party &party)
{
    Peer &peer = peerOf(party);
    peer.isWanted = true;
    work();
}

void DirectCalls::unwant(const QString &name, const Bytes &device)
{
    if (Peer *peer = find(name, device))
        peer->isWanted = false;
}

void DirectCalls::wentWell(const QString &name, const Bytes &device)
{
    if (Peer *peer = find(name, device))
        peer->backoff.reset();
    touch(name, device);
}

void DirectCalls::touch(const QString &name, const Bytes &device)
{
    if (Peer *peer = find(name, device))
        peer->usedMs = m_services.clock->monotonicMs();
}

void DirectCalls::end(const QString &name, const Bytes &device, Code code)
{
    Peer *peer = find(name, device);
    if (!peer)
        return;
    peer->isWanted = false; // who hears of the end may want it again
    if (code == Code::Internal)
        peer->notBeforeMs = m_services.clock->monotonicMs() + peer->backoff.nextDelayMs();
    drop(*peer, code);
    work();
}

void DirectCalls::endIdle(const QString &name, const Bytes &device)
{
    Peer *peer = find(name, device);
    if (!peer || peer->stage != Stage::Open)
        return;
    peer->isWanted = false;
    part(*peer);
    work();
}

void DirectCalls::rosterChanged()
{
    for (auto entry = m_peers.begin(); entry != m_peers.end();) {
        const auto [name, device] = entry->first;
        const auto now = m_roster(name, device);
        if (now && now->identity == entry->second->party.identity) {
            ++entry;
            continue;
        }
        const auto gone = std::move(entry->second);
        entry = m_peers.erase(entry);
        drop(*gone, Code::Left);
    }
    work();
}

void DirectCalls::takeKey(Peer &peer)
{
    peer.stage = Stage::TakingKey;
    peer.isOurs = true;
    const Key key{peer.party.name, peer.party.device};
    m_services.jobs->run(
        JobPool::Kind::Other, this, [source = m_services.oneTimeKeys] { return source->take(); },
        [this, key, turn = m_turn, own = ++peer.turn](const Result<std::shared_ptr<OneTimeKey>> &made) {
            Peer *known = turn == m_turn ? find(key.first, key.second) : nullptr;
            if (!known || known->turn != own || known->stage != Stage::TakingKey)
                return work();
            onKey(*known, made);
            work();
        });
}

/// Place is made only now: a key that does not come ends nobody's link. Whoever hears of that end may end
/// this call, or want others: a second key is not taken meanwhile.
void DirectCalls::onKey(Peer &peer, const Result<std::shared_ptr<OneTimeKey>> &made)
{
    const quint64 own = peer.turn;
    const bool hasPlace = made && peer.isWanted && makePlace();
    if (peer.turn != own)
        return;
    peer.stage = Stage::Idle;
    if (!made)
        peer.notBeforeMs = m_services.clock->monotonicMs() + peer.backoff.nextDelayMs();
    else if (hasPlace && peer.isWanted)
        call(peer, *made);
}

DirectParties DirectCalls::parties(const Party &party, bool isOurs) const
{
    return {m_self.host, isOurs ? m_self.name : party.name, isOurs ? party.name : m_self.name,
            party.identity};
}

void DirectCalls::call(Peer &peer, std::shared_ptr<OneTimeKey> key)
{
    if (!m_room || m_room->isClosing())
        return;
    if (peer.parting) // one call from device to device
        peer.parting->abandon({Code::Left, {}});
    const Bytes name = m_services.random->bytes(limits::callSize);
    m_room->sendOfCall(name, Call{name, peer.party.name, peer.party.device});
    auto stream =
        std::make_unique<RelayStream>(std::make_unique<LinkRelayPath>(m_room, name), m_services.settings);
    begin(
        peer, name, std::move(stream),
        SecureChannel::caller(m_self.identity, std::move(key), parties(peer.party, true), *m_services.random),
        true);
}

void DirectCalls::answer(Peer &peer, const Bytes &call)
{
    auto stream =
        std::make_unique<RelayStream>(std::make_unique<LinkRelayPath>(m_room, call), m_services.settings);
    begin(peer, call, std::move(stream),
          SecureChannel::callee(m_self.identity, parties(peer.party, false), *m_services.random), false);
}

void DirectCalls::begin(Peer &peer, const Bytes &call, std::unique_ptr<RelayStream> stream,
                        SecureChannel channel, bool isOurs)
{
    m_streams.insert(call, stream.get());
    auto *link = new Link(std::move(stream), std::move(channel), *m_services.jobs, m_services.settings, this);
    peer.stage = Stage::Handshake;
    peer.isOurs = isOurs;
    peer.call = call;
    peer.link = link;
    peer.begunMs = m_services.clock->monotonicMs();
    ++peer.turn;
    const Key key{peer.party.name, peer.party.device};
    connect(link, &Link::established, this, [this, key, link] {
        Peer *known = find(key.first, key.second);
        if (!known || known->link != link)
            return;
        known->stage = Stage::Refresh;
        Q_EMIT proved(known->party, *link->peerKey());
        work();
    });
    connect(link, &Link::refreshFinished, this, [this, key, link] {
        Peer *known = find(key.first, key.second);
        if (!known || known->link != link || known->stage != Stage::Refresh)
            return;
        known->stage = Stage::Open;
        known->usedMs = m_services.clock->monotonicMs();
        Q_EMIT opened(known->party, link);
    });
    connect(link, &Link::closing, this,
            [this, key, link](const Error &error) { onOver(key, link, error, false); });
    connect(link, &Link::ended, this, [this, key, link, call](const Error &error, bool byPeer) {
        m_streams.remove(call);
        link->deleteLater();
        onOver(key, link, error, byPeer);
    });
    link->start();
}

// ---- Ends

void DirectCalls::onOver(const Key &key, const Link *link, const Error &error, bool byPeer)
{
    Peer *peer = find(key.first, key.second);
    if (!peer || peer->link != link)
        return;
    const bool wasOpen = peer->stage == Stage::Open;
    peer->stage = Stage::Idle;
    peer->link.clear();
    peer->call.clear();
    const int waitMs = error.code == Code::TakesNoCalls ? withoutCallsMs : peer->backoff.nextDelayMs();
    peer->notBeforeMs = m_services.clock->monotonicMs() + waitMs;
    const Party party = peer->party;
    if (!byPeer && disproves(error.code))
        Q_EMIT disproved(party, error.code);
    if (wasOpen)
        Q_EMIT closed(party);
    else
        Q_EMIT failed(party, error.code);
    work();
}

/// By this side: what hears of it is the other one.
void DirectCalls::drop(Peer &peer, Code code)
{
    ++peer.turn;
    const bool wasOpen = std::exchange(peer.stage, Stage::Idle) == Stage::Open;
    const Bytes call = std::exchange(peer.call, {});
    Link *link = peer.link;
    peer.link.clear();
    if (link) {
        link->disconnect(this);
        m_streams.remove(call);
        link->abandon({code, {}}); // hangs up with this code
        link->deleteLater();
    }
    if (wasOpen)
        Q_EMIT closed(Party(peer.party));
}

/// PROTOCOL 16.4: with a sealed word; the call is over when the other side has heard it, or is given up.
void DirectCalls::part(Peer &peer)
{
    ++peer.turn;
    peer.stage = Stage::Idle;
    const Bytes call = std::exchange(peer.call, {});
    Link *link = peer.link;
    peer.link.clear();
    peer.parting = link;
    link->disconnect(this);
    connect(link, &Link::ended, this, [this, call, link] {
        m_streams.remove(call);
        link->deleteLater();
    });
    link->close(Code::Left);
    Q_EMIT closed(Party(peer.party));
}

void DirectCalls::refuse(const Bytes &call, Code code)
{
    m_room->sendOfCall(call, HangUp{call, quint8(code)});
}

// ---- What the room's link brings

void DirectCalls::receive(const Called &called)
{
    if (!m_room || m_streams.contains(called.call)) // a name that stands: the call that bears it goes on
        return;
    const auto party = m_roster(called.name, called.device);
    if (!party || !m_self.identity)
        return refuse(called.call, Code::CallDeclined); // who calls may have left meanwhile
    if (const auto code = m_judge(*party))
        return refuse(called.call, *code);
    Peer &peer = peerOf(*party);
    // PROTOCOL 16.2
    const bool isCrossing = peer.stage == Stage::Handshake && peer.isOurs;
    if (isCrossing && ourCallStands(m_self.identity->publicKey().digest(), party->identity))
        return refuse(called.call, Code::CallsCrossed);
    if (!mayCall(party->name) || !(isCrossing || makePlaceToAnswer(peer)) || (!peer.link && !makePlace()))
        return refuse(called.call, Code::Busy);
    drop(peer, isCrossing ? Code::CallsCrossed : Code::Replaced);
    answer(peer, called.call);
}

void DirectCalls::receive(const Relay &relay)
{
    if (RelayStream *stream = streamOf(relay.call))
        stream->relayCame(relay.bytes);
}

void DirectCalls::receive(const Relayed &relayed)
{
    if (RelayStream *stream = streamOf(relayed.call))
        stream->relayedCame(relayed.count);
}

void DirectCalls::receive(const HangUp &hangUp)
{
    if (RelayStream *stream = m_streams.take(hangUp.call).data())
        stream->hangUpCame(Code(hangUp.code));
}

} // namespace waxwing
