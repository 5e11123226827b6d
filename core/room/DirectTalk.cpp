// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What is told. With whom stands in DirectTrust.cpp; why something waits in DirectWaiting.cpp; who writes and
// what was read in DirectSigns.cpp.
#include "DirectTalk.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

bool isText(const QString &text)
{
    const qsizetype size = text.toUtf8().size();
    return size >= 1 && size <= limits::textBytes;
}

} // namespace

DirectTalk::DirectTalk(const GuestServices &services, VaultKeeper &vault, const RoomMirror &mirror,
                       FactQueue &facts, DirectFiles &files, QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_mirror(mirror), m_facts(facts), m_files(files),
      m_keeper(services, this),
      m_calls(
          services, [this](const Party &party) { return judge(party); },
          [this](const Party &party) { return isKnown(party); },
          [this](const QString &name, const Bytes &device) { return partyOf(name, device); }, this),
      m_writingTimer(this), m_forgetTimer(this), m_idleTimer(this)
{
    m_forgetTimer.setSingleShot(true);
    connect(&m_writingTimer, &QTimer::timeout, this, &DirectTalk::repeatWriting);
    connect(&m_forgetTimer, &QTimer::timeout, this, &DirectTalk::showWriters);
    connect(&m_idleTimer, &QTimer::timeout, this, &DirectTalk::endIdle);
    connect(&vault, &VaultKeeper::closed, this, &DirectTalk::onVaultClosed);
    connect(&m_keeper, &DirectKeeper::loaded, this, &DirectTalk::onLoaded);
    connect(&m_keeper, &DirectKeeper::changed, this, &DirectTalk::personChanged);
    connect(&m_keeper, &DirectKeeper::failed, this, [this](const Error &error) { fail(0, {}, error); });
    connect(&m_calls, &DirectCalls::proved, this, &DirectTalk::onProved);
    connect(&m_calls, &DirectCalls::opened, this, &DirectTalk::onOpened);
    connect(&m_calls, &DirectCalls::closed, this, &DirectTalk::onClosed);
    connect(&m_calls, &DirectCalls::failed, this, &DirectTalk::onFailed);
    connect(&m_calls, &DirectCalls::disproved, this, &DirectTalk::onDisproved);
    connectFiles();
}

DirectTalk::~DirectTalk()
{
    m_calls.disconnect(this); // they end after what they would be told to
}

void DirectTalk::reset()
{
    stop(false);
    onVaultClosed();
}

void DirectTalk::restore()
{
    m_codes.clear(); // of who was here before
    m_keeper.close();
    openKeeper();
}

void DirectTalk::openKeeper()
{
    if (m_services.showsDirect && m_vault.session() && m_keeper.isClosed())
        m_keeper.open(m_vault.session());
}

/// Who logs in next in the same stay may be another account: nothing of this one is added to, or shown.
void DirectTalk::onVaultClosed()
{
    m_keeper.close();
    m_strangersTold.clear();
    m_toldShown.clear();
    m_waitsTold.clear();
    m_toRead.clear();
    peopleChanged();
}

void DirectTalk::onLoaded()
{
    peopleChanged();
    if (!m_isHere)
        return;
    rosterChanged();
    m_files.setTalking(true);
}

void DirectTalk::beginLink(Link *link)
{
    m_isLinked = true;
    m_isHere = m_mirror.self().common.direct && m_vault.session();
    openKeeper(); // where it failed before
    if (!m_isHere)
        return;
    m_calls.beginRoom(link, {m_mirror.self().name, m_vault.contents().identity, link->hostKey()->digest()});
    m_idleTimer.start(std::max(1'000, m_services.settings.directIdleMs / 4));
    if (m_keeper.isOpen())
        onLoaded();
}

void DirectTalk::endLink()
{
    m_isLinked = m_isHere = false;
    m_files.setTalking(false);
    m_calls.endRoom();
    m_idleTimer.stop();
    m_toCompare.clear();
    m_failures.clear();
    m_disproved.clear();
    m_callers.clear();
    m_owesReasons = true;
    QMetaObject::invokeMethod(this, &DirectTalk::tellAllWaiting, Qt::QueuedConnection);
    m_writers.clear();
    showWriters();
    peopleChanged();
}

void DirectTalk::stop(bool staysOpen)
{
    endLink();
    m_owesReasons = false; // the end of the stay says why
    m_waitsTold.clear();
    m_writingTimer.stop();
    m_writingTo.clear();
    if (!staysOpen)
        m_keeper.close();
    peopleChanged();
}

// PROTOCOL 16.1
Result<void> DirectTalk::receive(const Message &message)
{
    if (!m_isHere)
        return failure(Code::Unexpected, QStringLiteral("a feature that we and the host did not both name"));
    if (const auto *called = std::get_if<Called>(&message))
        m_calls.receive(*called);
    else if (const auto *relay = std::get_if<Relay>(&message))
        m_calls.receive(*relay);
    else if (const auto *relayed = std::get_if<Relayed>(&message))
        m_calls.receive(*relayed);
    else if (const auto *hangUp = std::get_if<HangUp>(&message))
        m_calls.receive(*hangUp);
    return {};
}

void DirectTalk::rosterChanged()
{
    if (!m_isHere)
        return;
    m_calls.rosterChanged();
    forgetFailures();
    for (const auto &[name, contact] : m_keeper.contacts()) {
        pinFirstSight(name); // told to while no roster stood
        noteStrangers(name);
        endFilesOfStopped(name);
    }
    pumpAll();
    m_owesReasons = true;
    tellAllWaiting();
    peopleChanged();
}

// ---- Links

void DirectTalk::onOpened(const Party &party, Link *link)
{
    const DirectContact *contact = m_keeper.contact(party.name);
    const DirectIdentity *identity = m_keeper.identity(party.name, party.identity);
    const DirectTrust trust = trustOf(party);
    if ((contact && !identity) || (trust != DirectTrust::Pinned && trust != DirectTrust::Verified))
        return m_calls.end(party.name, party.device, Code::Left); // compared, and no more
    DirectSession::Start start;
    start.name = party.name;
    start.identity = party.identity;
    start.device = party.device;
    start.told = identity ? identity->told : 0;
    start.taken = identity ? identity->taken : 0;
    start.sent = contact ? contact->sent : 0;
    start.counter = contact ? contact->counter : 0;
    start.updateEvery = m_mirror.welcome().updateAfter;
    auto *session = new DirectSession(link, start, m_services, this);
    m_sessions[{party.name, party.device}] = session;
    connectSession(session);
    connectSigns(session);
    connect(session, &DirectSession::nothingLeft, this, [this, session](quint64 counter) {
        m_keeper.passBy(session->start().name, session->start().identity, counter);
        m_calls.unwant(session->start().name, session->start().device);
    });
    connectFiles(session);
    session->begin();
    forgetFailure(party);
    showLink(party.name);
    if (m_writingTo == party.name && !isStopped(party.name))
        session->setWriting(true);
}

void DirectTalk::connectSession(DirectSession *session)
{
    const QString name = session->start().name;
    connect(session, &DirectSession::outgoingWanted, this, [this, session, name](quint64 above, int count) {
        if (isStopped(name))
            return session->notNow();
        m_keeper.outgoing(
            name, above, count,
            [this, name, guarded = QPointer(session)](const Result<std::vector<DirectMessage>> &messages) {
                if (!messages)
                    fail(0, name, messages.error());
                if (guarded && !messages) // it is tried again over another link
                    return m_calls.end(name, guarded->start().device, Code::Internal);
                if (guarded && !isStopped(name))
                    guarded->offer(*messages);
                else if (guarded)
                    guarded->notNow();
            });
    });
    connect(session, &DirectSession::arrived, this,
            [this, session](const std::vector<DirectMessage> &messages) { onArrived(session, messages); });
    connect(session, &DirectSession::toldCame, this,
            [this, session](quint64 counter) { onTold(session, counter); });
    connect(session, &DirectSession::olderCopyFound, this,
            [this, name, device = session->start().device](quint64 counter) {
                m_keeper.continueAbove(name, counter, [this, name, device](const auto &moved) {
                    if (moved)
                        m_facts.add(DirectFact(DirectMovedFact{name, m_vault.contents().device, *moved}));
                    else
                        fail(0, name, moved.error());
                    // Another one begins where the counters stand now, after a wait: who claims it at every
                    // link has all that waits written anew each time.
                    m_calls.end(name, device, Code::Internal);
                    pump(name);
                });
            });
    connect(session, &DirectSession::somethingHappened, this,
            [this, session] { m_calls.touch(session->start().name, session->start().device); });
}

void DirectTalk::onClosed(const Party &party)
{
    const auto session = m_sessions.find({party.name, party.device});
    if (session == m_sessions.end())
        return;
    const bool wasIdle = session->second->isIdle();
    session->second->disconnect(this);
    session->second->deleteLater();
    m_sessions.erase(session);
    m_callers.erase({party.name, party.identity});
    m_files.end(party.name, party.device);
    showLink(party.name);
    if (!wasIdle)
        noteFailure(party, Code::Lost);
    pump(party.name);
}

/// PROTOCOL 16.4: it says nothing, and may go.
void DirectTalk::endIdle()
{
    std::vector<Key> idle;
    for (const auto &[key, session] : m_sessions) {
        if (session->isIdle() && m_files.isIdle(key.first, key.second) &&
            m_calls.unusedForMs(key.first, key.second) >= m_services.settings.directIdleMs)
            idle.push_back(key);
    }
    for (const Key &key : idle)
        m_calls.endIdle(key.first, key.second);
}

// ---- What this person says

void DirectTalk::fail(quint64 localId, const QString &name, const Error &error)
{
    m_facts.add(DirectFact(DirectFailedFact{name, error, localId}));
}

void DirectTalk::tell(quint64 localId, const DirectWish &wish)
{
    const QString name = nameOf(wish.name);
    if (!m_keeper.isOpen())
        return fail(localId, wish.name, {Code::StorageFailed, QStringLiteral("no vault is open")});
    if (name.isEmpty())
        return fail(localId, wish.name, {Code::NameUnknown, {}});
    DirectMessage message;
    message.device = m_vault.contents().device;
    message.timeMs = m_services.clock->wallMs();
    message.text = wish.act == Act::Erase ? erasedText() : wish.text;
    if (!isText(message.text))
        return fail(localId, name, {message.text.isEmpty() ? Code::TextEmpty : Code::TextTooLong, {}});
    if (wish.act) {
        message.act = wish.act;
        message.targetDevice = wish.device.isEmpty() ? message.device : wish.device;
        message.target = wish.target;
        if (message.targetDevice.size() != limits::deviceSize || wish.target < 1 ||
            wish.target > limits::largestInteger)
            return fail(localId, name, {Code::Malformed, QStringLiteral("no message can have this target")});
    }
    if (m_writingTo == name)
        setWriting(name, false);
    m_keeper.say(name, firstSight(name), message, [this, localId, name](const Result<DirectMessage> &said) {
        if (said)
            onSaid(localId, name, *said);
        else
            fail(localId, name, said.error());
    });
}

void DirectTalk::onSaid(quint64 localId, const QString &name, const DirectMessage &message)
{
    DirectMessage shown = message;
    if (message.act == Act::Erase && message.file) {
        m_files.erased(message.file->id);
        shown.file.reset();
    }
    m_facts.add(DirectFact(DirectSaidFact{name, shown, false, localId}));
    pump(name);
    tellWaiting(name, localId);
}

void DirectTalk::pumpAll()
{
    for (const auto &[name, contact] : m_keeper.contacts()) {
        if (contact.counter > 0 || m_files.wants(name))
            pump(name);
    }
}

/// Whoever may have something of ours and has it not is told, or called; nobody else is.
void DirectTalk::pump(const QString &name)
{
    const DirectContact *contact = m_keeper.contact(name);
    if (!contact || !m_isHere)
        return;
    const bool mayTell = !isStopped(name);
    m_files.look(name);
    for (const Party &party : partiesOf(name)) {
        const DirectIdentity *identity = m_keeper.identity(name, party.identity);
        const DirectTrust trust = trustOf(party);
        const bool isTrusted = trust == DirectTrust::Pinned || trust == DirectTrust::Verified;
        const bool hasAll = !identity || !isTrusted || identity->told >= contact->counter;
        const auto session = m_sessions.find({name, party.device});
        if (mayTell && isTrusted && session != m_sessions.end())
            session->second->more(contact->counter);
        const bool takes = identity && isTrusted && m_files.wants(name, party.device);
        if (mayTell && (!hasAll || takes))
            m_calls.want(party);
        else if (trust == DirectTrust::Refused || !m_toCompare.contains({name, party.identity}))
            m_calls.unwant(name, party.device);
    }
}

void DirectTalk::onTold(DirectSession *session, quint64 counter)
{
    const auto &start = session->start();
    m_calls.wentWell(start.name, start.device);
    const DirectIdentity *identity = m_keeper.identity(start.name, start.identity);
    const DirectContact *contact = m_keeper.contact(start.name);
    if (!identity || !contact || counter <= identity->told)
        return;
    if (counter >= contact->counter && !m_files.wants(start.name, start.device))
        m_calls.unwant(start.name, start.device);
    m_failures.erase({start.name, start.device});
    tellWaiting(start.name);
    m_keeper.told(start.name, start.identity, counter);
    quint64 &shown = m_toldShown[start.name]; // another of their devices may have been first
    if (counter > std::max(contact->told, std::exchange(shown, std::max(shown, counter))))
        m_facts.add(DirectFact(DirectToldFact{start.name, counter}));
}

// ---- What others say

void DirectTalk::onArrived(DirectSession *session, const std::vector<DirectMessage> &messages)
{
    const QString name = session->start().name;
    const Bytes identity = session->start().identity;
    pinFirstSight(name); // who called and was nobody yet
    m_keeper.take(
        name, identity, messages,
        [this, name, identity, guarded = QPointer(session)](const Result<std::vector<DirectMessage>> &taken) {
            if (!taken) { // nothing is told: it comes again over another link
                fail(0, name, taken.error());
                if (guarded)
                    m_calls.end(name, guarded->start().device, Code::Internal);
                return;
            }
            const DirectIdentity *known = m_keeper.identity(name, identity);
            const bool isVerified = known && known->trust == DirectTrust::Verified;
            for (const DirectMessage &message : *taken) {
                writes(name, false);
                if (!message.isVoid)
                    m_facts.add(DirectFact(DirectSaidFact{name, message, isVerified, 0}));
            }
            if (guarded)
                guarded->stored();
        });
}

} // namespace waxwing
