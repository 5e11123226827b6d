// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomEntry.h"

#include "EmailAddress.h"
#include "Features.h"
#include "KeySchedule.h"
#include "Username.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

constexpr int linksPerWish = 2;
constexpr int longestWaitSeconds = 24 * 60 * 60;

using Keys = std::shared_ptr<const ScramClientKeys>;

Keys derive(const SecretBytes &password, const Bytes &salt, int iterations)
{
    return std::make_shared<const ScramClientKeys>(deriveScramKeys(password.span(), salt, iterations));
}

LobbyRefusal refusalOf(const Error &error)
{
    LobbyRefusal refusal;
    refusal.error = error;
    return refusal;
}

} // namespace

/// One press of Register or Log in, or a silent log-in after a break.
struct RoomEntry::Wish
{
    QString name;
    QString email;
    QString invite;
    std::shared_ptr<const SecretBytes> password; ///< none after a break
    bool registering = false;
    bool deriving = false;
    Keys made;         ///< of the registration
    bool sent = false; ///< the registration went out and its answer did not come
    Keys keys;         ///< of the log-in
    int linksLost = 0;
};

RoomEntry::RoomEntry(const GuestServices &services, VaultKeeper &vault, QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_inquiry(services.settings, this)
{
    connect(&m_inquiry, &NameInquiry::due, this, &RoomEntry::proceed);
    connect(&m_inquiry, &NameInquiry::judged, this, &RoomEntry::nameChecked);
    connect(&m_vault, &VaultKeeper::opened, this, &RoomEntry::onVaultOpened);
    connect(&m_vault, &VaultKeeper::failed, this,
            [this](const Error &error) { refuseWish(refusalOf(error)); });
}

RoomEntry::~RoomEntry() = default;

void RoomEntry::reset()
{
    endLink();
    cancelWishes();
    m_unanswered.clear();
    m_account.reset();
}

void RoomEntry::cancelWishes()
{
    m_wish.reset();
    ++m_wishTurn;
    m_inquiry.drop();
}

void RoomEntry::beginLink(Link *link)
{
    m_link = link;
    m_lobby = {};
    m_accepted = false;
    ++m_turn;
    updateDeadline();
}

void RoomEntry::hostAccepted()
{
    m_accepted = true;
    proceed();
}

void RoomEntry::endLink()
{
    m_link.clear();
    m_lobby = {};
    m_accepted = false;
    m_inquiry.linkLost();
    ++m_turn;
}

Result<void> RoomEntry::receive(const Message &message)
{
    const LobbyStep step = m_lobby.receive(message);
    if (step.refusal)
        return tl::make_unexpected(*step.refusal);
    perform(step);
    return {};
}

void RoomEntry::registerAccount(const QString &name, const QString &email, SecretBytes password,
                                const QString &invite)
{
    Wish &wish = newWish(normaliseTypedUsername(name));
    wish.email = email;
    wish.invite = invite;
    wish.password = std::make_shared<const SecretBytes>(std::move(password));
    wish.registering = true;
    wish.sent = !m_unanswered.isEmpty() && m_unanswered == foldedName(wish.name);
    if (wish.name.isEmpty() || wish.name.toUcs4().size() > limits::usernameCodePoints)
        return refuseWish(refusalOf({wish.name.isEmpty() ? Code::NameTooShort : Code::NameTooLong, {}}));
    if (const auto good = checkEmail(email); !good)
        return refuseWish(refusalOf(good.error()));
    proceed();
}

void RoomEntry::logIn(const QString &name, SecretBytes password)
{
    Wish &wish = newWish(normaliseTypedUsername(name));
    wish.password = std::make_shared<const SecretBytes>(std::move(password));
    if (wish.name.isEmpty() || wish.name.toUcs4().size() > limits::usernameCodePoints)
        return refuseWish(refusalOf({Code::NameUnknown, {}}));
    proceed();
}

void RoomEntry::logInAgain()
{
    Q_ASSERT(m_account);
    newWish(m_account->name).keys = m_account->keys;
    proceed();
}

RoomEntry::Wish &RoomEntry::newWish(const QString &name)
{
    ++m_wishTurn;
    m_wish = std::make_unique<Wish>();
    m_wish->name = name;
    return *m_wish;
}

void RoomEntry::linkFailed(const Error &error, bool mayTryAgain)
{
    m_inquiry.drop();
    if (!m_wish || m_vault.isTroubled()) // a question is open; a link is made when it is answered
        return;
    if (m_wish->registering && m_wish->sent)
        m_unanswered = foldedName(m_wish->name);
    if (mayTryAgain && ++m_wish->linksLost < linksPerWish)
        Q_EMIT linkWanted();
    else
        refuseWish(refusalOf(error));
}

void RoomEntry::proceed()
{
    if (!wantsLink())
        return;
    if (m_wish && m_wish->registering && !m_wish->made)
        return deriveForRegistration(*m_wish);
    if (!m_link) {
        Q_EMIT linkWanted();
        return;
    }
    if (!m_accepted || !m_lobby.isOpen())
        return;
    if (m_wish)
        proceedWith(*m_wish);
    else
        proceedWithCheck();
}

void RoomEntry::proceedWith(Wish &wish)
{
    // A registration without an answer may have gone through: PROTOCOL 7.3 has us try its keys first.
    if (wish.registering && !wish.sent)
        sendRegistration(wish);
    else
        beginLogin(wish);
}

void RoomEntry::proceedWithCheck()
{
    if (m_lobby.checksLeft() == 0) {
        Q_EMIT linkWanted();
        return;
    }
    m_inquiry.markAsked();
    perform(m_lobby.check(m_inquiry.name(), m_inquiry.invite()));
}

void RoomEntry::deriveForRegistration(Wish &wish)
{
    if (std::exchange(wish.deriving, true))
        return;
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [password = wish.password, random = m_services.random] {
            return derive(*password, random->bytes(limits::saltSize), limits::iterations);
        },
        [this, turn = m_wishTurn](const Keys &made) {
            if (turn != m_wishTurn || !m_wish)
                return;
            m_wish->deriving = false;
            m_wish->made = made;
            proceed();
        });
}

void RoomEntry::sendRegistration(Wish &wish)
{
    if (m_lobby.registersLeft() == 0) {
        Q_EMIT linkWanted();
        return;
    }
    const ScramVerifier verifier = scramVerifier(*wish.made);
    Register account;
    account.name = wish.name;
    account.email = wish.email;
    account.salt = verifier.salt;
    account.storedKey = verifier.storedKey;
    account.serverKey = verifier.serverKey;
    account.iterations = static_cast<quint64>(verifier.iterations);
    if (!wish.invite.isEmpty())
        account.invite = wish.invite;
    wish.sent = true;
    wish.keys = wish.made;
    perform(m_lobby.registerAccount(account));
}

void RoomEntry::beginLogin(Wish &wish)
{
    if (m_lobby.loginsLeft() == 0) {
        Q_EMIT linkWanted();
        return;
    }
    auto scram = ScramClient::start(wish.name, *m_services.random);
    if (!scram)
        return refuseWish(refusalOf(scram.error()));
    perform(m_lobby.logIn(*std::move(scram)));
}

void RoomEntry::perform(const LobbyStep &step)
{
    for (const Message &message : step.send) {
        if (m_link)
            m_link->send(message);
    }
    updateDeadline();
    for (const LobbyEvent &event : step.events)
        onEvent(event);
}

void RoomEntry::updateDeadline()
{
    if (m_link)
        m_link->setLobbyDeadline(m_lobby.isWaitingForHost());
}

void RoomEntry::onEvent(const LobbyEvent &event)
{
    std::visit(Overloaded{
                   [this](const LobbyOpened &opened) {
                       m_hostFeatures = opened.lobby.features;
                       Q_EMIT lobbyOpened(opened.lobby);
                       proceed();
                   },
                   [this](const NameJudged &judged) {
                       m_inquiry.answer(judged.verdict.verdict, judged.verdict.code);
                       proceed();
                   },
                   [this](const AccountMade &) {
                       m_unanswered.clear();
                       if (m_wish)
                           m_wish->registering = false;
                       proceed();
                   },
                   [this](const KeysNeeded &needed) { onKeysNeeded(needed); },
                   [this](const LoginDone &done) { onLoginDone(done); },
                   [this](const RequestRefused &answer) { onRefused(answer); },
               },
               event);
}

void RoomEntry::onKeysNeeded(const KeysNeeded &needed)
{
    if (!m_wish)
        return; // taken back; the host's clock ends this link
    const auto fits = [&](const Keys &keys) {
        return keys && keys->salt == needed.salt && keys->iterations == needed.iterations;
    };
    if (fits(m_wish->keys))
        return answerWith(m_wish->keys);
    if (!m_wish->password)
        return refuseWish(refusalOf({Code::PasswordWrong, QStringLiteral("the account's salt has changed")}));
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [password = m_wish->password, needed] { return derive(*password, needed.salt, needed.iterations); },
        [this, turn = m_turn, wishTurn = m_wishTurn](const Keys &keys) {
            if (turn == m_turn && wishTurn == m_wishTurn && m_wish)
                answerWith(keys);
        });
}

void RoomEntry::answerWith(const Keys &keys)
{
    m_wish->keys = keys;
    perform(m_lobby.answerChallenge(*keys, m_link->channel().exporter().span()));
}

void RoomEntry::onLoginDone(const LoginDone &done)
{
    if (!m_wish)
        return;
    m_account = Account{done.name, m_wish->keys};
    m_unanswered.clear();
    m_link->setLoggedIn(done.name);
    const Bytes spki = m_link->hostKey()->spki();
    Q_EMIT loggedIn(done.name);
    if (m_vault.isOpenFor(spki, done.name))
        return onVaultOpened();
    if (!m_wish->password)
        return refuseWish(
            refusalOf({Code::PasswordWrong, QStringLiteral("another account than before the break")}));
    m_vault.open(spki, done.name, m_wish->password->clone());
}

void RoomEntry::onVaultOpened()
{
    if (m_wish && !m_link)
        return Q_EMIT linkWanted();
    if (!m_wish || m_lobby.state() != LobbyGuest::State::Proving)
        return;
    const auto identity = m_vault.contents().identity;
    const auto statement = std::make_shared<const SecretBytes>(keySchedule::memberStatement(
        m_link->channel().exporter(), identity->publicKey().digest(), m_account->name.toUtf8()));
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [identity, statement] { return identity->sign(toView(statement->span())); },
        [this, turn = m_turn](const Bytes &signature) {
            if (turn == m_turn && m_wish && m_link)
                sendIdentity(signature);
        });
}

void RoomEntry::sendIdentity(const Bytes &signature)
{
    const VaultContents &vault = m_vault.contents();
    IdentityProof proof;
    proof.identity = vault.identity->publicKey().spki();
    proof.signature = signature;
    proof.device = vault.device;
    proof.features = features::ofGuest(m_services.showsDirect);
    const RoomMirror::Self self{m_account->name, vault.device, vault.identity->publicKey().digest(),
                                features::Common::with(m_hostFeatures, proof.features)};
    m_wish.reset();
    ++m_wishTurn;
    perform(m_lobby.prove(proof));
    m_link->channel().wipeExporter();
    Q_EMIT entered(self);
}

void RoomEntry::onRefused(const RequestRefused &answer)
{
    const Error error{answer.refused.code, QStringLiteral("the host refused")};
    if (answer.request == LobbyRequest::Check) {
        m_inquiry.answer(Verdict::NotAllowed, error.code);
        return proceed();
    }
    if (!m_wish)
        return proceed();
    const bool wasTrial = answer.request == LobbyRequest::Login && m_wish->registering;
    if (wasTrial && (error.code == Code::NameUnknown || error.code == Code::PasswordWrong)) {
        m_wish->sent = false; // it had not gone through: register now
        m_unanswered.clear();
        return proceed();
    }
    LobbyRefusal refusal = refusalOf(error);
    if (answer.refused.wait)
        refusal.waitSeconds = static_cast<int>(std::min<quint64>(*answer.refused.wait, longestWaitSeconds));
    if (answer.refused.left)
        refusal.triesLeft = static_cast<int>(std::min<quint64>(*answer.refused.left, limits::freeFailures));
    refuseWish(refusal);
}

void RoomEntry::refuseWish(LobbyRefusal refusal)
{
    if (!m_wish)
        return;
    m_wish.reset();
    ++m_wishTurn;
    Q_EMIT refused(refusal);
    proceed();
}

} // namespace waxwing
