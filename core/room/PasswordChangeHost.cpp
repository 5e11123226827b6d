// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordChangeHost.h"

#include "MessageCodec.h"
#include "PasswordBinding.h"

namespace waxwing {

namespace {

LobbyAnswer answer(Message message)
{
    LobbyAnswer result;
    result.messages.push_back(std::move(message));
    return result;
}

LobbyAnswer refuse(Code code, int waitSeconds = 0, int left = 0)
{
    Refused refused;
    refused.code = code;
    if (waitSeconds > 0)
        refused.wait = quint64(waitSeconds);
    if (left > 0)
        refused.left = quint64(left);
    return answer(refused);
}

} // namespace

struct PasswordChangeHost::Exchange
{
    ScramServer scram;
    ScramVerifier verifier; ///< that was asked for
    QString serverFinal;    ///< not empty: Storing
    quint64 proven = 0;     ///< LobbyShared::proven when it was asked for
};

PasswordChangeHost::PasswordChangeHost(LobbyShared &shared, Member member)
    : m_shared(shared), m_member(std::move(member))
{}

PasswordChangeHost::~PasswordChangeHost() = default;

bool PasswordChangeHost::concerns(const Message &message)
{
    return std::holds_alternative<ChangeFirst>(message) || std::holds_alternative<ChangeFinal>(message);
}

LobbyAnswer PasswordChangeHost::receive(const Message &message)
{
    const auto *first = std::get_if<ChangeFirst>(&message);
    const auto *final = std::get_if<ChangeFinal>(&message);
    const bool isTaken = m_member.isOffered && !m_hasEnded;
    if (isTaken && first && !m_exchange)
        return on(*first);
    if (isTaken && final && m_exchange && m_exchange->serverFinal.isEmpty())
        return on(*final);
    return end(Code::Unexpected, QStringLiteral("%1 at this place").arg(messageName(message)));
}

/// Wherever its links come from: who is at an open window may make a new one at any time.
LoginTry PasswordChangeHost::changeTry() const
{
    return {m_shared.accounts.byId(m_member.account)->folded, {}, true};
}

/// Until a try is taken: another change of the account is stored first, too many were wrong, or too much was
/// stored for this address.
int PasswordChangeHost::waitSeconds() const
{
    if (m_shared.verifiersUnderWay.contains(m_member.account))
        return 1;
    const qint64 now = m_shared.clock->monotonicMs();
    const int wait = m_shared.changes.waitSeconds(changeTry(), now);
    return m_member.isLocal ? wait
                            : std::max(wait, m_shared.registrations.waitSeconds(m_member.address, now));
}

LobbyAnswer PasswordChangeHost::on(const ChangeFirst &first)
{
    const Account *account = m_shared.accounts.byId(m_member.account);
    auto scram = ScramServer::start(first.scram.toUtf8(), changeHeader);
    if (!scram)
        return end(scram.error().code, scram.error().detail);
    if (scram->username() != account->name)
        return end(Code::Malformed, QStringLiteral("a change of password for another name"));
    if (account->role == Role::Host)
        return refuse(Code::HostsOwnAccount);
    if (const int wait = waitSeconds(); wait > 0)
        return refuse(Code::Throttled, wait);
    m_exchange = std::make_unique<Exchange>(
        Exchange{std::move(*scram), account->verifier, {}, m_shared.proven.value(m_member.account)});
    const Bytes serverFirst = m_exchange->scram.serverFirst(account->verifier, *m_shared.random);
    return answer(ChangeChallenge{QString::fromLatin1(serverFirst)});
}

LobbyAnswer PasswordChangeHost::on(const ChangeFinal &wish)
{
    const std::unique_ptr<Exchange> exchange = std::move(m_exchange);
    const Bytes binding = changeBinding(m_shared.hostDigest, wish);
    const auto proof = exchange->scram.finish(wish.scram.toUtf8(), toSpan(binding));
    if (!proof && proof.error().code != Code::PasswordWrong)
        return end(proof.error().code, proof.error().detail);
    if (wish.iterations != quint64(limits::iterations))
        return refuse(Code::IterationsRefused);
    if (const int wait = waitSeconds(); wait > 0)
        return refuse(Code::Throttled, wait);
    // A log-in since was told which password holds; what this one left behind may be tidied by now.
    if (m_shared.proven.value(m_member.account) != exchange->proven)
        return refuse(Code::Throttled, 1);
    // Another device may have changed it since the challenge.
    const Account *account = m_shared.accounts.byId(m_member.account);
    if (!proof || account->verifier.storedKey != exchange->verifier.storedKey)
        return refuseWrongProof();
    m_shared.changes.succeeded(changeTry());
    if (!m_member.isLocal)
        m_shared.registrations.take(m_member.address, m_shared.clock->monotonicMs());
    m_exchange = std::make_unique<Exchange>(
        Exchange{exchange->scram, exchange->verifier, QString::fromLatin1(*proof)});
    LobbyAnswer result;
    result.verifier = VerifierCommit{
        account->id, {wish.salt, int(wish.iterations), wish.storedKey, wish.serverKey}, std::nullopt};
    result.verifier->begin(m_shared);
    return result;
}

LobbyAnswer PasswordChangeHost::stored(const Result<void> &result)
{
    const std::unique_ptr<Exchange> exchange = std::move(m_exchange);
    const QString name = m_shared.accounts.byId(m_member.account)->name;
    if (!result) {
        LobbyAnswer refusal = refuse(Code::Internal);
        refusal.notices << QStringLiteral("a password was not stored: %1").arg(result.error().detail);
        return refusal;
    }
    LobbyAnswer done = answer(Changed{exchange->serverFinal});
    done.notices << QStringLiteral("“%1” has changed the password").arg(name);
    return done;
}

LobbyAnswer PasswordChangeHost::refuseWrongProof()
{
    const auto failed = m_shared.changes.failed(changeTry(), m_shared.clock->monotonicMs());
    LobbyAnswer refusal = refuse(Code::PasswordWrong, failed.waitSeconds, failed.left);
    if (failed.waitSeconds > 0)
        refusal.notices << QStringLiteral("wrong passwords for a change of “%1” from %2: waits %3 s")
                               .arg(m_shared.accounts.byId(m_member.account)->name, m_member.address)
                               .arg(failed.waitSeconds);
    return refusal;
}

LobbyAnswer PasswordChangeHost::end(Code code, const QString &detail)
{
    m_hasEnded = true;
    LobbyAnswer result;
    result.end = Error{code, detail};
    return result;
}

} // namespace waxwing
