// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// With whom a DirectTalk talks: pins, comparison, and what stands in the list of conversations.
#include "DirectTalk.h"

#include "ComparisonCode.h"
#include "DirectChoice.h"

#include <algorithm>

namespace waxwing {

std::optional<DirectCalls::Party> DirectTalk::partyOf(const QString &name, const Bytes &device) const
{
    for (const Party &party : partiesOf(name)) {
        if (party.device == device)
            return party;
    }
    return {};
}

/// The devices under which somebody else is here.
std::vector<DirectCalls::Party> DirectTalk::partiesOf(const QString &name) const
{
    std::vector<Party> parties;
    const Person *person = m_isLinked ? m_mirror.person(name) : nullptr;
    if (!person || name == m_mirror.self().name)
        return parties;
    for (const Device &device : person->devices) {
        if (device.identity != m_mirror.self().identity)
            parties.push_back({name, device.device, device.identity});
    }
    return parties;
}

/// As registered, of somebody who is here or was talked with; else empty.
QString DirectTalk::nameOf(const QString &typed) const
{
    QStringList here;
    for (const PersonView &person : m_mirror.people()) {
        if (!person.isMe)
            here.append(person.name);
    }
    return directChoice::name(typed, knownNames(), here);
}

QStringList DirectTalk::knownNames() const
{
    QStringList known;
    for (const auto &[name, contact] : m_keeper.contacts())
        known.append(name);
    return known;
}

/// Nobody known under that name: first sight. Somebody known with other identities: undecided.
DirectTrust DirectTalk::trustOf(const Party &party) const
{
    const DirectContact *contact = m_keeper.contact(party.name);
    if (!contact || contact->identities.empty())
        return DirectTrust::Pinned;
    const DirectIdentity *identity = m_keeper.identity(party.name, party.identity);
    if (!identity || identity->device != party.device)
        return DirectTrust::Undecided;
    return identity->trust;
}

bool DirectTalk::isStopped(const QString &name) const
{
    const DirectContact *contact = m_keeper.contact(name);
    if (!contact)
        return false;
    const bool isUndecided =
        std::any_of(contact->identities.begin(), contact->identities.end(),
                    [](const DirectIdentity &identity) { return identity.trust == DirectTrust::Undecided; });
    const std::vector<Party> here = partiesOf(name);
    return isUndecided || std::any_of(here.begin(), here.end(), [this](const Party &party) {
               return trustOf(party) == DirectTrust::Undecided;
           });
}

/// Who calls: a stranger is heard once, for the comparison.
std::optional<Code> DirectTalk::judge(const Party &party) const
{
    if (!m_keeper.isOpen())
        return Code::Busy;
    if (!m_keeper.contact(party.name) && directChoice::isLikeAnother(party.name, knownNames()))
        return Code::CallDeclined; // nobody else may take the place of somebody known
    const DirectIdentity *identity = m_keeper.identity(party.name, party.identity);
    switch (trustOf(party)) {
    case DirectTrust::Pinned:
    case DirectTrust::Verified:
        return m_keeper.contact(party.name) ||
                       m_keeper.contacts().size() < std::size_t(limits::directContacts)
                   ? std::nullopt
                   : std::optional(Code::CallDeclined);
    case DirectTrust::Undecided:
        return identity && identity->spki.isEmpty() ? std::nullopt : std::optional(Code::CallDeclined);
    case DirectTrust::Refused:
        break;
    }
    return Code::CallDeclined;
}

/// Compared, or talked with in both directions: a call alone makes nobody known.
bool DirectTalk::isKnown(const Party &party) const
{
    const DirectIdentity *identity = m_keeper.identity(party.name, party.identity);
    if (!identity || trustOf(party) == DirectTrust::Undecided)
        return false;
    return identity->trust == DirectTrust::Verified || (identity->told > 0 && identity->taken > 0);
}

/// All identities under which somebody is here when they are met.
std::vector<DirectIdentity> DirectTalk::firstSight(const QString &name) const
{
    std::vector<DirectIdentity> met;
    const DirectContact *contact = m_keeper.contact(name);
    if (contact && !contact->identities.empty())
        return met;
    for (const Party &party : partiesOf(name)) {
        DirectIdentity identity;
        identity.digest = party.identity;
        identity.device = party.device;
        identity.trust = DirectTrust::Pinned;
        if (const auto caller = m_callers.find({name, party.identity}); caller != m_callers.end())
            identity.spki = caller->second;
        met.push_back(identity);
    }
    return met;
}

void DirectTalk::pinFirstSight(const QString &name)
{
    for (const DirectIdentity &identity : firstSight(name))
        m_keeper.keepIdentity(name, identity);
}

/// Another identity than those known: the conversation stops, and the person hears of it.
void DirectTalk::noteStrangers(const QString &name)
{
    for (const Party &party : partiesOf(name)) {
        if (trustOf(party) != DirectTrust::Undecided)
            continue;
        const DirectContact *contact = m_keeper.contact(name);
        const DirectIdentity *known = m_keeper.identity(name, party.identity);
        if (!known && contact->identities.size() < std::size_t(limits::directIdentities)) {
            DirectIdentity identity;
            identity.digest = party.identity;
            identity.device = party.device;
            identity.told = contact->restFrom > 0 ? contact->restFrom - 1 : contact->counter;
            m_keeper.keepIdentity(name, identity);
        }
        if (m_strangersTold.size() < std::size_t(limits::directContacts) &&
            m_strangersTold.insert({name, party.identity}).second)
            m_facts.add(DirectFact(DirectChangedFact{name, party.device, party.identity}));
    }
}

/// Who only called is nobody whom the vault knows: that comes with the first thing said.
void DirectTalk::onProved(const Party &party, const PublicKey &key)
{
    if (!m_keeper.contact(party.name))
        m_callers[{party.name, party.identity}] = key.spki();
    else
        pinFirstSight(party.name);
    const DirectIdentity *known = m_keeper.identity(party.name, party.identity);
    if (known && known->spki.isEmpty()) {
        DirectIdentity proved = *known;
        proved.spki = key.spki();
        m_keeper.keepIdentity(party.name, proved);
    }
    known = m_keeper.identity(party.name, party.identity);
    if (known && m_toCompare.erase({party.name, party.identity}) > 0)
        tellComparison(party.name, *known);
    pump(party.name); // called for more than that, or no longer
}

QString DirectTalk::codeOf(const DirectIdentity &identity) const
{
    if (identity.spki.isEmpty() || !m_vault.contents().identity)
        return {};
    QString &code = m_codes[identity.spki];
    if (code.isEmpty())
        code = comparisonCode::code(m_vault.contents().identity->publicKey().spki(), identity.spki);
    return code;
}

void DirectTalk::tellComparison(const QString &name, const DirectIdentity &identity)
{
    const auto party = partyOf(name, identity.device);
    m_facts.add(
        DirectFact(DirectComparisonFact{name,
                                        {identity.device, identity.digest, identity.trust, codeOf(identity),
                                         party && party->identity == identity.digest}}));
}

/// PROTOCOL 16.6: of the identity that was proved; who was never called is called.
void DirectTalk::compare(const QString &typed)
{
    const QString name = nameOf(typed);
    if (name.isEmpty() || !m_keeper.isOpen())
        return fail(0, typed, {Code::NameUnknown, {}});
    pinFirstSight(name);
    bool isProved = false;
    if (const DirectContact *contact = m_keeper.contact(name)) {
        for (const DirectIdentity &identity : contact->identities) {
            if (identity.spki.isEmpty() || identity.trust == DirectTrust::Refused)
                continue;
            isProved = true;
            tellComparison(name, identity);
        }
    }
    bool isCalled = false;
    for (const Party &party : partiesOf(name)) {
        const DirectIdentity *identity = m_keeper.identity(name, party.identity);
        if (!m_isHere || !identity || !identity->spki.isEmpty())
            continue;
        isCalled = true;
        m_toCompare.insert({name, party.identity});
        m_calls.want(party);
    }
    if (!isProved && !isCalled)
        fail(0, name, {Code::NotHere, {}});
}

void DirectTalk::set(const QString &name, const DirectIdentity &identity, DirectTrust trust)
{
    DirectIdentity decided = identity;
    decided.trust = trust;
    for (const Party &party : partiesOf(name)) { // that it speaks from another device is decided, too
        if (party.identity == identity.digest)
            decided.device = party.device;
    }
    m_keeper.keepIdentity(name, decided, [this, name, decided](const Result<bool> &kept) {
        if (kept)
            tellComparison(name, decided);
        else
            fail(0, name, kept.error());
    });
    if (trust == DirectTrust::Refused)
        m_calls.end(name, decided.device, Code::CallDeclined);
    else if (!m_sessions.contains({name, decided.device}))
        m_calls.end(name, decided.device, Code::Left); // what was begun for a comparison
    pump(name);
    tellWaiting(name);
}

void DirectTalk::decide(const QString &typed, const Bytes &which, DirectTrust trust)
{
    const QString name = nameOf(typed);
    const DirectContact *contact = m_keeper.contact(name);
    if (!contact)
        return fail(0, typed, {Code::NameUnknown, {}});
    const DirectIdentity *identity = directChoice::identity(*contact, which);
    if (!identity || (trust == DirectTrust::Verified && identity->spki.isEmpty()))
        return fail(
            0, name,
            {Code::NotHere, QStringLiteral("no such identity, more than one, or it was not compared yet")});
    set(name, DirectIdentity(*identity), trust);
}

void DirectTalk::verify(const QString &typed, const QString &code)
{
    const QString name = nameOf(typed);
    const DirectContact *contact = m_keeper.contact(name);
    if (!contact)
        return fail(0, typed, {Code::NameUnknown, {}});
    for (const DirectIdentity &identity : contact->identities) {
        if (!identity.spki.isEmpty() && codeOf(identity) == code)
            return set(name, DirectIdentity(identity), DirectTrust::Verified);
    }
    fail(0, name, {Code::AnotherIdentity, QStringLiteral("no identity of theirs gives this code")});
}

// ---- The list

void DirectTalk::peopleChanged()
{
    m_showsAll = true;
    showLater();
}

/// Most often it is one of thousands.
void DirectTalk::personChanged(const QString &name)
{
    m_toShow.insert(name);
    m_showsAll = m_showsAll || !m_keeper.contact(name); // one that is no more
    showLater();
}

/// Who only called stands in no list.
void DirectTalk::showLink(const QString &name)
{
    if (m_keeper.contact(name))
        personChanged(name);
}

void DirectTalk::showLater()
{
    if (!std::exchange(m_isShowing, true))
        QMetaObject::invokeMethod(this, &DirectTalk::showPeople, Qt::QueuedConnection);
}

void DirectTalk::showPeople()
{
    m_isShowing = false;
    DirectPeopleFact fact;
    fact.isAll = std::exchange(m_showsAll, false);
    const std::set<QString> changed = std::exchange(m_toShow, {});
    for (const auto &[name, contact] : m_keeper.contacts()) {
        if (fact.isAll)
            fact.people.append(viewOf(contact));
    }
    for (const QString &name : changed) {
        if (const DirectContact *contact = m_keeper.contact(name); contact && !fact.isAll)
            fact.people.append(viewOf(*contact));
    }
    m_facts.add(DirectFact(std::move(fact)));
}

DirectPersonView DirectTalk::viewOf(const DirectContact &contact) const
{
    DirectPersonView view;
    view.name = contact.name;
    view.draft = contact.draft;
    view.last = contact.last;
    view.lastRead = contact.lastRead;
    view.unread = contact.unread;
    view.waiting = contact.waiting;
    view.told = contact.told;
    view.isStopped = isStopped(contact.name);
    if (const auto waits = m_waitsTold.find(contact.name); waits != m_waitsTold.end())
        view.waitsFor = waits->second;
    const std::vector<Party> here = partiesOf(contact.name);
    view.isHere = !here.empty();
    for (const DirectIdentity &identity : contact.identities) {
        const bool isHere = std::any_of(here.begin(), here.end(), [&](const Party &party) {
            return party.identity == identity.digest && party.device == identity.device;
        });
        view.isLinked = view.isLinked || m_sessions.contains({contact.name, identity.device});
        view.isDisproved = view.isDisproved || m_disproved.contains({contact.name, identity.device});
        view.read = std::max(view.read, identity.read);
        view.devices.append({identity.device, identity.digest, identity.trust, codeOf(identity), isHere});
    }
    return view;
}

} // namespace waxwing
