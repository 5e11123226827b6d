// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// A forgotten password is replaced by the host's code (PROTOCOL 7.8).
#include "LobbyHost.h"

#include "Username.h"

namespace waxwing {

LobbyAnswer LobbyHost::on(const Reset &wish)
{
    if (!m_shared.features.contains(features::reset()))
        return end(Code::Unexpected, QStringLiteral("a reset without its feature"));
    if (++m_resets > limits::resetsPerLink)
        return end(Code::TooManyTries, QStringLiteral("resets"));
    const QString folded = foldedName(wish.name).left(longestFolded);
    const LoginTry attempt = loginTry(folded);
    const Account *account = m_shared.accounts.byFoldedName(folded);
    if (account && m_shared.verifiersUnderWay.contains(account->id))
        return refuse(Code::Throttled, 1);
    if (wish.iterations != quint64(limits::iterations))
        return refuse(Code::IterationsRefused);
    const auto digest = m_shared.resets.check(account ? account->id : 0, wish.code, m_shared.clock->wallMs());
    // A right code passes whatever waits: who forgot the password has tried it, and others may try for him.
    const int wait = m_shared.logins.waitSeconds(attempt, m_shared.clock->monotonicMs());
    if (!digest)
        return wait > 0 ? refuse(Code::Throttled, wait) : refuseLogin(Code::ResetCodeInvalid, folded);
    m_shared.logins.succeeded(attempt);
    m_state = State::Resetting;
    LobbyAnswer result;
    result.verifier = VerifierCommit{
        account->id, {wish.salt, int(wish.iterations), wish.storedKey, wish.serverKey}, *digest};
    result.verifier->begin(m_shared);
    return result;
}

LobbyAnswer LobbyHost::stored(const VerifierCommit &commit, const Result<void> &result)
{
    if (m_state != State::Resetting)
        return {};
    m_state = State::Open;
    const QString name = m_shared.accounts.byId(commit.account)->name;
    if (!result) {
        const bool isGone = result.error().code == Code::ResetCodeInvalid;
        LobbyAnswer refusal = refuse(isGone ? Code::ResetCodeInvalid : Code::Internal);
        refusal.notices << QStringLiteral("a password was not stored: %1").arg(result.error().detail);
        return refusal;
    }
    m_reset = commit.account;
    LobbyAnswer done;
    done.messages.push_back(ResetDone{});
    done.notices << QStringLiteral("“%1” has set a new password by a one-time code").arg(name);
    return done;
}

} // namespace waxwing
