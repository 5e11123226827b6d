// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Of DirectCalls: who is called next, and whose call is taken.
#include "DirectCallsPeer.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

/// How often one account may call: a handshake costs this side a signature.
constexpr int callsInAMinute = 30;
constexpr int callsAtOnce = 10;
/// Who has no place now is looked after again.
constexpr int withoutPlaceMs = 2'000;
/// For so long a stranger's handshake is not put off by that of another stranger: an honest one is through.
constexpr int strangersTurnMs = 2'000;
constexpr std::size_t mostRates = 1'024;

} // namespace

/// Begins what may begin, one key at a time: a key is dear.
void DirectCalls::work()
{
    if (!m_room || m_room->isClosing() || !m_self.identity || std::exchange(m_isWorking, true))
        return;
    const qint64 now = m_services.clock->monotonicMs();
    Peer *peer = nextToCall(now);
    if (peer && count(Stage::TakingKey, true) == 0 &&
        count(Stage::Handshake, true) < limits::directHandshakes &&
        (links() < limits::directLinks || longestUnused()))
        takeKey(*peer);
    m_isWorking = false;
    waitForTurn(now);
}

/// Who waits longest, of those accounts that are called least just now: whoever never answers holds up
/// nobody else.
DirectCalls::Peer *DirectCalls::nextToCall(qint64 nowMs) const
{
    std::map<QString, int> underWay;
    for (const auto &[key, peer] : m_peers)
        underWay[key.first] += peer->stage == Stage::Handshake && peer->isOurs ? 1 : 0;
    Peer *best = nullptr;
    std::pair<int, qint64> rank;
    for (const auto &[key, peer] : m_peers) {
        if (!peer->isWanted || peer->stage != Stage::Idle || peer->notBeforeMs > nowMs)
            continue;
        const std::pair<int, qint64> its{underWay[key.first], peer->notBeforeMs};
        if (best && rank <= its)
            continue;
        best = peer.get();
        rank = its;
    }
    return best;
}

/// Nobody who is wanted is left without a time at which it is looked after.
void DirectCalls::waitForTurn(qint64 nowMs)
{
    qint64 next = -1;
    for (const auto &[key, peer] : m_peers) {
        if (!peer->isWanted || peer->stage != Stage::Idle)
            continue;
        const qint64 at = peer->notBeforeMs > nowMs ? peer->notBeforeMs : nowMs + withoutPlaceMs;
        next = next < 0 ? at : std::min(next, at);
    }
    if (next >= 0)
        m_timer.start(int(next - nowMs));
}

/// Of those that nobody wants.
DirectCalls::Peer *DirectCalls::longestUnused() const
{
    Peer *oldest = nullptr;
    for (const auto &[key, peer] : m_peers) {
        const bool isOlder = !oldest || peer->usedMs < oldest->usedMs;
        if (peer->stage == Stage::Open && !peer->isWanted && isOlder)
            oldest = peer.get();
    }
    return oldest;
}

/// The link that was used longest ago goes where there are too many.
bool DirectCalls::makePlace()
{
    if (links() < limits::directLinks)
        return true;
    Peer *oldest = longestUnused();
    if (oldest)
        part(*oldest);
    return oldest != nullptr;
}

/// An account's: coming back fills it no earlier.
bool DirectCalls::mayCall(const QString &name)
{
    const qint64 now = m_services.clock->monotonicMs();
    if (m_rates.size() >= mostRates)
        std::erase_if(m_rates, [now](const auto &rate) { return rate.second.isFull(now); });
    if (m_rates.size() >= mostRates && !m_rates.contains(name))
        return false;
    const auto rate = m_rates.try_emplace(name, callsInAMinute, callsAtOnce, now, 60'000).first;
    return rate->second.take(now);
}

/// One handshake an account; somebody known goes before a stranger, and a stranger before one who dawdles.
bool DirectCalls::makePlaceToAnswer(const Peer &peer)
{
    Peer *oldest = nullptr;
    for (const auto &[key, other] : m_peers) {
        if (other.get() == &peer || other->stage != Stage::Handshake || other->isOurs)
            continue;
        if (key.first == peer.party.name)
            return false;
        if (!m_knows(other->party) && (!oldest || other->begunMs < oldest->begunMs))
            oldest = other.get();
    }
    if (count(Stage::Handshake, false) < limits::directHandshakes)
        return true;
    const qint64 now = m_services.clock->monotonicMs();
    if (!oldest || (!m_knows(peer.party) && now - oldest->begunMs < strangersTurnMs))
        return false;
    drop(*oldest, Code::Busy);
    return true;
}

} // namespace waxwing
