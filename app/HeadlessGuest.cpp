// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessGuest.h"

#include "FileMemory.h"
#include "GuestWords.h"
#include "JsonLines.h"
#include "Terminal.h"

#include <QJsonArray>

namespace waxwing {

HeadlessGuest::HeadlessGuest(Engine &engine, InputLines &input, const Invocation &invocation,
                             QString password, QObject *parent)
    : QObject(parent), m_engine(engine), m_input(input), m_invocation(invocation),
      m_password(std::move(password)), m_client(engine.makeClient(this)),
      m_recording(m_client->trace(), invocation, this), m_direct(*m_client->direct(), invocation.json, this),
      m_files(*m_client, invocation.downloads, invocation.json, this), m_json(invocation.json)
{
    fileMemory::goWithMessages(m_engine, m_client); // a window of this profile may have left some
    connectClient();
}

void HeadlessGuest::connectClient()
{
    connect(m_client, &RoomClient::stageChanged, this, &HeadlessGuest::onStageChanged);
    connect(m_client, &RoomClient::refused, this, &HeadlessGuest::onRefused);
    connect(m_client, &RoomClient::vaultTroubled, this, &HeadlessGuest::onVaultTroubled);
    connectPasswords();
    connect(m_client, &RoomClient::messagesArrived, this, &HeadlessGuest::onMessages);
    connect(m_client, &RoomClient::messagesChanged, this, &HeadlessGuest::onChanges);
    connect(m_client, &RoomClient::messageWaits, this, &HeadlessGuest::onWaiting);
    connect(m_client, &RoomClient::changeWaits, this, &HeadlessGuest::onChangeWaiting);
    connect(m_client->history(), &History::pageRead, this, &HeadlessGuest::onPage);
    connect(m_client->history(), &History::failed, this, [this](quint64 question, const Error &error) {
        if (m_pages.contains(question))
            json::writeError(error, m_pages.take(question));
    });
    connect(m_client, &RoomClient::resumed, this, &HeadlessGuest::onResumed);
    connect(m_client, &RoomClient::writersChanged, this, &HeadlessGuest::onWriters);
    connect(m_client, &RoomClient::noticesArrived, this, &HeadlessGuest::onNotices);
    connect(m_client, &RoomClient::messagesProgressed, this, &HeadlessGuest::onProgress);
    connect(m_client, &RoomClient::keyLogsChanged, this, &HeadlessGuest::onKeyLogs);
    connect(&m_direct, &HeadlessDirect::becameIdle, this, &HeadlessGuest::leaveIfAllIsSaid);
    connect(m_client, &RoomClient::reconnectingChanged, this, &HeadlessGuest::onReconnecting);
    connect(&m_files, &HeadlessFiles::rested, this, &HeadlessGuest::leaveIfAllIsSaid, Qt::QueuedConnection);
    connect(&m_input, &InputLines::lineRead, this, &HeadlessGuest::onLine);
    connect(&m_input, &InputLines::ended, this, [this] {
        m_inputEnded = true;
        leaveIfAllIsSaid();
    });
}

void HeadlessGuest::start()
{
    connect(&m_recording, &HeadlessRecording::begun, this, &HeadlessGuest::join);
    connect(&m_recording, &HeadlessRecording::failed, this, &HeadlessGuest::sayNotRecorded);
    m_recording.start();
}

void HeadlessGuest::sayNotRecorded(const Error &error)
{
    if (m_json)
        json::writeError(error);
    else
        terminal::writeError(Sentences::of(error.code) + u' ' + error.detail);
    end(exitCodeFor(error.code));
}

void HeadlessGuest::join()
{
    if (m_leaves)
        return end(ExitCode::EndedAsAsked);
    JoinTarget target;
    target.addresses = m_invocation.addresses;
    target.key = m_invocation.key;
    target.invite = m_invocation.invite;
    target.acceptKey = m_invocation.acceptKey;
    m_client->join(target);
}

void HeadlessGuest::leave()
{
    if (m_leaves)
        return;
    m_leaves = true;
    m_client->leave();
}

Circumstances HeadlessGuest::aboutTarget() const
{
    Circumstances about;
    about.address = m_invocation.addresses.first().address;
    about.port = m_invocation.addresses.first().port;
    about.name = m_invocation.user;
    return about;
}

void HeadlessGuest::end(ExitCode code)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT finished(code);
}

void HeadlessGuest::sayHost()
{
    const HostView host = m_client->host();
    if (m_json)
        json::write(QStringLiteral("host"), json::fieldsOf(host));
    else
        terminal::writeError(tr("Host code: %1").arg(host.fingerprint.grouped()));
}

void HeadlessGuest::onStageChanged(RoomStage stage)
{
    switch (stage) {
    case RoomStage::Idle:
        if (m_leaves) {
            if (m_json)
                json::write(QStringLiteral("closed"), {{QStringLiteral("code"), codeName(Code::Left)}});
            end(ExitCode::EndedAsAsked);
        }
        break;
    case RoomStage::HostUnknown:
    case RoomStage::HostDiffers: {
        const bool isAnother = stage == RoomStage::HostDiffers || !m_invocation.acceptKey.isEmpty();
        sayNotAccepted(isAnother ? Code::AnotherKey : Code::HostNotAccepted);
        break;
    }
    case RoomStage::Lobby:
        enterLobby();
        break;
    case RoomStage::InRoom:
        sayEntered();
        break;
    case RoomStage::Ended:
        sayClosed(m_client->lastError());
        break;
    case RoomStage::Connecting:
    case RoomStage::Entering:
    case RoomStage::Reconnecting:
        break;
    }
}

void HeadlessGuest::sayNotAccepted(Code code)
{
    sayHost();
    if (m_json)
        json::writeError({code, {}});
    else
        terminal::writeError(
            code == Code::AnotherKey
                ? tr("This host has another code than the one expected. Nothing was sent to it.")
                : tr("This host is not known. Compare its code with the host's screen, then "
                     "join with --accept-key."));
    end(ExitCode::HostNotAccepted);
}

void HeadlessGuest::sayClosed(const Error &error)
{
    if (m_ended)
        return;
    if (m_json) {
        json::write(QStringLiteral("closed"), {{QStringLiteral("code"), codeName(error.code)},
                                               {QStringLiteral("detail"), error.detail}});
    } else {
        Circumstances about = aboutTarget();
        about.isClaim = error.isClaim;
        about.theirVersion = error.claimedVersion;
        terminal::writeError(Sentences::of(error.code, about));
    }
    end(exitCodeFor(error.code));
}

/// The wish outlives links that break on the way (RoomGuest makes new ones unseen), so it is told once.
void HeadlessGuest::enterLobby()
{
    if (m_ended || std::exchange(m_hasAsked, true))
        return;
    if (m_json) {
        const LobbyView lobby = m_client->lobby();
        sayHost();
        json::write(QStringLiteral("lobby"),
                    {{QStringLiteral("room"), lobby.room},
                     {QStringLiteral("registration"), json::nameOf(lobby.registration)}});
    }
    if (!m_resetCode.isEmpty()) {
        sayWhatResetLoses();
        m_client->resetPassword(m_invocation.user, m_resetCode, m_password, m_earlierPassword);
        m_resetCode.fill(QChar(0));
    } else if (m_invocation.registers)
        m_client->registerAccount(m_invocation.user, m_invocation.email, m_password, m_invocation.invite);
    else
        m_client->logIn(m_invocation.user, m_password);
}

void HeadlessGuest::onVaultTroubled(VaultTrouble trouble)
{
    if (trouble == VaultTrouble::WrongPassword && !m_earlierPassword.isEmpty()) {
        QString earlier = std::exchange(m_earlierPassword, {});
        m_client->tryEarlierPassword(earlier);
        earlier.fill(QChar(0));
        return;
    }
    if (m_invocation.newVault)
        return m_client->putVaultAside();
    const Code code = codeOf(trouble);
    QString ways = tr("--new-vault puts it aside and begins anew.");
    if (trouble == VaultTrouble::WrongPassword)
        ways = tr("Where the password was changed on another PC, --earlier-password-file opens it by the one "
                  "before.") +
               u' ' + ways;
    if (m_json)
        json::writeError({code, ways});
    else
        terminal::writeError(Sentences::of(code) + u' ' + ways);
    end(ExitCode::Failed);
}

void HeadlessGuest::onRefused(const LobbyRefusal &refusal)
{
    const Code code = refusal.error.code;
    const bool saysHost = code >= Code::NameTaken && code < Code::Lost; // also one that we do not know
    if (!saysHost && exitCodeFor(code) != ExitCode::Refused)
        return sayClosed(refusal.error);
    if (std::exchange(m_ended, true))
        return;
    if (m_json) {
        QJsonObject fields{{QStringLiteral("code"), codeName(refusal.error.code)}};
        if (refusal.waitSeconds > 0)
            fields.insert(QStringLiteral("wait"), refusal.waitSeconds);
        if (refusal.triesLeft >= 0)
            fields.insert(QStringLiteral("left"), refusal.triesLeft);
        json::write(QStringLiteral("refused"), fields);
    } else {
        Circumstances about = aboutTarget();
        about.waitSeconds = refusal.waitSeconds;
        about.triesLeft = std::max(refusal.triesLeft, 0);
        terminal::writeError(Sentences::of(code, about));
    }
    Q_EMIT finished(ExitCode::Refused);
}

void HeadlessGuest::sayEntered()
{
    const bool isFirst = !std::exchange(m_hasEntered, true);
    m_password.fill(QChar(0));
    m_earlierPassword.fill(QChar(0));
    const QList<PersonView> people = m_client->people();
    if (m_json) {
        QJsonArray list;
        for (const PersonView &person : people)
            list.append(json::fieldsOf(person));
        json::write(QStringLiteral("welcome"), {{QStringLiteral("room"), m_client->lobby().room},
                                                {QStringLiteral("name"), m_client->username()},
                                                {QStringLiteral("people"), list}});
    } else {
        terminal::writeLine(tr("You are in “%1” as %2. %n here.", nullptr, static_cast<int>(people.size()))
                                .arg(m_client->lobby().room, m_client->username()));
    }
    if (isFirst)
        m_input.start();
}

void HeadlessGuest::onNotices(const QList<RoomNotice> &notices)
{
    for (const RoomNotice &notice : notices) {
        if (!m_json) {
            terminal::writeLine(guestwords::noticeLine(notice));
            continue;
        }
        QJsonObject fields{{QStringLiteral("time"), notice.timeMs}};
        if (!notice.names.isEmpty())
            fields.insert(QStringLiteral("names"), QJsonArray::fromStringList(notice.names));
        if (notice.kind == RoomNotice::Kind::Missed || notice.kind == RoomNotice::Kind::YouJoinedShared)
            fields.insert(QStringLiteral("count"), static_cast<qint64>(notice.count));
        json::write(guestwords::noticeName(notice.kind), fields);
    }
}

/// Each change by itself; the host's own program has no name.
void HeadlessGuest::onKeyLogs()
{
    const KeyLogsView before = std::exchange(m_keyLogs, m_client->keyLogs());
    if (m_client->stage() != RoomStage::InRoom)
        return; // over: nobody is here
    if (before.host != m_keyLogs.host)
        sayKeyLog({}, m_keyLogs.host);
    if (before.otherDeviceOfMine != m_keyLogs.otherDeviceOfMine)
        sayKeyLog(m_client->username(), m_keyLogs.otherDeviceOfMine);
    for (const QString &name : before.names) {
        if (!m_keyLogs.names.contains(name))
            sayKeyLog(name, false);
    }
    for (const QString &name : std::as_const(m_keyLogs.names)) {
        if (!before.names.contains(name))
            sayKeyLog(name, true);
    }
}

void HeadlessGuest::sayKeyLog(const QString &name, bool running) const
{
    if (m_json) {
        QJsonObject fields{{QStringLiteral("running"), running}};
        if (!name.isEmpty())
            fields.insert(QStringLiteral("name"), name);
        return json::write(QStringLiteral("key_logged"), fields);
    }
    terminal::writeLine(guestwords::keyLogLine(name, running));
}

void HeadlessGuest::onReconnecting()
{
    const ReconnectView view = m_client->reconnecting();
    if (m_client->stage() != RoomStage::Reconnecting || view.nextTryAtMs == 0)
        return;
    if (m_json)
        json::write(QStringLiteral("reconnecting"), {{QStringLiteral("code"), codeName(view.cause)}});
    else
        terminal::writeError(tr("Connection lost, trying again."));
}

} // namespace waxwing
