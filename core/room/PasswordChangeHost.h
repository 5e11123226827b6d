// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LobbyHost.h"

namespace waxwing {

/// A member's change of password at the host, on one link, without I/O (PROTOCOL 7.7).
///
///   Idle → WaitingForProof → Storing (verifier) → Idle
///   WaitingForProof → Idle (refused) · anything else → Ended: ends the link, and nothing more is taken
class PasswordChangeHost
{
public:
    struct Member
    {
        qint64 account = 0;
        QString address; ///< of the link
        bool isLocal = false;
        bool isOffered = false; ///< both sides named the feature
    };
    PasswordChangeHost(LobbyShared &shared, Member member);
    ~PasswordChangeHost();
    PasswordChangeHost(const PasswordChangeHost &) = delete;
    PasswordChangeHost &operator=(const PasswordChangeHost &) = delete;

    [[nodiscard]] static bool concerns(const Message &message);
    /// Of those that concern it.
    LobbyAnswer receive(const Message &message);
    /// Whether what LobbyAnswer::verifier named is stored. VerifierCommit::finish() came first.
    LobbyAnswer stored(const Result<void> &result);

private:
    struct Exchange;
    LobbyAnswer on(const ChangeFirst &first);
    LobbyAnswer on(const ChangeFinal &wish);
    [[nodiscard]] int waitSeconds() const;
    [[nodiscard]] LoginTry changeTry() const;
    LobbyAnswer refuseWrongProof();
    LobbyAnswer end(Code code, const QString &detail);

    LobbyShared &m_shared;
    const Member m_member;
    std::unique_ptr<Exchange> m_exchange; ///< none: Idle
    bool m_hasEnded = false;
};

} // namespace waxwing
