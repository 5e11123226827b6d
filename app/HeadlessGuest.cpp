// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessGuest.h"

#include "JsonLines.h"
#include "Terminal.h"

#include <QDateTime>
#include <QJsonArray>

namespace waxwing {

namespace {

/// A whole message that looks like a wish to go: "bye", "exit" or "end" in any case.
bool looksLikeGoodbye(const QString &text)
{
    static const QStringList words{QStringLiteral("bye"), QStringLiteral("exit"), QStringLiteral("end")};
    return words.contains(text.trimmed(), Qt::CaseInsensitive);
}

QString noticeLine(const RoomNotice &notice)
{
    const QString names = notice.names.join(QStringLiteral(", "));
    switch (notice.kind) {
    case RoomNotice::Kind::YouJoined:
        return HeadlessGuest::tr("You joined at %1. Earlier messages are not shared in this room.")
            .arg(QDateTime::fromMSecsSinceEpoch(notice.timeMs).toString(QStringLiteral("HH:mm")));
    case RoomNotice::Kind::PeopleJoined:
        return HeadlessGuest::tr("%1 joined").arg(names);
    case RoomNotice::Kind::PersonLeft:
        return HeadlessGuest::tr("%1 left").arg(names);
    case RoomNotice::Kind::Missed:
        return notice.count == 1 ? HeadlessGuest::tr("You were away and missed 1 message.")
                                 : HeadlessGuest::tr("You were away and missed %n messages.", nullptr,
                                                     static_cast<int>(notice.count));
    case RoomNotice::Kind::MissedSome:
        return HeadlessGuest::tr("You were away and missed some messages.");
    case RoomNotice::Kind::NewDevice:
        return HeadlessGuest::tr("%1 is here with a new key").arg(names);
    }
    return {};
}

QString noticeName(RoomNotice::Kind kind)
{
    switch (kind) {
    case RoomNotice::Kind::YouJoined:
        return QStringLiteral("you_joined");
    case RoomNotice::Kind::PeopleJoined:
        return QStringLiteral("joined");
    case RoomNotice::Kind::PersonLeft:
        return QStringLiteral("left");
    case RoomNotice::Kind::Missed:
    case RoomNotice::Kind::MissedSome:
        return QStringLiteral("missed");
    case RoomNotice::Kind::NewDevice:
        return QStringLiteral("new_key");
    }
    return {};
}

} // namespace

HeadlessGuest::HeadlessGuest(Engine &engine, InputLines &input, const Invocation &invocation,
                             QString password, QObject *parent)
    : QObject(parent), m_engine(engine), m_input(input), m_invocation(invocation),
      m_password(std::move(password)), m_client(engine.makeClient(this)), m_json(invocation.json)
{
    connectClient();
}

void HeadlessGuest::connectClient()
{
    connect(m_client, &RoomClient::stageChanged, this, &HeadlessGuest::onStageChanged);
    connect(m_client, &RoomClient::refused, this, &HeadlessGuest::onRefused);
    connect(m_client, &RoomClient::messagesArrived, this, &HeadlessGuest::onMessages);
    connect(m_client, &RoomClient::noticesArrived, this, &HeadlessGuest::onNotices);
    connect(m_client, &RoomClient::messagesProgressed, this, &HeadlessGuest::onProgress);
    connect(m_client, &RoomClient::reconnectingChanged, this, &HeadlessGuest::onReconnecting);
    connect(&m_input, &InputLines::lineRead, this, &HeadlessGuest::onLine);
    connect(&m_input, &InputLines::ended, this, [this] {
        m_inputEnded = true;
        leaveIfAllIsSaid();
    });
}

void HeadlessGuest::start()
{
    JoinTarget target;
    target.addresses = m_invocation.addresses;
    target.key = m_invocation.key;
    target.invite = m_invocation.invite;
    target.acceptKey = m_invocation.acceptKey;
    m_client->join(target);
}

void HeadlessGuest::leaveIfAllIsSaid()
{
    if (m_inputEnded && m_waiting.isEmpty())
        leave();
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
    if (m_invocation.registers)
        m_client->registerAccount(m_invocation.user, m_invocation.email, m_password, m_invocation.invite);
    else
        m_client->logIn(m_invocation.user, m_password);
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

void HeadlessGuest::onMessages(const QList<RoomMessage> &messages)
{
    for (const RoomMessage &message : messages) {
        if (m_json) {
            QJsonObject fields = json::fieldsOf(message);
            json::write(QStringLiteral("said"), fields);
        } else if (!message.mine) {
            const QString time =
                QDateTime::fromMSecsSinceEpoch(message.timeMs).toString(QStringLiteral("HH:mm"));
            terminal::writeLine(QStringLiteral("[%1] %2: %3").arg(time, message.name, message.text));
        }
    }
}

void HeadlessGuest::onNotices(const QList<RoomNotice> &notices)
{
    for (const RoomNotice &notice : notices) {
        if (!m_json) {
            terminal::writeLine(noticeLine(notice));
            continue;
        }
        QJsonObject fields{{QStringLiteral("time"), notice.timeMs}};
        if (!notice.names.isEmpty())
            fields.insert(QStringLiteral("names"), QJsonArray::fromStringList(notice.names));
        if (notice.kind == RoomNotice::Kind::Missed)
            fields.insert(QStringLiteral("count"), static_cast<qint64>(notice.count));
        json::write(noticeName(notice.kind), fields);
    }
}

void HeadlessGuest::onProgress(const QList<MessageProgress> &progress)
{
    for (const MessageProgress &step : progress) {
        const QJsonValue id = m_ids.value(step.localId, QJsonValue(QJsonValue::Undefined));
        if (m_json) {
            static const QHash<MessageState, QString> names{
                {MessageState::Sent, QStringLiteral("ack")},
                {MessageState::Delivered, QStringLiteral("delivered")},
                {MessageState::Failed, QStringLiteral("failed")}};
            QJsonObject fields;
            if (step.state == MessageState::Delivered)
                fields = json::fieldsOf(step);
            if (step.state == MessageState::Failed)
                fields.insert(QStringLiteral("code"), codeName(step.reason));
            if (!id.isUndefined() && !id.isNull())
                fields.insert(QStringLiteral("id"), id);
            if (names.contains(step.state))
                json::write(names.value(step.state), fields);
        }
        if (step.state == MessageState::Failed || step.state == MessageState::Sent ||
            step.state == MessageState::Delivered)
            m_waiting.remove(step.localId);
        if (step.state == MessageState::Failed || (step.of > 0 && step.count == step.of))
            m_ids.remove(step.localId);
    }
    leaveIfAllIsSaid();
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

void HeadlessGuest::onLine(const QByteArray &line)
{
    if (!m_json) {
        onTalkLine(QString::fromUtf8(line));
        return;
    }
    const auto command = json::readCommand(line);
    if (command)
        onCommand(*command);
    else
        json::writeError(command.error());
}

void HeadlessGuest::onTalkLine(const QString &line)
{
    if (std::exchange(m_asksToLeave, false)) {
        const QString answer = line.trimmed();
        if (answer.compare(QLatin1StringView("y"), Qt::CaseInsensitive) == 0 ||
            answer.compare(QLatin1StringView("yes"), Qt::CaseInsensitive) == 0)
            leave();
        return;
    }
    if (line.trimmed() == QLatin1StringView("/bye")) {
        leave();
    } else if (looksLikeGoodbye(line)) {
        m_asksToLeave = true;
        terminal::writeLine(tr("Leave the room? y or n"));
    } else if (!line.isEmpty()) {
        say(line, {});
    }
}

void HeadlessGuest::say(const QString &text, const QJsonValue &id)
{
    if (const auto verdict = m_client->checkText(text); !verdict) {
        if (m_json)
            json::writeError(verdict.error(), id);
        else
            terminal::writeError(Sentences::of(verdict.error().code));
        return;
    }
    const quint64 localId = m_client->say(text);
    m_waiting.insert(localId);
    if (!id.isUndefined() && !id.isNull())
        m_ids.insert(localId, id);
}

void HeadlessGuest::onCommand(const QJsonObject &command)
{
    const QString name = command.value(QStringLiteral("command")).toString();
    const QJsonValue id = command.value(QStringLiteral("id"));
    if (name == QLatin1StringView("say")) {
        say(command.value(QStringLiteral("text")).toString(), id);
    } else if (name == QLatin1StringView("leave")) {
        leave();
    } else if (name == QLatin1StringView("try_now")) {
        m_client->tryNow();
    } else if (name == QLatin1StringView("people")) {
        QJsonArray list;
        for (const PersonView &person : m_client->people())
            list.append(json::fieldsOf(person));
        QJsonObject fields{{QStringLiteral("people"), list}};
        if (!id.isUndefined())
            fields.insert(QStringLiteral("id"), id);
        json::write(QStringLiteral("people"), fields);
    } else {
        json::writeError({Code::Unexpected, QStringLiteral("no command \"%1\"").arg(name)}, id);
    }
}

} // namespace waxwing
