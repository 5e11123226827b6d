// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectKeeper.h"

#include <algorithm>

namespace waxwing {

namespace {

/// Of what is read at once to be sent.
constexpr qint64 outgoingBytes = 256 * 1024;

DirectIdentity *find(DirectContact &contact, const Bytes &digest)
{
    const auto found =
        std::find_if(contact.identities.begin(), contact.identities.end(),
                     [&](const DirectIdentity &identity) { return identity.digest == digest; });
    return found == contact.identities.end() ? nullptr : &*found;
}

} // namespace

DirectKeeper::DirectKeeper(const GuestServices &services, QObject *parent)
    : QObject(parent), m_services(services)
{}

void DirectKeeper::open(std::shared_ptr<VaultSession> session)
{
    close();
    m_session = std::move(session);
    m_session->listen(this, [this, turn = m_turn] {
        if (turn == m_turn)
            mirrorAllAgain();
    });
    using Contacts = std::vector<DirectContact>;
    m_services.store->run(
        this,
        [session = m_session] {
            Result<Contacts> contacts;
            const auto done = session->direct(
                [&](VaultDirect &direct, bool) -> Result<void> {
                    contacts = direct.contacts();
                    return {};
                },
                Durability::Normal);
            return done ? contacts : tl::make_unexpected(done.error());
        },
        [this, turn = m_turn](const Result<Contacts> &contacts) {
            if (turn != m_turn)
                return;
            if (!contacts) {
                close();
                return Q_EMIT failed(contacts.error());
            }
            for (const DirectContact &contact : *contacts)
                m_contacts[contact.name] = contact;
            m_isLoaded = true;
            Q_EMIT loaded();
        });
}

void DirectKeeper::close()
{
    ++m_turn;
    m_session.reset();
    m_contacts.clear();
    m_decisions.clear();
    m_isLoaded = false;
}

const DirectContact *DirectKeeper::contact(const QString &name) const
{
    const auto found = m_contacts.find(name);
    return found == m_contacts.end() ? nullptr : &found->second;
}

const DirectIdentity *DirectKeeper::identity(const QString &name, const Bytes &digest) const
{
    const DirectContact *known = contact(name);
    if (!known)
        return nullptr;
    for (const DirectIdentity &identity : known->identities) {
        if (identity.digest == digest)
            return &identity;
    }
    return nullptr;
}

template <class T>
void DirectKeeper::run(const QString &name, std::function<Result<T>(VaultDirect &, bool)> work, Done<T> done,
                       Durability durability, const std::optional<KeptTransfer> &offer)
{
    if (!isOpen()) {
        if (done)
            done(failure(Code::StorageFailed, QStringLiteral("no vault is open")));
        return;
    }
    m_services.store->run(
        this,
        [session = m_session, name, durability, offer, work = std::move(work)] {
            Answer<T> answer;
            const auto kept = session->direct(
                [&](VaultDirect &direct, bool keepsNothing) -> Result<void> {
                    answer.outcome = work(direct, keepsNothing);
                    answer.contact = direct.contact(name);
                    return answer.outcome ? Result<void>() : tl::make_unexpected(answer.outcome.error());
                },
                durability, offer);
            if (!kept)
                answer = {tl::make_unexpected(kept.error()), {}};
            return answer;
        },
        [this, turn = m_turn, name, done = std::move(done)](const Answer<T> &answer) {
            if (turn != m_turn)
                return;
            if (answer.contact)
                mirror(name, *answer.contact);
            if (done)
                done(answer.outcome);
            else if (!answer.outcome)
                Q_EMIT failed(answer.outcome.error());
        });
}

/// What was decided meanwhile outweighs what stood there when the answer was made.
void DirectKeeper::mirror(const QString &name, DirectContact contact)
{
    for (const Decision &decision : m_decisions) {
        if (decision.name != name)
            continue;
        if (DirectIdentity *known = find(contact, decision.identity.digest)) {
            known->trust = decision.identity.trust;
            known->spki = decision.identity.spki;
        } else {
            contact.identities.push_back(decision.identity);
        }
    }
    m_contacts[name] = std::move(contact);
    Q_EMIT changed(name);
}

/// As it stands in the vault.
void DirectKeeper::mirrorAgain(const QString &name)
{
    run<bool>(
        name, [name](VaultDirect &direct, bool) -> Result<bool> { return direct.contact(name).has_value(); },
        [this, name](const Result<bool> &isKept) {
            if (isKept && !*isKept && m_contacts.erase(name) > 0)
                Q_EMIT changed(name);
        },
        Durability::Normal);
}

/// Wiped, or shortened: there are other last messages, and fewer that nobody has read.
void DirectKeeper::mirrorAllAgain()
{
    for (const auto &[name, contact] : m_contacts)
        mirrorAgain(name);
}

void DirectKeeper::keepIdentity(const QString &name, const DirectIdentity &identity, Done<bool> done)
{
    if (!isOpen())
        return;
    m_decisions.push_back({name, identity});
    DirectContact now = m_contacts[name];
    now.name = name;
    mirror(name, std::move(now));
    run<bool>(
        name,
        [name, identity](VaultDirect &direct, bool) -> Result<bool> {
            const auto kept = direct.keepIdentity(name, identity);
            return kept ? Result<bool>(true) : tl::make_unexpected(kept.error());
        },
        [this, name, digest = identity.digest, done = std::move(done)](const Result<bool> &kept) {
            const auto decision =
                std::find_if(m_decisions.begin(), m_decisions.end(), [&](const Decision &made) {
                    return made.name == name && made.identity.digest == digest;
                });
            if (decision != m_decisions.end())
                m_decisions.erase(decision);
            if (!kept)
                mirrorAgain(name);
            if (done)
                done(kept);
            else if (!kept)
                Q_EMIT failed(kept.error());
        });
}

void DirectKeeper::say(const QString &name, const std::vector<DirectIdentity> &met,
                       const DirectMessage &message, Done<DirectMessage> done,
                       const std::optional<KeptTransfer> &offer)
{
    run<DirectMessage>(
        name,
        [name, met, message](VaultDirect &direct, bool keepsNothing) -> Result<DirectMessage> {
            const auto known = direct.contact(name);
            for (const DirectIdentity &identity : met) {
                if (known && !known->identities.empty())
                    break;
                if (auto kept = direct.keepIdentity(name, identity); !kept)
                    return tl::make_unexpected(kept.error());
            }
            auto said = direct.say(name, message, keepsNothing);
            if (said && said->isVoid) // what was begun is undone
                return failure(Code::Unexpected,
                               QStringLiteral("no message of this person's, or it is no more"));
            return said;
        },
        std::move(done), Durability::Full, offer);
}

void DirectKeeper::take(const QString &name, const Bytes &identity, std::vector<DirectMessage> messages,
                        Done<std::vector<DirectMessage>> done)
{
    run<std::vector<DirectMessage>>(
        name,
        [name, identity, messages = std::move(messages)](VaultDirect &direct, bool keepsNothing) {
            return direct.take(name, identity, messages, keepsNothing);
        },
        std::move(done));
}

void DirectKeeper::told(const QString &name, const Bytes &identity, quint64 counter)
{
    run<bool>(
        name,
        [name, identity, counter](VaultDirect &direct, bool keepsNothing) -> Result<bool> {
            const auto kept = direct.told(name, identity, counter, keepsNothing);
            return kept ? Result<bool>(true) : tl::make_unexpected(kept.error());
        },
        {}, Durability::Normal);
}

void DirectKeeper::passBy(const QString &name, const Bytes &identity, quint64 counter)
{
    run<bool>(
        name,
        [name, identity, counter](VaultDirect &direct, bool) -> Result<bool> {
            const auto kept = direct.passBy(name, identity, counter);
            return kept ? Result<bool>(true) : tl::make_unexpected(kept.error());
        },
        {}, Durability::Normal);
}

void DirectKeeper::continueAbove(const QString &name, quint64 counter, Done<std::map<quint64, quint64>> done)
{
    run<std::map<quint64, quint64>>(
        name, [name, counter](VaultDirect &direct, bool) { return direct.continueAbove(name, counter); },
        std::move(done));
}

void DirectKeeper::read(const QString &name, const Bytes &identity, quint64 counter)
{
    run<bool>(
        name,
        [name, identity, counter](VaultDirect &direct, bool) -> Result<bool> {
            const auto kept = direct.readThere(name, identity, counter);
            return kept ? Result<bool>(true) : tl::make_unexpected(kept.error());
        },
        {}, Durability::Normal);
}

void DirectKeeper::outgoing(const QString &name, quint64 above, int count,
                            Done<std::vector<DirectMessage>> done)
{
    run<std::vector<DirectMessage>>(
        name,
        [name, above, count](VaultDirect &direct, bool) {
            return direct.outgoing(name, above, count, outgoingBytes);
        },
        std::move(done)); // told before the power fails, it is known to have been sent
}

void DirectKeeper::readPage(const QString &name, qint64 before, int count, Done<DirectPage> done)
{
    run<DirectPage>(
        name, [name, before, count](VaultDirect &direct, bool) { return direct.before(name, before, count); },
        std::move(done), Durability::Normal);
}

void DirectKeeper::setLastRead(const QString &name, qint64 id, Done<std::map<Bytes, quint64>> done)
{
    run<std::map<Bytes, quint64>>(
        name,
        [name, id](VaultDirect &direct, bool) -> Result<std::map<Bytes, quint64>> {
            if (auto kept = direct.setLastRead(name, id); !kept)
                return tl::make_unexpected(kept.error());
            return direct.heardUpTo(name, id);
        },
        std::move(done), Durability::Normal);
}

void DirectKeeper::setDraft(const QString &name, const QString &text)
{
    run<bool>(
        name,
        [name, text](VaultDirect &direct, bool) -> Result<bool> {
            const auto kept = direct.setDraft(name, text);
            return kept ? Result<bool>(true) : tl::make_unexpected(kept.error());
        },
        {}, Durability::Normal);
}

} // namespace waxwing
