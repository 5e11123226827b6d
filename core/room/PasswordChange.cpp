// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordChange.h"

#include "Link.h"
#include "PasswordBinding.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int longestWaitSeconds = 24 * 60 * 60;

LobbyRefusal refusalOf(Code code)
{
    LobbyRefusal refusal;
    refusal.error = Error{code, {}};
    return refusal;
}

bool isOfSameSalt(const RoomEntry::Keys &known, const ScramClientKeys &keys)
{
    return known && known->salt == keys.salt && known->iterations == keys.iterations;
}

/// In the pool: a PBKDF2 each.
std::optional<PasswordWrap> openedBy(const SecretBytes &password, const std::vector<StoredWrap> &wraps)
{
    for (const StoredWrap &stored : wraps) {
        if (stored.state != StoredWrap::State::Damaged && unwrapKey(stored.wrap, password.span()))
            return stored.wrap;
    }
    return {};
}

} // namespace

/// What the vault has.
struct PasswordChange::Sealed
{
    SecretBytes key;
    std::vector<StoredWrap> wraps;
};

/// What takes time, made in the pool.
struct PasswordChange::Prepared
{
    ScramClientKeys old;
    RoomEntry::Keys fresh;
    PasswordWrap wrap;
    std::optional<PasswordWrap> opened = {}; ///< one that the old password opens, where it was tried
};

struct PasswordChange::Exchange
{
    QPointer<Link> link;
    Bytes hostDigest;
    std::shared_ptr<const SecretBytes> old;
    std::shared_ptr<const SecretBytes> fresh;
    ScramClient scram;
    std::shared_ptr<VaultSession> vault;
    std::shared_ptr<const Prepared> prepared = {};
    bool isWrapped = false; ///< the new wrap is in the vault, or on its way there
};

PasswordChange::PasswordChange(const GuestServices &services, VaultKeeper &vault, RoomEntry &entry,
                               QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_entry(entry), m_patience(this)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(services.settings.lobbyDeadlineMs);
    connect(&m_patience, &QTimer::timeout, this, &PasswordChange::linkGivenUp);
}

PasswordChange::~PasswordChange() = default;

bool PasswordChange::concerns(const Message &message)
{
    return std::holds_alternative<ChangeChallenge>(message) || std::holds_alternative<Changed>(message) ||
           std::holds_alternative<Refused>(message);
}

void PasswordChange::begin(Link *link, const Bytes &hostDigest, SecretBytes old, SecretBytes fresh)
{
    if (m_state != State::Idle)
        return Q_EMIT refused(refusalOf(Code::Busy));
    auto scram = ScramClient::start(m_entry.username(), *m_services.random);
    if (!scram || !m_vault.session())
        return Q_EMIT refused(refusalOf(scram ? Code::StorageFailed : scram.error().code));
    scram->setChannelBinding(changeHeader, {});
    const QString first = QString::fromUtf8(scram->clientFirst());
    m_exchange = std::make_unique<Exchange>(Exchange{
        link, hostDigest, std::make_shared<const SecretBytes>(std::move(old)),
        std::make_shared<const SecretBytes>(std::move(fresh)), *std::move(scram), m_vault.session()});
    ++m_turn;
    m_state = State::Asking;
    m_patience.start();
    link->send(ChangeFirst{first});
}

Result<void> PasswordChange::receive(const Message &message)
{
    if (const auto *challenge = std::get_if<ChangeChallenge>(&message); challenge && m_state == State::Asking)
        return on(*challenge);
    if (const auto *changed = std::get_if<Changed>(&message); changed && m_state == State::Waiting)
        return on(*changed);
    if (const auto *refused = std::get_if<Refused>(&message);
        refused && (m_state == State::Asking || m_state == State::Waiting))
        return on(*refused);
    return failure(Code::Unexpected, QStringLiteral("\"%1\" was not asked for").arg(messageName(message)));
}

Result<void> PasswordChange::on(const ChangeChallenge &challenge)
{
    const auto asked = m_exchange->scram.challenge(challenge.scram.toUtf8());
    if (!asked)
        return tl::make_unexpected(asked.error());
    m_patience.stop();
    m_state = State::Preparing;
    prepare(*asked);
    return {};
}

void PasswordChange::prepare(const ScramClient::Challenge &challenge)
{
    m_services.store->run(
        this,
        [vault = m_exchange->vault]() -> Result<std::shared_ptr<const Sealed>> {
            auto key = vault->keyToWrap();
            if (!key)
                return tl::make_unexpected(key.error());
            auto wraps = vault->wraps();
            if (!wraps)
                return tl::make_unexpected(wraps.error());
            return std::make_shared<const Sealed>(Sealed{*std::move(key), *std::move(wraps)});
        },
        [this, challenge, turn = m_turn](const Result<std::shared_ptr<const Sealed>> &sealed) {
            if (turn != m_turn)
                return;
            if (sealed)
                derive(challenge, *sealed);
            else
                refuse(refusalOf(sealed.error().code));
        });
}

void PasswordChange::derive(const ScramClient::Challenge &challenge,
                            const std::shared_ptr<const Sealed> &sealed)
{
    m_services.jobs->run(
        JobPool::Kind::Other, this,
        [challenge, sealed, known = m_entry.keys(), old = m_exchange->old, fresh = m_exchange->fresh,
         random = m_services.random] {
            const Bytes salt = random->bytes(limits::saltSize);
            Prepared prepared{deriveScramKeys(old->span(), challenge.salt, challenge.iterations),
                              std::make_shared<const ScramClientKeys>(
                                  deriveScramKeys(fresh->span(), salt, limits::iterations)),
                              wrapKey(sealed->key, fresh->span(), *random)};
            if (!isOfSameSalt(known, prepared.old))
                prepared.opened = openedBy(*old, sealed->wraps);
            return std::make_shared<const Prepared>(std::move(prepared));
        },
        [this, turn = m_turn](const std::shared_ptr<const Prepared> &prepared) {
            if (turn == m_turn)
                onPrepared(prepared);
        });
}

/// Somebody at an open window who does not know the old password seals nothing under one of his own. Another
/// device may have changed it since the last log-in, or the host says so: then what is sealed here tells.
bool PasswordChange::isShown(const Prepared &prepared) const
{
    const RoomEntry::Keys known = m_entry.keys();
    if (!isOfSameSalt(known, prepared.old))
        return prepared.opened.has_value();
    return equalInConstantTime(known->clientKey.span(), prepared.old.clientKey.span());
}

void PasswordChange::onPrepared(const std::shared_ptr<const Prepared> &prepared)
{
    m_exchange->prepared = prepared;
    if (!isShown(*prepared))
        return sendFinal(); // the host judges it, and counts it; only its word seals
    m_exchange->isWrapped = true;
    m_services.store->run(
        this,
        [vault = m_exchange->vault, prepared] { return vault->addWrap(prepared->wrap, prepared->opened); },
        [this, turn = m_turn](const Result<void> &added) {
            if (turn != m_turn)
                return;
            if (added)
                sendFinal();
            else
                refuse(refusalOf(added.error().code));
        });
}

void PasswordChange::sendFinal()
{
    if (!m_exchange->link)
        return refuse(refusalOf(Code::Lost));
    const Prepared &prepared = *m_exchange->prepared;
    const ScramVerifier verifier = scramVerifier(*prepared.fresh);
    ChangeFinal wish;
    wish.salt = verifier.salt;
    wish.iterations = quint64(verifier.iterations);
    wish.storedKey = verifier.storedKey;
    wish.serverKey = verifier.serverKey;
    m_exchange->scram.setChannelBinding(changeHeader, changeBinding(m_exchange->hostDigest, wish));
    wish.scram = QString::fromUtf8(m_exchange->scram.clientFinal(prepared.old, {}));
    m_entry.expectKeys(prepared.fresh);
    m_state = State::Waiting;
    m_patience.start();
    m_exchange->link->send(wish);
}

Result<void> PasswordChange::on(const Changed &changed)
{
    if (const auto known = m_exchange->scram.finish(changed.scram.toUtf8()); !known)
        return known;
    succeed();
    return {};
}

void PasswordChange::succeed()
{
    m_patience.stop();
    m_entry.setKeys(m_exchange->prepared->fresh);
    m_state = State::Idle;
    // Where the old wrap does not go now, it goes when the vault is opened next.
    m_services.store->run(
        this,
        [vault = m_exchange->vault, wrap = m_exchange->prepared->wrap] { return vault->keepOnly(wrap); },
        [this](const Result<void> &) { Q_EMIT done(); });
    m_exchange.reset();
}

/// What the host refused stands nowhere; only where it failed may it have stored the new password all the
/// same.
Result<void> PasswordChange::on(const Refused &answer)
{
    LobbyRefusal refusal = refusalOf(answer.code);
    if (answer.wait)
        refusal.waitSeconds = static_cast<int>(std::min<quint64>(*answer.wait, longestWaitSeconds));
    if (answer.left)
        refusal.triesLeft = static_cast<int>(std::min<quint64>(*answer.left, limits::freeFailures));
    if (answer.code == Code::Internal)
        m_exchange->isWrapped = false;
    else
        m_entry.expectKeys(nullptr);
    refuse(refusal);
    return {};
}

/// The new wrap goes, where there is one.
void PasswordChange::refuse(const LobbyRefusal &refusal)
{
    m_patience.stop();
    ++m_turn;
    m_state = State::Idle;
    const auto exchange = std::move(m_exchange);
    if (exchange->isWrapped)
        m_services.store->post([vault = exchange->vault, wrap = exchange->prepared->wrap] {
            (void)vault->removeWrap(wrap); // else it goes when the vault is opened next
        });
    Q_EMIT refused(refusal);
}

void PasswordChange::linkLost()
{
    m_patience.stop();
    if (m_state == State::Asking || m_state == State::Preparing)
        refuse(refusalOf(Code::Lost));
    else if (m_state == State::Waiting)
        m_state = State::Unknown;
}

/// Both wraps stay where the old password was right: what was asked may yet be on its way to the disk.
void PasswordChange::admitted()
{
    if (m_state != State::Unknown)
        return;
    if (m_entry.keys() == m_exchange->prepared->fresh)
        return succeed();
    m_exchange->isWrapped = false;
    refuse(refusalOf(Code::Lost));
}

void PasswordChange::stop()
{
    linkLost();
    if (m_state != State::Unknown)
        return;
    m_exchange->isWrapped = false;
    refuse(refusalOf(Code::NoAnswer));
}

} // namespace waxwing
