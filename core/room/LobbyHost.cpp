// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LobbyHost.h"

#include "EmailAddress.h"
#include "Features.h"
#include "KeySchedule.h"
#include "MessageCodec.h"
#include "Username.h"

namespace waxwing {

namespace {

LobbyAnswer answer(Message message)
{
    LobbyAnswer result;
    result.messages.push_back(std::move(message));
    return result;
}

} // namespace

/// A login between client-first and client-final.
struct LobbyHost::Login
{
    ScramServer scram;
    QString folded;
    const Account *account = nullptr; ///< null: a name that does not exist goes the whole way too
    Bytes storedKey = {};             ///< of the verifier that was asked for
};

Result<PublicKey> IdentityCheck::run() const
{
    auto key = PublicKey::fromSpki(identity);
    if (!key)
        return key;
    if (!key->verify(toView(statement.span()), signature))
        return failure(Code::BadSignature, QStringLiteral("the member's signature"));
    return key;
}

LobbyHost::LobbyHost(LobbyShared &shared, QString address, bool isLocal)
    : m_shared(shared), m_address(std::move(address)), m_isLocal(isLocal)
{}

LobbyHost::~LobbyHost() = default;

LobbyAnswer LobbyHost::start()
{
    m_state = State::Open;
    return answer(Lobby{m_shared.room, m_shared.registration, m_shared.features});
}

LobbyAnswer LobbyHost::receive(const Message &message, const SecretBytes &exporter)
{
    if (m_state == State::Open) {
        if (const auto *check = std::get_if<Check>(&message))
            return on(*check);
        if (const auto *wish = std::get_if<Register>(&message))
            return on(*wish);
        if (const auto *reset = std::get_if<Reset>(&message))
            return on(*reset);
        if (const auto *first = std::get_if<ClientFirst>(&message))
            return on(*first);
    }
    if (m_state == State::WaitingForProof) {
        if (const auto *final = std::get_if<ClientFinal>(&message))
            return on(*final, exporter);
    }
    if (m_state == State::WaitingForIdentity) {
        if (const auto *proof = std::get_if<IdentityProof>(&message))
            return on(*proof, exporter);
    }
    if ((m_state == State::Verifying || m_state == State::Done) && m_owesResume) {
        if (const auto *resume = std::get_if<Resume>(&message))
            return on(*resume);
    }
    return end(Code::Unexpected, QStringLiteral("%1 at this place of the lobby").arg(messageName(message)));
}

LobbyAnswer LobbyHost::on(const Check &check)
{
    if (++m_checks > limits::checksPerLink)
        return end(Code::TooManyTries, QStringLiteral("checks"));
    if (const auto invite = checkInvite(check.invite); !invite)
        return refuse(invite.error().code);
    const auto judged = m_shared.accounts.judge(check.name);
    if (judged)
        return answer(Checked{Verdict::Free, std::nullopt});
    if (judged.error().code == Code::NameTaken)
        return answer(Checked{Verdict::Taken, std::nullopt});
    return answer(Checked{Verdict::NotAllowed, judged.error().code});
}

/// The digest of the invite that a name check or registration needs; none in an open room (PROTOCOL 7.2).
Result<std::optional<Bytes>> LobbyHost::checkInvite(const std::optional<QString> &token) const
{
    if (m_shared.registration == Registration::Closed)
        return failure(Code::RegistrationClosed);
    if (m_shared.registration == Registration::Open)
        return std::optional<Bytes>();
    auto digest = m_shared.invites.check(token, m_shared.clock->wallMs());
    if (!digest)
        return tl::make_unexpected(digest.error());
    return std::optional<Bytes>(std::move(*digest));
}

LobbyAnswer LobbyHost::on(const Register &wish)
{
    if (++m_registers > limits::registersPerLink)
        return end(Code::TooManyTries, QStringLiteral("registers"));
    const qint64 now = m_shared.clock->monotonicMs();
    if (const int wait = m_isLocal ? 0 : m_shared.registrations.waitSeconds(m_address, now); wait > 0) {
        LobbyAnswer refusal = refuse(Code::Throttled, wait);
        refusal.notices
            << QStringLiteral("too many registrations from %1: waits %2 s").arg(m_address).arg(wait);
        return refusal;
    }
    auto commit = judge(wish);
    if (!commit)
        return refuse(commit.error().code);
    if (!m_isLocal)
        m_shared.registrations.take(m_address, now);
    m_shared.accounts.reserve(commit->account);
    if (commit->invite)
        m_shared.invites.reserve(*commit->invite);
    m_state = State::Registering;
    LobbyAnswer result;
    result.commit = std::move(*commit);
    return result;
}

Result<RegistrationCommit> LobbyHost::judge(const Register &wish) const
{
    auto invite = checkInvite(wish.invite);
    if (!invite)
        return tl::make_unexpected(invite.error());
    if (const auto name = m_shared.accounts.judge(wish.name); !name)
        return tl::make_unexpected(name.error());
    if (const auto email = checkEmail(wish.email); !email)
        return tl::make_unexpected(email.error());
    if (wish.iterations != quint64(limits::iterations))
        return failure(Code::IterationsRefused);
    if (m_shared.accounts.placesLeft() == 0)
        return failure(Code::AccountsFull);
    RegistrationCommit commit;
    commit.account.name = wish.name;
    commit.account.folded = foldedName(wish.name);
    commit.account.skeleton = nameSkeleton(wish.name);
    commit.account.email = wish.email;
    commit.account.verifier = {wish.salt, int(wish.iterations), wish.storedKey, wish.serverKey};
    commit.invite = std::move(*invite);
    return commit;
}

void LobbyHost::finish(LobbyShared &shared, RegistrationCommit commit, const Result<qint64> &id)
{
    if (id) {
        commit.account.id = *id;
        shared.accounts.add(std::move(commit.account));
        return;
    }
    shared.accounts.release(commit.account);
    if (commit.invite)
        shared.invites.release(*commit.invite);
}

LobbyAnswer LobbyHost::registered(const Result<qint64> &id)
{
    if (m_state != State::Registering)
        return {};
    m_state = State::Open;
    if (id)
        return answer(Registered{});
    const Code code = id.error().code;
    const bool mayTravel = code == Code::NameTaken || code == Code::InviteInvalid;
    LobbyAnswer refusal = refuse(mayTravel ? code : Code::Internal);
    refusal.notices
        << QStringLiteral("an account was not stored: %1 (%2)").arg(codeName(code), id.error().detail);
    return refusal;
}

LoginTry LobbyHost::loginTry(const QString &folded) const
{
    const Account *account = m_shared.accounts.byFoldedName(folded);
    const bool cameBefore =
        account && (account->id == m_reset || m_shared.accounts.cameFrom(*account, m_address));
    return {folded, m_address, cameBefore};
}

LobbyAnswer LobbyHost::on(const ClientFirst &first)
{
    if (++m_logins > limits::loginsPerLink)
        return end(Code::TooManyTries, QStringLiteral("logins"));
    auto scram = ScramServer::start(first.scram.toUtf8());
    if (!scram)
        return end(scram.error().code, scram.error().detail);
    const QString folded = foldedName(scram->username()).left(longestFolded);
    if (const int wait = m_shared.logins.waitSeconds(loginTry(folded), m_shared.clock->monotonicMs());
        wait > 0)
        return refuse(Code::Throttled, wait);
    const Account *account = m_shared.accounts.byFoldedName(folded);
    if (account && m_shared.verifiersUnderWay.contains(account->id))
        return refuse(Code::Throttled, 1); // one password or the other: it is not known yet which
    if (!account && m_shared.registration == Registration::Open)
        return refuseLogin(Code::NameUnknown, folded);
    m_login = std::make_unique<Login>(Login{std::move(*scram), folded, account});
    const ScramVerifier verifier = account ? account->verifier : verifierFor(folded);
    m_login->storedKey = verifier.storedKey;
    const Bytes serverFirst = m_login->scram.serverFirst(verifier, *m_shared.random);
    m_state = State::WaitingForProof;
    return answer(ServerFirst{QString::fromLatin1(serverFirst)});
}

/// What a name that does not exist gets: the same salt each time, and keys that nobody has (PROTOCOL 7.4).
ScramVerifier LobbyHost::verifierFor(const QString &folded) const
{
    const SecretBytes mac = hmacSha256(m_shared.unknownNameKey.span(), folded.toUtf8());
    ScramVerifier verifier;
    verifier.salt = toView(mac.span().first(std::size_t(limits::saltSize))).toByteArray();
    verifier.storedKey = m_shared.random->bytes(limits::hashSize);
    verifier.serverKey = m_shared.random->bytes(limits::hashSize);
    return verifier;
}

LobbyAnswer LobbyHost::on(const ClientFinal &final, const SecretBytes &exporter)
{
    const std::unique_ptr<Login> login = std::move(m_login);
    m_state = State::Open;
    const auto proof = login->scram.finish(final.scram.toUtf8(), exporter.span());
    if (!proof && proof.error().code != Code::PasswordWrong)
        return end(proof.error().code, proof.error().detail);
    // A pause may have begun meanwhile, by a login on another link: then this proof counts for nothing.
    const LoginTry attempt = loginTry(login->folded);
    if (const int wait = m_shared.logins.waitSeconds(attempt, m_shared.clock->monotonicMs()); wait > 0)
        return refuse(Code::Throttled, wait);
    if (login->account && m_shared.verifiersUnderWay.contains(login->account->id))
        return refuse(Code::Throttled, 1);
    const bool isHostsOwn = login->account && login->account->role == Role::Host;
    const bool isChanged = login->account && login->account->verifier.storedKey != login->storedKey;
    if (!proof || !login->account || isChanged || (isHostsOwn && !m_isLocal))
        return refuseLogin(Code::PasswordWrong, login->folded);
    m_shared.logins.succeeded(attempt);
    m_graduate.account = login->account->id;
    ++m_shared.proven[m_graduate.account];
    m_state = State::WaitingForIdentity;
    LobbyAnswer result = answer(ServerFinal{QString::fromLatin1(*proof), login->account->name});
    result.loggedIn = login->account->name;
    return result;
}

LobbyAnswer LobbyHost::on(const IdentityProof &proof, const SecretBytes &exporter)
{
    const Account *account = m_shared.accounts.byId(m_graduate.account);
    m_graduate.device = proof.device;
    m_graduate.common = features::Common::with(proof.features, m_shared.features);
    m_owesResume = m_graduate.common.replay;
    m_state = State::Verifying;
    LobbyAnswer result;
    result.check =
        IdentityCheck{proof.identity,
                      keySchedule::memberStatement(exporter, sha256(proof.identity), account->name.toUtf8()),
                      proof.signature};
    return result;
}

LobbyAnswer LobbyHost::on(const Resume &resume)
{
    m_owesResume = false;
    LobbyAnswer result;
    result.resume = resume;
    return result;
}

LobbyAnswer LobbyHost::verified(const Result<PublicKey> &key)
{
    if (m_state != State::Verifying)
        return {};
    if (!key)
        return end(key.error().code, key.error().detail);
    m_graduate.identity = key->digest();
    m_state = State::Done;
    LobbyAnswer result;
    result.graduate = m_graduate;
    return result;
}

/// A wrong proof, or a name that is told to be unknown: both count (PROTOCOL 7.6).
LobbyAnswer LobbyHost::refuseLogin(Code code, const QString &folded)
{
    const auto failed = m_shared.logins.failed(loginTry(folded), m_shared.clock->monotonicMs());
    LobbyAnswer refusal = refuse(code, failed.waitSeconds, failed.left);
    if (failed.waitSeconds > 0) {
        // What was typed for a name may be a password: only a name that exists goes to the log.
        const Account *account = m_shared.accounts.byFoldedName(folded);
        refusal.notices << QStringLiteral("wrong logins as %1 from %2: waits %3 s")
                               .arg(account ? QStringLiteral("“%1”").arg(account->name)
                                            : QStringLiteral("somebody unknown"),
                                    m_address)
                               .arg(failed.waitSeconds);
    }
    return refusal;
}

LobbyAnswer LobbyHost::refuse(Code code, int waitSeconds, int left)
{
    Refused refused;
    refused.code = code;
    if (waitSeconds > 0)
        refused.wait = quint64(waitSeconds);
    if (left > 0)
        refused.left = quint64(left);
    return answer(refused);
}

LobbyAnswer LobbyHost::end(Code code, const QString &detail)
{
    m_state = State::Ended;
    LobbyAnswer result;
    result.end = Error{code, detail};
    return result;
}

} // namespace waxwing
