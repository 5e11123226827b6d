// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Visitor.h"

namespace waxwing::test {

Settings quickSettings()
{
    Settings settings;
    settings.joinedGatherMs = 10;
    settings.receivedGatherMs = 20;
    settings.deliveredGatherMs = 20;
    settings.leftAfterLostMs = 200;
    settings.lingerMs = 200;
    settings.nameCheckPauseMs = 30;
    settings.sleepLookMs = 20;
    return settings;
}

Visitor::Visitor(const QString &sourceFolder, Settings settings, const QString &folder, bool showsFiles)
    : m_folder(folder.isEmpty() ? m_temporary.path() + QStringLiteral("/profile") : folder),
      m_keys(sourceFolder)
{
    Engine::Options options{m_folder, settings};
    options.sleptMs = [this] {
        if (m_isToStand.exchange(false)) {
            m_stands.release();
            m_goesOn.acquire();
        }
        return sleptMs.load();
    };
    options.showsDirect = true;
    options.showsFiles = showsFiles;
    m_engine = std::make_unique<Engine>(std::move(options));
    m_engine->setOneTimeKeySource(&m_keys);
    if (const auto opened = m_engine->openProfile(); !opened)
        qFatal("profile: %s", qPrintable(opened.error().detail));
}

Visitor::~Visitor()
{
    m_isToStand = false;
    goOn(); // where a test failed while it stood
    delete m_client;
    m_engine.reset();
}

bool Visitor::hold()
{
    constexpr int patienceMs = 20'000;
    m_isToStand = true;
    return m_stands.tryAcquire(1, patienceMs);
}

RoomClient &Visitor::client()
{
    if (!m_client)
        setClient(m_engine->makeClient(nullptr));
    return *m_client;
}

void Visitor::setClient(RoomClient *client)
{
    m_client = client;
    connect(client, &RoomClient::stageChanged, this, [this](RoomStage stage) { stages.append(stage); });
    connect(client, &RoomClient::messagesArrived, this,
            [this](const QList<RoomMessage> &list) { messages += list; });
    connect(client, &RoomClient::noticesArrived, this,
            [this](const QList<RoomNotice> &list) { told += list; });
    connect(client, &RoomClient::refused, this,
            [this](const LobbyRefusal &refusal) { refusals.append(refusal); });
    connect(client, &RoomClient::nameChecked, this,
            [this](const NameVerdict &verdict) { verdicts.append(verdict); });
    connect(client, &RoomClient::messagesProgressed, this, [this](const QList<MessageProgress> &list) {
        for (const MessageProgress &step : list)
            progress.insert(step.localId, step);
    });
}

JoinTarget Visitor::typed(quint16 port)
{
    JoinTarget target;
    target.addresses = {{QStringLiteral("127.0.0.1"), port}};
    return target;
}

JoinTarget Visitor::linked(const HostInfo &info)
{
    JoinTarget target = typed(info.port);
    target.key = info.fingerprint.text();
    target.invite = info.invite;
    return target;
}

void Visitor::registers(const QString &name)
{
    client().registerAccount(name, name + QStringLiteral("@example.org"), password(), {});
}

void Visitor::logsIn(const QString &name)
{
    client().logIn(name, password());
}

QStringList Visitor::texts() const
{
    QStringList list;
    for (const RoomMessage &message : messages)
        list.append(message.name + QStringLiteral(": ") + message.text);
    return list;
}

MessageState Visitor::stateOf(quint64 localId) const
{
    if (progress.contains(localId))
        return progress.value(localId).state;
    for (const RoomMessage &message : messages) {
        if (message.localId == localId)
            return message.state;
    }
    return MessageState::Waiting;
}

int Visitor::notices(RoomNotice::Kind kind) const
{
    return static_cast<int>(
        std::count_if(told.begin(), told.end(), [&](const RoomNotice &n) { return n.kind == kind; }));
}

QStringList Visitor::peopleNames()
{
    QStringList names;
    for (const PersonView &person : client().people())
        names.append(person.name);
    return names;
}

} // namespace waxwing::test
