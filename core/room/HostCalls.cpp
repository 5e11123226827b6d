// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostCalls.h"

#include "FanOut.h"
#include "Link.h"

#include <algorithm>

namespace waxwing {

namespace {

/// A shorter piece counts as one of a member's other records.
constexpr qsizetype longPiece = 4 * 1024;
/// So much is passed on, then somebody looks at what all members together have unsent.
constexpr qint64 lookEvery = 4 * 1024 * 1024;

} // namespace

bool HostCalls::isOfCalls(const Message &message)
{
    return std::holds_alternative<waxwing::Call>(message) || std::holds_alternative<Relay>(message) ||
           std::holds_alternative<Relayed>(message) || std::holds_alternative<HangUp>(message);
}

void HostCalls::enter(HostMember &member)
{
    m_members.insert({member.name, member.device}, &member);
}

void HostCalls::leave(HostMember &member)
{
    if (m_members.value({member.name, member.device}) == &member)
        m_members.remove({member.name, member.device});
    const QSet<Bytes> names = m_callsOf.value(&member);
    for (const Bytes &name : names) {
        HostMember &other = m_calls[name].other(member);
        forget(name);
        hangUp(other, name, quint8(Code::NotHere));
    }
}

Result<void> HostCalls::receive(HostMember &member, const Message &message)
{
    if (!member.common.direct)
        return failure(Code::Unexpected, QStringLiteral("a call without its feature"));
    if (const auto *call = std::get_if<waxwing::Call>(&message))
        return on(member, *call);
    if (const auto *relay = std::get_if<Relay>(&message))
        on(member, *relay);
    else if (const auto *relayed = std::get_if<Relayed>(&message))
        on(member, *relayed);
    else if (const auto *hangUp = std::get_if<HangUp>(&message))
        on(member, *hangUp);
    return {};
}

// ---- What a member says (PROTOCOL 16.1)

Result<void> HostCalls::on(HostMember &member, const waxwing::Call &message)
{
    if (message.name == member.name)
        return failure(Code::Unexpected, QStringLiteral("calls itself"));
    if (m_calls.contains(message.call))
        return failure(Code::Unexpected, QStringLiteral("a call of a name that stands"));
    if (const auto code = whyNot(member, message)) {
        hangUp(member, message.call, quint8(*code));
        return {};
    }
    HostMember *callee = m_members.value({message.name, message.device});
    m_calls.insert(message.call, Call{&member, callee, {}, {}});
    m_callsOf[&member].insert(message.call);
    m_callsOf[callee].insert(message.call);
    m_fanOut.catchUp(*callee); // it has heard of who calls
    send(*callee, message.call, Called{message.call, member.name, member.device});
    return {};
}

std::optional<Code> HostCalls::whyNot(const HostMember &member, const waxwing::Call &message) const
{
    const HostMember *callee = m_members.value({message.name, message.device});
    if (!callee)
        return Code::NotHere;
    if (!callee->common.direct)
        return Code::TakesNoCalls;
    if (stands(member, *callee) || m_callsOf.value(&member).size() >= limits::callsPerDevice ||
        m_callsOf.value(callee).size() >= limits::callsPerDevice)
        return Code::TooManyCalls;
    return {};
}

bool HostCalls::stands(const HostMember &caller, const HostMember &callee) const
{
    const QSet<Bytes> names = m_callsOf.value(&caller);
    return std::any_of(names.begin(), names.end(), [&](const Bytes &name) {
        const auto call = m_calls.find(name);
        return call != m_calls.end() && call->caller == &caller && call->callee == &callee;
    });
}

HostCalls::Call *HostCalls::find(const HostMember &member, const Bytes &name)
{
    const auto call = m_calls.find(name);
    return call != m_calls.end() && call->isOf(member) ? &*call : nullptr;
}

void HostCalls::on(HostMember &member, const Relay &relay)
{
    Call *call = find(member, relay.call);
    if (!call)
        return; // it may have been on its way
    Way &way = call->caller == &member ? call->fromCaller : call->fromCallee;
    way.sent += quint64(relay.bytes.size());
    if (way.sent - way.taken > quint64(limits::relayWindow))
        return endForBoth(relay.call, Code::Unexpected);
    m_passed += relay.bytes.size();
    send(call->other(member), relay.call, relay);
}

void HostCalls::on(HostMember &member, const Relayed &relayed)
{
    Call *call = find(member, relayed.call);
    if (!call)
        return;
    Way &way = call->caller == &member ? call->fromCallee : call->fromCaller;
    if (relayed.count <= way.taken || relayed.count > way.sent)
        return endForBoth(relayed.call, Code::Unexpected);
    way.taken = relayed.count;
    send(call->other(member), relayed.call, relayed);
}

void HostCalls::on(HostMember &member, const HangUp &message)
{
    const Call *call = find(member, message.call);
    if (!call)
        return;
    HostMember &other = call->other(member);
    forget(message.call);
    hangUp(other, message.call, message.code);
}

bool HostCalls::isHeldByWindow(const HostMember &member, const Message &message) const
{
    const auto *relay = std::get_if<Relay>(&message);
    const auto *relayed = std::get_if<Relayed>(&message);
    const auto call = relay     ? m_calls.find(relay->call)
                      : relayed ? m_calls.find(relayed->call)
                                : m_calls.end();
    if (call == m_calls.end() || !call->isOf(member))
        return false;
    if (relay)
        return relay->bytes.size() >= longPiece;
    const quint64 before = call->caller == &member ? call->fromCallee.taken : call->fromCaller.taken;
    return relayed->count >= before + quint64(limits::relayedStep);
}

// ---- What goes out

/// Behind what the room says. A link for which more waits than all its windows hold in whole records does
/// not read, or is made to suffocate in small pieces: its largest call goes.
void HostCalls::send(HostMember &member, const Bytes &name, const Message &message)
{
    member.link->sendOfCall(name, message);
    look(member);
}

/// The call is over: who does not read that holds it up for itself.
void HostCalls::hangUp(HostMember &member, const Bytes &name, quint8 code)
{
    member.link->send(HangUp{name, code}, Link::Urgency::Bulk);
    look(member);
}

void HostCalls::look(const HostMember &member)
{
    if (m_passed >= lookEvery || member.link->callBytes() > 2 * m_settings.unsentPerMember) {
        m_passed = 0;
        m_fanOut.lookAtUnsent();
    }
}

/// What of it waits goes at once: an ended call fills nobody's queue.
void HostCalls::forget(const Bytes &name)
{
    const Call call = m_calls.take(name);
    for (const HostMember *member : {call.caller, call.callee}) {
        if (QSet<Bytes> &names = m_callsOf[member]; names.remove(name) && names.isEmpty())
            m_callsOf.remove(member);
    }
    call.caller->link->dropCall(name);
    call.callee->link->dropCall(name);
}

void HostCalls::endForBoth(const Bytes &name, Code code)
{
    const Call call = m_calls.value(name);
    forget(name);
    for (HostMember *member : {call.caller, call.callee})
        hangUp(*member, name, quint8(code));
}

/// One look at all of them, however many have to go.
void HostCalls::endLargest(qint64 bytes)
{
    std::vector<std::pair<qint64, Bytes>> calls;
    for (auto call = m_calls.constBegin(); call != m_calls.constEnd(); ++call) {
        const qint64 unsent =
            call->caller->link->callBytes(call.key()) + call->callee->link->callBytes(call.key());
        if (unsent > 0)
            calls.emplace_back(unsent, call.key());
    }
    std::make_heap(calls.begin(), calls.end());
    while (bytes > 0 && !calls.empty()) {
        std::pop_heap(calls.begin(), calls.end());
        const auto [unsent, name] = calls.back();
        calls.pop_back();
        bytes -= unsent;
        endForBoth(name, Code::SlowReader);
    }
}

} // namespace waxwing
