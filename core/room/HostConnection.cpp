// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostConnection.h"

#include "Link.h"
#include "WireTrace.h"

#include <QPointer>
#include <QTimer>

namespace waxwing {

HostConnection::HostConnection(Link &link, HostDesk &desk)
    : QObject(&link), m_link(link), m_desk(desk),
      m_lobby(std::make_unique<LobbyHost>(desk.lobby,
                                          link.stream().isLocal() ? QString() : link.stream().peerAddress(),
                                          link.stream().isLocal())),
      m_talk(desk.settings.messagesPerSecond, desk.settings.messagesAtOnce, desk.lobby.clock->monotonicMs()),
      m_other(desk.settings.recordsPerSecond, desk.settings.recordsAtOnce, desk.lobby.clock->monotonicMs())
{
    connect(&m_link, &Link::received, this, &HostConnection::onMessage);
    connect(&m_link, &Link::controlTaken, this, &HostConnection::countControl);
    connect(&m_link, &Link::refreshFinished, this, &HostConnection::onRefreshed);
    connect(&m_link, &Link::closing, this, [this] { onClosing(true); });
    connect(&m_link, &Link::ended, this, [this](const Error &, bool byPeer) { onClosing(byPeer); });
    perform(m_lobby->start());
}

HostConnection::~HostConnection() = default;

void HostConnection::onClosing(bool withWord)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_desk.room.leave(&m_link, withWord);
}

void HostConnection::onMessage(const Message &message)
{
    if (m_isAdmitted)
        takeAtRate(message);
    else
        perform(m_lobby->receive(message, m_link.channel().exporter()));
}

// ---- The lobby

void HostConnection::perform(LobbyAnswer answer)
{
    for (const QString &line : answer.notices)
        Q_EMIT notice(line);
    for (const Message &message : answer.messages)
        m_link.send(message);
    if (answer.loggedIn)
        setLoggedIn(*answer.loggedIn);
    if (answer.end) {
        Q_EMIT notice(
            QStringLiteral("%1 was disconnected in the lobby: %2 (%3)")
                .arg(m_link.stream().peerAddress(), codeName(answer.end->code), answer.end->detail));
        return m_link.close(answer.end->code);
    }
    if (answer.resume)
        return take(*answer.resume);
    m_link.setLobbyDeadline(!answer.commit && !answer.check); // while the host works, the guest owes nothing
    if (answer.commit)
        store(std::move(*answer.commit));
    else if (answer.check)
        check(std::move(*answer.check));
    else if (answer.graduate)
        graduate(*answer.graduate);
}

void HostConnection::setLoggedIn(const QString &name)
{
    m_link.setLoggedIn(name);
    if (m_desk.trace)
        m_desk.trace->nameLink(m_link, name);
}

void HostConnection::store(RegistrationCommit commit)
{
    // In the host's context: the account counts whether or not this link is still there.
    const qint64 nowMs = m_desk.lobby.clock->wallMs();
    m_desk.store.run(
        m_desk.context,
        [database = m_desk.database, commit, nowMs] {
            return database->addAccount(commit.account, commit.invite, nowMs);
        },
        [lobby = &m_desk.lobby, commit, self = QPointer(this)](const Result<qint64> &id) mutable {
            LobbyHost::finish(*lobby, std::move(commit), id);
            if (self && !self->m_hasEnded)
                self->perform(self->m_lobby->registered(id));
        });
}

void HostConnection::check(IdentityCheck check)
{
    m_desk.jobs.run(
        JobPool::Kind::Other, this,
        [check = std::make_shared<const IdentityCheck>(std::move(check))] { return check->run(); },
        [this](const Result<PublicKey> &key) {
            if (!m_hasEnded)
                perform(m_lobby->verified(key));
        });
}

/// May come while the identity is looked at, and no later than the end of the first refresh.
void HostConnection::take(const Resume &resume)
{
    m_resume = resume;
    if (m_isRefreshed)
        m_link.setLobbyDeadline(false);
    admitWhenReady();
}

bool HostConnection::owesResume() const
{
    return m_graduate && m_graduate->common.replay && !m_resume;
}

/// The first refresh and the commit of who came run side by side; `welcome` waits for both.
void HostConnection::graduate(const LobbyGraduate &graduate)
{
    const bool isLocal = m_link.stream().isLocal();
    if (const auto judged = m_desk.room.judge(graduate, isLocal); !judged) {
        const Account *account = m_desk.lobby.accounts.byId(graduate.account);
        Q_EMIT notice(
            QStringLiteral("“%1” was not let in: %2").arg(account->name, codeName(judged.error().code)));
        return m_link.close(judged.error().code);
    }
    m_graduate = graduate;
    std::vector<Bytes> linked = m_desk.room.linkedIdentities(graduate.account);
    linked.push_back(graduate.identity);
    const Account account =
        m_desk.lobby.accounts.noteArrival({graduate.account, graduate.identity, graduate.device,
                                           isLocal ? QString() : m_link.stream().peerAddress()},
                                          m_desk.lobby.clock->wallMs(), m_desk.room.nextNumber(), linked);
    m_desk.admissions.record({account, std::move(linked)},
                             [self = QPointer(this)](const Result<void> &result) {
                                 if (self && !self->m_hasEnded)
                                     self->onRecorded(result);
                             });
    m_link.startRefresh();
}

void HostConnection::onRecorded(const Result<void> &result)
{
    if (!result) {
        Q_EMIT notice(QStringLiteral("an admission could not be stored: %1").arg(result.error().detail));
        return m_link.close(result.error().code == Code::DeviceTaken ? Code::DeviceTaken : Code::Internal);
    }
    m_isRecorded = true;
    admitWhenReady();
}

void HostConnection::onRefreshed()
{
    if (std::exchange(m_isRefreshed, true))
        return;
    m_link.setLobbyDeadline(owesResume()); // else only the host has something to do now
    admitWhenReady();
}

void HostConnection::admitWhenReady()
{
    if (!m_isRefreshed || !m_isRecorded || m_hasEnded || owesResume())
        return;
    m_isAdmitted = true;
    m_graduate->resume = m_resume.value_or(Resume{});
    m_lobby.reset();
    m_desk.room.admit(&m_link, *m_graduate);
}

// ---- The rates of a member

void HostConnection::takeAtRate(const Message &message)
{
    TokenBucket *bucket = bucketOf(message);
    const qint64 now = m_desk.lobby.clock->monotonicMs();
    if (!m_isHolding && (!bucket || bucket->take(now)))
        return m_desk.room.receive(&m_link, message);
    m_held.push_back(message);
    if (!m_isHolding)
        hold(bucket->waitMs(now));
}

void HostConnection::countControl()
{
    const qint64 now = m_desk.lobby.clock->monotonicMs();
    if (m_hasEnded || m_other.take(now))
        return;
    ++m_owed;
    if (!m_isHolding)
        hold(m_other.waitMs(now));
}

/// None where a window of its own holds it back.
TokenBucket *HostConnection::bucketOf(const Message &message)
{
    if (m_desk.room.isHeldByWindow(&m_link, message))
        return nullptr;
    const bool goesToAll = std::holds_alternative<Say>(message) || std::holds_alternative<KeyLog>(message);
    return goesToAll ? &m_talk : &m_other;
}

/// The link takes no further frame, those already read included, until the tokens are back.
void HostConnection::hold(qint64 waitMs)
{
    m_isHolding = true;
    m_link.holdReading(true);
    QTimer::singleShot(int(std::max<qint64>(waitMs, 1)), this, &HostConnection::takeHeld);
}

void HostConnection::takeHeld()
{
    const qint64 now = m_desk.lobby.clock->monotonicMs();
    for (; m_owed > 0; --m_owed) {
        if (!m_other.take(now))
            return hold(m_other.waitMs(now));
    }
    while (!m_held.empty() && !m_hasEnded) {
        TokenBucket *bucket = bucketOf(m_held.front());
        if (bucket && !bucket->take(now))
            return hold(bucket->waitMs(now));
        const Message message = std::move(m_held.front());
        m_held.erase(m_held.begin());
        m_desk.room.receive(&m_link, message);
    }
    m_isHolding = false;
    m_held.shrink_to_fit();
    m_link.holdReading(false);
}

} // namespace waxwing
