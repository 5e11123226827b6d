// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostRoom.h"

#include "Link.h"

namespace waxwing {

HostRoom::HostRoom(const HostRoomParts &parts, QObject *parent)
    : QObject(parent), m_settings(parts.settings), m_clock(parts.clock), m_accounts(parts.accounts),
      m_history(parts.history), m_fanOut(parts.settings),
      m_presence(parts.settings, parts.accounts, parts.clock, m_fanOut),
      m_numbering(parts.store, parts.database, parts.nextNumber)
{
    m_deliveredTimer.setSingleShot(true);
    m_deliveredTimer.setInterval(m_settings.deliveredGatherMs);
    connect(&m_deliveredTimer, &QTimer::timeout, this, &HostRoom::tellDelivered);
    connect(&m_presence, &Presence::peopleChanged, this, &HostRoom::peopleChanged);
    connect(&m_numbering, &Numbering::numbered, this, &HostRoom::onNumbered);
    connect(&m_numbering, &Numbering::failed, this, &HostRoom::onNotNumbered);
    connect(&m_fanOut, &FanOut::worstReaderFound, this, [this](quint64 id) {
        if (HostMember *worst = member(id))
            end(*worst, Code::SlowReader, QStringLiteral("all members together have too much unsent"));
    });
    // Behind the slots above.
    connect(&m_numbering, &Numbering::numbered, this, &HostRoom::tellSettled);
    connect(&m_numbering, &Numbering::failed, this, &HostRoom::tellSettled);
    connect(&m_fanOut, &FanOut::emptied, this, &HostRoom::tellSettled);
}

HostRoom::~HostRoom() = default;

// ---- Coming and going

Result<void> HostRoom::judge(const LobbyGraduate &graduate, bool isLocal) const
{
    if (const auto device =
            m_accounts.judgeDevice({graduate.account, graduate.identity, graduate.device, {}});
        !device)
        return device;
    const Account *account = m_accounts.byId(graduate.account);
    return m_presence.roster().judge({graduate.account,
                                      account->name,
                                      account->role,
                                      {graduate.device, graduate.identity, false},
                                      0,
                                      isLocal});
}

std::vector<Bytes> HostRoom::linkedIdentities(qint64 account) const
{
    std::vector<Bytes> identities = m_presence.roster().linkedIdentities(account);
    if (const Account *known = m_accounts.byId(account)) {
        for (const KnownIdentity &identity : known->identities) {
            if (m_numbering.isWaiting(account,
                                      identity.device)) // left, and its last words wait for their number
                identities.push_back(identity.digest);
        }
    }
    return identities;
}

void HostRoom::admit(Link *link, const LobbyGraduate &graduate)
{
    if (const auto judged = judge(graduate, link->stream().isLocal()); !judged)
        return link->close(judged.error().code);
    if (HostMember *earlier = member(m_presence.roster().linkOf(graduate.account, graduate.identity))) {
        Link *old = earlier->link;
        leave(old, false); // no line: the device is back before anybody is told
        old->close(Code::Replaced);
    }
    if (m_numbering.isWaiting(graduate.account, graduate.device))
        m_deferred.push_back({link, graduate});
    else
        letIn({link, graduate});
}

void HostRoom::admitDeferred()
{
    for (const Guest &guest : std::exchange(m_deferred, {}))
        admit(guest.link, guest.graduate);
}

void HostRoom::letIn(const Guest &guest)
{
    auto owned = std::make_unique<HostMember>();
    HostMember &member = *owned;
    member.id = ++m_lastMember;
    member.link = guest.link;
    member.account = guest.graduate.account;
    member.name = m_accounts.byId(member.account)->name;
    member.identity = guest.graduate.identity;
    member.device = guest.graduate.device;
    member.firstNumber = m_numbering.nextNumber();
    member.highestCounter = m_accounts.counter(member.account, member.device);
    m_members.emplace(member.id, std::move(owned));
    m_byLink.insert(member.link, &member);

    member.link->send(Welcome{quint64(m_settings.updateEvery), quint64(limits::textBytes), m_history,
                              member.firstNumber, member.highestCounter});
    m_presence.enter(member, member.link->stream().isLocal());
    m_fanOut.add(&member);
    member.link->setAdmitted(quint64(m_settings.updateEvery));
}

void HostRoom::leave(Link *link, bool withWord)
{
    std::erase_if(m_deferred, [link](const Guest &guest) { return guest.link == link; });
    HostMember *member = m_byLink.take(link);
    if (!member)
        return;
    m_fanOut.remove(member);
    const auto owned = m_members.extract(member->id);
    m_presence.leave(*member, withWord);
    if (!m_presence.roster().isLinked(member->account))
        m_deliveries.forget(member->account);
}

// ---- Talk

void HostRoom::receive(Link *link, const Message &message)
{
    if (m_isSettling)
        return;
    HostMember *member = m_byLink.value(link);
    if (!member) // admitted as soon as its last message has its number
        return link->close(Code::Unexpected);
    if (const auto *say = std::get_if<Say>(&message))
        on(*member, *say);
    else if (const auto *received = std::get_if<Received>(&message))
        on(*member, *received);
    else
        end(*member, Code::Unexpected, QStringLiteral("%1 in the room").arg(messageName(message)));
}

void HostRoom::on(HostMember &member, const Say &say)
{
    if (++member.unacknowledged > limits::unacknowledged)
        return end(member, Code::Unexpected, QStringLiteral("more than 64 not acknowledged"));
    if (say.counter <= member.highestCounter)
        return m_numbering.acknowledgeAgain(member.id);
    member.highestCounter = say.counter;
    m_numbering.take(
        {member.id, member.account, member.name, member.device, say.counter, m_clock.wallMs(), say.text});
}

void HostRoom::onNumbered(const Numbering::Batch &batch)
{
    const int linked = m_presence.roster().linkedAccounts();
    quint64 number = batch.firstNumber;
    for (const Utterance &said : batch.said) {
        m_accounts.setCounter(said.account, said.device, said.counter);
        m_presence.tellFirst(said.account);
        const int others = linked - (m_presence.roster().isLinked(said.account) ? 1 : 0);
        m_deliveries.numbered(number, said.member, said.account, quint64(others));
        m_fanOut.post(Said{number, said.name, said.device, said.counter, said.timeMs, said.text}, number);
        ++number;
    }
    acknowledge(batch);
    admitDeferred();
}

/// One `ack` a member and batch, behind its own `said`.
void HostRoom::acknowledge(const Numbering::Batch &batch)
{
    QHash<quint64, int> answered;
    for (const Utterance &said : batch.said)
        ++answered[said.member];
    for (const quint64 id : batch.acknowledged)
        ++answered[id];
    for (auto answer = answered.constBegin(); answer != answered.constEnd(); ++answer) {
        HostMember *speaker = member(answer.key());
        if (!speaker)
            continue;
        speaker->unacknowledged -= answer.value();
        m_fanOut.send(*speaker, Ack{m_accounts.counter(speaker->account, speaker->device)});
    }
}

/// Nothing is stored, so nothing is acknowledged: the speakers keep it, and bring it again over another link.
void HostRoom::onNotNumbered(const Numbering::Batch &batch, const Error &error)
{
    Q_EMIT notice(QStringLiteral("messages could not be stored: %1").arg(error.detail));
    for (const Utterance &said : batch.said) {
        if (HostMember *speaker = member(said.member))
            end(*speaker, Code::Internal, QStringLiteral("not stored"));
    }
    Numbering::Batch repeated;
    repeated.acknowledged = batch.acknowledged;
    acknowledge(repeated);
    admitDeferred();
}

// ---- The end

void HostRoom::settle()
{
    m_isSettling = true;
    QMetaObject::invokeMethod(this, &HostRoom::tellSettled, Qt::QueuedConnection);
}

void HostRoom::tellSettled()
{
    if (m_isSettling && m_numbering.isIdle() && m_fanOut.isIdle())
        Q_EMIT settled();
}

// ---- Deliveries

void HostRoom::on(HostMember &member, const Received &received)
{
    const quint64 before = std::max(member.receivedNumber, member.firstNumber - 1);
    if (received.number <= before || received.number > member.sentNumber)
        return end(member, Code::Unexpected, QStringLiteral("received does not rise, or was not sent"));
    member.receivedNumber = received.number;
    m_deliveries.received(member.account, before + 1, received.number);
    if (m_deliveries.isDue() && !m_deliveredTimer.isActive())
        m_deliveredTimer.start();
}

void HostRoom::tellDelivered()
{
    for (const Deliveries::Due &due : m_deliveries.takeDue()) {
        if (HostMember *speaker = member(due.speaker))
            m_fanOut.send(*speaker, due.delivered);
    }
}

// ----

HostMember *HostRoom::member(quint64 id) const
{
    const auto found = m_members.find(id);
    return found == m_members.end() ? nullptr : found->second.get();
}

void HostRoom::end(HostMember &member, Code code, const QString &detail)
{
    Q_EMIT notice(QStringLiteral("“%1” was disconnected: %2 (%3)").arg(member.name, codeName(code), detail));
    member.link->close(code); // leave() follows by its signal
}

} // namespace waxwing
