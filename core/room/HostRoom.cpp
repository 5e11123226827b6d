// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostRoom.h"

#include "Link.h"

#include <algorithm>

namespace waxwing {

HostRoom::HostRoom(const HostRoomParts &parts, QObject *parent)
    : QObject(parent), m_settings(parts.settings), m_clock(parts.clock), m_accounts(parts.accounts),
      m_history(parts.state.history), m_fanOut(parts.settings),
      m_presence(parts.settings, parts.accounts, parts.clock, m_fanOut), m_log(parts.settings, parts.state),
      m_numbering(parts.store, parts.database, m_log, parts.state.nextNumber),
      m_replays(parts.settings, parts.store, parts.database, m_log, m_fanOut),
      m_receipts(parts.settings, m_log, m_fanOut), m_writers(parts.settings, parts.clock, m_fanOut),
      m_calls(parts.settings, m_fanOut)
{
    if (parts.files && parts.random) {
        m_files = std::make_unique<HostFiles>(
            FileParts{parts.settings, parts.clock, *parts.random, parts.store, *parts.files, parts.database,
                      parts.folder + QStringLiteral("/room/files"), parts.state.files},
            m_fanOut);
        connect(&m_numbering, &Numbering::dropped, m_files.get(), &HostFiles::dropped);
    }
    connect(&m_presence, &Presence::peopleChanged, this, &HostRoom::peopleChanged);
    connect(&m_numbering, &Numbering::numbered, this, &HostRoom::onNumbered);
    connect(&m_numbering, &Numbering::failed, this, &HostRoom::onNotNumbered);
    connect(&m_fanOut, &FanOut::worstReaderFound, this, [this](quint64 id) {
        if (HostMember *worst = member(id))
            end(*worst, Code::SlowReader, QStringLiteral("all members together have too much unsent"));
    });
    connect(&m_fanOut, &FanOut::callsTooMuch, this, [this](qint64 bytes) { m_calls.endLargest(bytes); });
    connect(&m_replays, &Replays::notice, this, &HostRoom::notice);
    connect(&m_replays, &Replays::caughtUp, this, [this](quint64 id) { m_receipts.caughtUp(*member(id)); });
    connect(&m_replays, &Replays::failed, this,
            [this](quint64 id, const Error &error) { end(*member(id), Code::Internal, error.detail); });
    // Behind the slots above.
    connect(&m_numbering, &Numbering::numbered, this, &HostRoom::tellSettled);
    connect(&m_numbering, &Numbering::failed, this, &HostRoom::tellSettled);
    connect(&m_fanOut, &FanOut::emptied, this, &HostRoom::tellSettled);
    connect(&m_replays, &Replays::caughtUp, this, &HostRoom::tellSettled);
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
    const Account &account = *m_accounts.byId(guest.graduate.account);
    member.id = ++m_lastMember;
    member.link = guest.link;
    member.account = account.id;
    member.name = account.name;
    member.identity = guest.graduate.identity;
    member.device = guest.graduate.device;
    member.common = guest.graduate.common;
    member.highestCounter = m_accounts.counter(member.account, member.device);
    const quint64 next = m_numbering.nextNumber();
    const TalkLog::Start start = member.common.replay
                                     ? m_log.startOf(guest.graduate.resume, account.firstNumber, next)
                                     : TalkLog::Start{next};
    member.firstNumber = start.next;
    m_members.emplace(member.id, std::move(owned));
    m_byLink.insert(member.link, &member);

    const bool isFirst = !m_presence.roster().isLinked(member.account);
    member.link->send(Welcome{quint64(m_settings.updateEvery), quint64(limits::textBytes), m_history,
                              member.firstNumber, member.highestCounter});
    m_presence.enter(member, member.link->stream().isLocal());
    if (member.common.replay)
        member.link->send(Resumed{start.count, start.complete});
    if (m_files)
        m_files->enter(member);
    m_receipts.enter(member, isFirst, next);
    const Resume &resume = guest.graduate.resume;
    if (member.common.replay && resume.after && resume.history == m_history && *resume.after < next)
        m_receipts.hadUpTo(member, *resume.after);
    m_fanOut.add(&member);
    m_calls.enter(member);
    tellKeyLogsTo(member);
    member.link->setAdmitted(quint64(m_settings.updateEvery));
    if (member.common.replay)
        m_replays.begin(member, start.next);
}

void HostRoom::leave(Link *link, bool withWord)
{
    std::erase_if(m_deferred, [link](const Guest &guest) { return guest.link == link; });
    HostMember *member = m_byLink.take(link);
    if (!member)
        return;
    m_calls.leave(*member);
    m_fanOut.remove(member);
    m_replays.end(*member);
    if (m_files)
        m_files->leave(*member);
    const auto owned = m_members.extract(member->id);
    if (member->isKeyLogging)
        setKeyLogging(*member, false);
    m_presence.leave(*member, withWord);
    const bool isLast = !m_presence.roster().isLinked(member->account);
    m_receipts.leave(*member, isLast, m_numbering.nextNumber());
    if (isLast)
        m_writers.left(member->account);
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
    else if (const auto *log = std::get_if<KeyLog>(&message))
        on(*member, *log);
    else if (const auto *writing = std::get_if<Writing>(&message))
        on(*member, *writing);
    else if (const auto *read = std::get_if<Read>(&message))
        on(*member, *read);
    else if (HostCalls::isOfCalls(message))
        takeOfCalls(*member, message);
    else
        receiveFile(*member, message);
}

void HostRoom::receiveFile(HostMember &member, const Message &message)
{
    const auto taken = m_files ? m_files->receive(member, message) : std::nullopt;
    if (!taken)
        end(member, Code::Unexpected, QStringLiteral("%1 in the room").arg(messageName(message)));
    else if (!*taken)
        end(member, taken->error().code, taken->error().detail);
}

void HostRoom::on(HostMember &member, const Say &say)
{
    if (++member.unacknowledged > limits::unacknowledged)
        return end(member, Code::Unexpected, QStringLiteral("more than 64 not acknowledged"));
    if (const auto judged = judgeTarget(member, say); !judged)
        return end(member, judged.error().code, judged.error().detail);
    if (say.counter <= member.highestCounter)
        return m_numbering.acknowledgeAgain(member.id);
    member.highestCounter = say.counter;
    m_numbering.take({member.id, member.account, member.name, member.device, say.counter, m_clock.wallMs(),
                      say.text, say.act, say.target,
                      say.file ? m_files->claim(member.account, *say.file) : std::nullopt});
}

void HostRoom::takeOfCalls(HostMember &member, const Message &message)
{
    if (std::holds_alternative<Call>(message))
        m_presence.tellFirst(member.account);
    if (const auto taken = m_calls.receive(member, message); !taken)
        end(member, taken.error().code, taken.error().detail);
}

bool HostRoom::isHeldByWindow(const Link *link, const Message &message) const
{
    const HostMember *member = m_byLink.value(link);
    return member && m_calls.isHeldByWindow(*member, message);
}

// ---- Key logs (PROTOCOL 8.8)

void HostRoom::on(HostMember &member, const KeyLog &log)
{
    if (!member.common.keyLog || member.isKeyLogging == log.running)
        return end(member, Code::Unexpected, QStringLiteral("a key log that nothing changes"));
    setKeyLogging(member, log.running);
}

/// Of a person with several devices only the first that begins and the last that ends is told.
void HostRoom::setKeyLogging(HostMember &member, bool running)
{
    member.isKeyLogging = running;
    const int before = m_keyLogs[member.account];
    const int now = before + (running ? 1 : -1);
    m_keyLogs[member.account] = now;
    if (now == 0)
        m_keyLogs.erase(member.account);
    if ((before > 0) == (now > 0))
        return;
    m_presence.tellFirst(member.account);
    m_fanOut.post(KeyLogged{member.name, running});
    Q_EMIT notice(running ? QStringLiteral("“%1” writes down keys of this room").arg(member.name)
                          : QStringLiteral("“%1” writes down no more keys").arg(member.name));
}

void HostRoom::setKeyLog(bool running)
{
    if (m_isKeyLogging == running)
        return;
    m_isKeyLogging = running;
    m_fanOut.post(KeyLogged{std::nullopt, running});
}

/// What runs, behind the roster.
void HostRoom::tellKeyLogsTo(HostMember &member)
{
    if (!member.common.keyLog)
        return;
    if (m_isKeyLogging)
        member.link->send(KeyLogged{std::nullopt, true});
    for (const auto &[account, programs] : m_keyLogs)
        member.link->send(KeyLogged{m_accounts.byId(account)->name, true});
}

// ---- The end

void HostRoom::settle()
{
    m_isSettling = true;
    QMetaObject::invokeMethod(this, &HostRoom::tellSettled, Qt::QueuedConnection);
}

void HostRoom::tellSettled()
{
    if (m_isSettling && m_numbering.isIdle() && m_fanOut.isIdle() && m_replays.isIdle())
        Q_EMIT settled();
}

// ---- Receipts, and who writes

void HostRoom::on(HostMember &member, const Received &received)
{
    if (!m_receipts.received(member, received.number))
        end(member, Code::Unexpected, QStringLiteral("received does not rise, or was not sent"));
}

void HostRoom::on(HostMember &member, const Read &read)
{
    if (!member.common.talk || !m_receipts.read(member, read.number))
        end(member, Code::Unexpected, QStringLiteral("read does not rise, or was not sent"));
}

void HostRoom::on(HostMember &member, const Writing &writing)
{
    if (!member.common.talk)
        return end(member, Code::Unexpected, QStringLiteral("writing without its feature"));
    m_presence.tellFirst(member.account);
    m_writers.write(member, writing.active);
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
