// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessHost.h"

#include "JsonLines.h"
#include "Terminal.h"

namespace waxwing {

namespace {

HostOptions hostOptions(const Invocation &invocation, const Settings &settings)
{
    HostOptions options;
    options.room = invocation.room;
    options.registration = invocation.registration;
    options.shareLast = invocation.shareLast;
    options.port = invocation.port.value_or(limits::defaultPort);
    options.bindAddresses = invocation.bindAddresses;
    options.advertise = invocation.advertise.value_or(true);
    options.settings = settings;
    options.settings.largestFile = invocation.largestFile.value_or(options.settings.largestFile);
    return options;
}

} // namespace

HeadlessHost::HeadlessHost(Engine &engine, InputLines &input, const Invocation &invocation, QObject *parent)
    : QObject(parent), m_engine(engine), m_input(input),
      m_port(invocation.port.value_or(limits::defaultPort)), m_json(invocation.json),
      m_host(engine.makeHost(hostOptions(invocation, engine.settings()), this)),
      m_recording(m_host->trace(), invocation, this)
{
    connect(m_host, &HostControl::stateChanged, this, &HeadlessHost::onStateChanged);
    connect(m_host, &HostControl::peopleChanged, this, [this](int count) {
        if (m_json)
            json::write(QStringLiteral("people"), {{QStringLiteral("count"), count}});
    });
    connect(m_host, &HostControl::resetAnswered, this, &HeadlessHost::onResetAnswered);
    connect(m_host, &HostControl::notice, this, [this](const QString &line) {
        if (m_json)
            json::write(QStringLiteral("notice"), {{QStringLiteral("text"), line}});
        else
            terminal::writeLine(line);
    });
    connect(&m_recording, &HeadlessRecording::begun, this,
            [this] { m_host->open(std::exchange(m_passphrase, std::nullopt)); });
    connect(&m_recording, &HeadlessRecording::failed, this, &HeadlessHost::fail);
    connect(&m_input, &InputLines::lineRead, this, &HeadlessHost::onLine);
}

void HeadlessHost::start(std::optional<SecretBytes> passphrase)
{
    m_input.start();
    m_passphrase = std::move(passphrase);
    m_recording.start();
}

void HeadlessHost::close(Code code)
{
    if (m_host->state() == HostControl::State::Closing || m_host->state() == HostControl::State::Closed)
        return;
    m_host->close(code);
}

void HeadlessHost::onStateChanged(HostControl::State state)
{
    switch (state) {
    case HostControl::State::Open:
        sayOpened();
        break;
    case HostControl::State::Failed:
        fail(m_host->error());
        break;
    case HostControl::State::Closed:
        if (m_json)
            json::write(QStringLiteral("closed"));
        else
            terminal::writeLine(tr("The room is closed."));
        Q_EMIT finished(ExitCode::EndedAsAsked);
        break;
    case HostControl::State::Opening:
    case HostControl::State::Closing:
        break;
    }
}

void HeadlessHost::sayOpened()
{
    const HostInfo info = m_host->info();
    if (m_json) {
        json::write(QStringLiteral("opened"), json::fieldsOf(info));
        return;
    }
    terminal::writeLine(tr("The room “%1” is open on port %2.").arg(info.room, QString::number(info.port)));
    for (const ReachableAt &place : info.reachableAt)
        terminal::writeLine(tr("Address: %1").arg(place.address.text()));
    terminal::writeLine(tr("Host code: %1").arg(info.fingerprint.grouped()));
    if (!info.invite.isEmpty())
        terminal::writeLine(tr("Invite code: %1").arg(info.invite));
    if (!info.link.isEmpty())
        terminal::writeLine(tr("Link: %1").arg(info.link));
    terminal::writeLine(tr("Ctrl+C closes the room for all."));
}

Circumstances HeadlessHost::aboutRoom() const
{
    Circumstances about;
    about.port = m_port;
    return about;
}

void HeadlessHost::fail(const Error &error)
{
    sayFailed(error);
    Q_EMIT finished(exitCodeFor(error.code));
}

void HeadlessHost::sayFailed(const Error &error)
{
    if (m_json)
        json::writeError(error);
    else
        terminal::writeError(Sentences::of(error.code, aboutRoom()) +
                             (error.detail.isEmpty() ? QString() : u' ' + error.detail));
}

void HeadlessHost::onLine(const QByteArray &line)
{
    if (!m_json)
        return; // a terminal host takes no commands but Ctrl+C
    const auto command = json::readCommand(line);
    if (!command) {
        json::writeError(command.error());
        return;
    }
    const QJsonValue id = command->value(QStringLiteral("id"));
    const QString name = command->value(QStringLiteral("command")).toString();
    QJsonObject fields;
    if (name == QLatin1StringView("close")) {
        close(Code::RoomClosed);
        return;
    }
    if (name == QLatin1StringView("reset_code")) {
        if (m_host->state() != HostControl::State::Open)
            return json::writeError({Code::RoomClosed, QStringLiteral("the room is not open")}, id);
        m_resets.insert(m_host->makeResetCode(command->value(QStringLiteral("name")).toString()), id);
        return;
    }
    if (name == QLatin1StringView("status")) {
        fields = json::fieldsOf(m_host->info());
        fields.insert(QStringLiteral("people"), m_host->people());
        if (!id.isUndefined())
            fields.insert(QStringLiteral("id"), id);
        json::write(QStringLiteral("status"), fields);
        return;
    }
    json::writeError({Code::Unexpected, QStringLiteral("no command \"%1\"").arg(name)}, id);
}

void HeadlessHost::onResetAnswered(const ResetAnswer &answer)
{
    const QJsonValue id = m_resets.take(answer.question);
    if (answer.error)
        return json::writeError(*answer.error, id);
    QJsonObject fields{{QStringLiteral("name"), answer.name},
                       {QStringLiteral("code"), answer.code},
                       {QStringLiteral("expires"), answer.expiresMs}};
    if (!id.isUndefined())
        fields.insert(QStringLiteral("id"), id);
    json::write(QStringLiteral("reset_code"), fields);
}

} // namespace waxwing
