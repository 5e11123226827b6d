// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostMember.h"
#include "Limits.h"
#include "Result.h"

#include <QHash>
#include <QSet>

#include <unordered_map>

namespace waxwing {

class FanOut;

/// The calls between members that a room passes on (PROTOCOL 16.1). Opens nothing and keeps nothing: a call
/// is two counts a direction, and what waits for a link goes with the call.
class HostCalls
{
public:
    /// Both borrowed.
    HostCalls(const Settings &settings, FanOut &fanOut) : m_settings(settings), m_fanOut(fanOut) {}

    void enter(HostMember &member);
    /// Its calls end; the others are told so.
    void leave(HostMember &member);

    /// Whether the message is one of calls: then receive() takes it.
    [[nodiscard]] static bool isOfCalls(const Message &message);
    /// Unexpected, with which the link ends.
    Result<void> receive(HostMember &member, const Message &message);
    /// Held back by its window, and so by no rate (PROTOCOL 10, 16.1).
    [[nodiscard]] bool isHeldByWindow(const HostMember &member, const Message &message) const;
    /// The calls with most that is not sent end with `slow reader`, until so many bytes have gone.
    void endLargest(qint64 bytes);

private:
    /// What one of the two sends.
    struct Way
    {
        quint64 sent = 0;
        quint64 taken = 0; ///< as the other told
    };
    struct Call
    {
        HostMember *caller = nullptr;
        HostMember *callee = nullptr;
        Way fromCaller;
        Way fromCallee;
        [[nodiscard]] bool isOf(const HostMember &member) const
        {
            return caller == &member || callee == &member;
        }
        [[nodiscard]] HostMember &other(const HostMember &member) const
        {
            return caller == &member ? *callee : *caller;
        }
    };
    using Calls = QHash<Bytes, Call>;

    Result<void> on(HostMember &member, const waxwing::Call &message);
    void on(HostMember &member, const Relay &relay);
    void on(HostMember &member, const Relayed &relayed);
    void on(HostMember &member, const HangUp &hangUp);
    [[nodiscard]] std::optional<Code> whyNot(const HostMember &member, const waxwing::Call &message) const;
    [[nodiscard]] bool stands(const HostMember &caller, const HostMember &callee) const;
    Call *find(const HostMember &member, const Bytes &name);
    void send(HostMember &member, const Bytes &name, const Message &message);
    void hangUp(HostMember &member, const Bytes &name, quint8 code);
    void look(const HostMember &member);
    void forget(const Bytes &name);
    void endForBoth(const Bytes &name, Code code);

    const Settings &m_settings;
    FanOut &m_fanOut;
    Calls m_calls;
    QHash<const HostMember *, QSet<Bytes>> m_callsOf;         ///< names, at most 64; none: no entry
    QHash<std::pair<QString, Bytes>, HostMember *> m_members; ///< by name and device
    qint64 m_passed = 0;                                      ///< bytes since somebody looked at all of it
};

} // namespace waxwing
