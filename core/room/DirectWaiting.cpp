// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Of a DirectTalk: what waits, and why. Each reason is told once, and again only after another one, or with
// what is told next.
#include "DirectTalk.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

/// What may be over at the next try is no reason yet.
constexpr int passingTries = 2;

bool mayPass(Code code)
{
    return code == Code::Busy || code == Code::TooManyCalls || code == Code::Lost;
}

/// Told though nothing waits: who asks for a comparison only waits for it in vain, too.
bool isAboutCalls(Code code)
{
    return code == Code::TakesNoCalls || code == Code::CallDeclined;
}

} // namespace

void DirectTalk::onFailed(const Party &party, Code code)
{
    const bool isTriedAgain = code == Code::CallsCrossed || code == Code::Busy;
    if (!isTriedAgain && m_toCompare.erase({party.name, party.identity}) > 0) {
        fail(0, party.name, {code, QStringLiteral("the call for the comparison came to nothing")});
        pump(party.name); // called for more than that, or no longer
    }
    if (!m_sessions.contains({party.name, party.device}))
        m_callers.erase({party.name, party.identity});
    if (code != Code::CallsCrossed && code != Code::Replaced) // else another call stands
        noteFailure(party, code);
}

void DirectTalk::noteFailure(const Party &party, Code code)
{
    if (!m_isHere || !partyOf(party.name, party.device))
        return;
    Failure &failure = m_failures[{party.name, party.device}];
    failure.code = code;
    ++failure.times;
    tellWaiting(party.name);
}

/// PROTOCOL 16.3: somebody who is not the one of the roster, or what came was changed on its way.
void DirectTalk::onDisproved(const Party &party, Code code)
{
    if (!m_isHere || !partyOf(party.name, party.device))
        return;
    const auto [told, isNew] = m_disproved.try_emplace({party.name, party.device}, code);
    if (!isNew && std::exchange(told->second, code) == code)
        return;
    m_facts.add(DirectFact(DirectDisprovedFact{party.name, party.device, code}));
    personChanged(party.name);
}

/// A link stands.
void DirectTalk::forgetFailure(const Party &party)
{
    const auto failure = m_failures.find({party.name, party.device});
    if (failure != m_failures.end() && failure->second.code != Code::Lost)
        m_failures.erase(failure);
    m_disproved.erase({party.name, party.device});
    tellWaiting(party.name);
}

/// Of those who are not here under that device any more.
void DirectTalk::forgetFailures()
{
    const auto isGone = [this](const auto &entry) { return !partyOf(entry.first.first, entry.first.second); };
    std::erase_if(m_failures, isGone);
    std::erase_if(m_disproved, isGone);
    std::erase_if(m_callers, [this](const auto &caller) {
        const std::vector<Party> here = partiesOf(caller.first.first);
        return std::none_of(here.begin(), here.end(),
                            [&](const Party &party) { return party.identity == caller.first.second; });
    });
}

std::optional<Code> DirectTalk::whyItWaits(const QString &name) const
{
    if (isStopped(name))
        return Code::AnotherIdentity;
    if (!m_isLinked)
        return Code::Lost;
    if (!m_isHere)
        return Code::NotOffered;
    std::optional<Code> reason = Code::NotHere;
    for (const Party &party : partiesOf(name)) {
        const DirectTrust trust = trustOf(party);
        if (trust != DirectTrust::Pinned && trust != DirectTrust::Verified)
            continue;
        reason = whyNot(party);
        if (!reason)
            break; // one of their devices is enough
    }
    return reason;
}

/// Why nothing gets through to somebody who is here.
std::optional<Code> DirectTalk::whyNot(const Party &party) const
{
    const auto failure = m_failures.find({party.name, party.device});
    if (failure == m_failures.end())
        return {};
    const auto [code, times] = failure->second;
    if (mayPass(code) && times < passingTries)
        return {};
    // Links that stand and end again before anything was told are no way through.
    return code != Code::Lost && m_sessions.contains({party.name, party.device}) ? std::nullopt
                                                                                 : std::optional(code);
}

void DirectTalk::tellWaiting(const QString &name, quint64 localId)
{
    const DirectContact *contact = m_keeper.contact(name);
    const auto reason = contact ? whyItWaits(name) : std::nullopt;
    if (!reason || (contact->waiting == 0 && !isAboutCalls(*reason))) {
        if (m_waitsTold.erase(name) > 0)
            personChanged(name);
        return;
    }
    const auto [told, isNew] = m_waitsTold.try_emplace(name, *reason);
    const bool isOther = std::exchange(told->second, *reason) != *reason;
    if (isNew || isOther)
        personChanged(name);
    if (isNew || isOther || localId != 0)
        m_facts.add(DirectFact(DirectWaitsFact{name, *reason, contact->waiting, localId}));
}

void DirectTalk::tellAllWaiting()
{
    if (!std::exchange(m_owesReasons, false))
        return;
    for (const auto &[name, contact] : m_keeper.contacts())
        tellWaiting(name);
}

} // namespace waxwing
