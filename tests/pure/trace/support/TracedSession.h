// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LinkPair.h"
#include "WireTrace.h"

namespace waxwing {

/// A guest's and a host's link, real ones over a pipe, each watched; told what to say step by step.
class TracedSession
{
public:
    explicit TracedSession(const Settings &settings = {}, const FrameLog::Limits &limits = {});

    /// Handshake and `lobby`.
    bool meet();
    /// What a new guest does in the lobby, from `check` to `server_final`; with one wrong password first.
    bool logIn(bool wrongPasswordFirst = false);
    /// `identity`, the first refresh, `welcome`.
    bool admit(quint64 updateEvery = 5);
    /// All three.
    bool enter(quint64 updateEvery = 5) { return meet() && logIn() && admit(updateEvery); }

    bool guestSays(const QString &text); ///< a `say` and the host's `said` of it
    bool hostSays(const QString &text);
    bool refresh(); ///< one more

    [[nodiscard]] std::shared_ptr<const FrameLog> guestLog() const { return atGuest.log(); }
    [[nodiscard]] std::shared_ptr<const FrameLog> hostLog() const { return atHost.log(); }

    WireTrace atGuest;
    WireTrace atHost;
    std::unique_ptr<LinkPair> pair;

private:
    bool ask(const Message &question, const Message &answer);

    quint64 m_counter = 0;
    quint64 m_number = 0;
};

} // namespace waxwing
