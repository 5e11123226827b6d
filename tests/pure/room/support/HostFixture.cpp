// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostFixture.h"

#include "KeySchedule.h"
#include "ReadyRoom.h"
#include "TcpStream.h"

#include <QTest>

namespace waxwing::test {

namespace {

constexpr int patienceMs = 20'000;
const Bytes commonSalt(limits::saltSize, 's');

} // namespace

Settings hostSettings()
{
    Settings settings;
    settings.joinedGatherMs = 20;
    settings.deliveredGatherMs = 20;
    settings.leftAfterLostMs = 300;
    settings.lingerMs = 200;
    settings.handshakeBurst = 100'000;
    return settings;
}

const ScramClientKeys &commonKeys()
{
    static const ScramClientKeys keys =
        deriveScramKeys(toSpan(Bytes("correct horse")), commonSalt, limits::iterations);
    return keys;
}

HostFixture::HostFixture(const QString &sourceFolder, Settings settings)
    : m_source(sourceFolder), m_store(std::make_unique<StoreThread>()),
      m_files(std::make_unique<StoreThread>(QStringLiteral("files")))
{
    options.room = QStringLiteral("10B");
    options.port = 0;
    options.bindAddresses = {QStringLiteral("127.0.0.1")};
    options.settings = settings;
}

HostFixture::~HostFixture()
{
    kill();
}

Services HostFixture::services()
{
    Services services;
    services.clock = &clock;
    services.random = &random;
    services.jobs = &jobs;
    services.store = m_store.get();
    services.files = m_files.get();
    return services;
}

bool HostFixture::open()
{
    layRoom(m_folder.path());
    m_host = std::make_unique<RoomHost>(services(), m_folder.path(), options);
    bool isOpen = false;
    std::optional<Error> failed;
    QObject::connect(m_host.get(), &RoomHost::opened, m_host.get(), [&] { isOpen = true; });
    QObject::connect(m_host.get(), &RoomHost::failed, m_host.get(), [&](const Error &e) { failed = e; });
    QObject::connect(m_host.get(), &RoomHost::notice, m_host.get(),
                     [this](const QString &line) { notices.append(line); });
    QObject::connect(m_host.get(), &RoomHost::peopleChanged, m_host.get(),
                     [this](int count) { people = count; });
    m_host->open();
    const bool answered = QTest::qWaitFor([&] { return isOpen || failed; }, patienceMs);
    if (failed)
        error = *failed;
    m_host->disconnect(SIGNAL(opened(waxwing::HostInfo)));
    m_host->disconnect(SIGNAL(failed(waxwing::Error)));
    return answered && isOpen;
}

bool HostFixture::close(Code code)
{
    bool isClosed = false;
    QObject::connect(m_host.get(), &RoomHost::closed, m_host.get(), [&] { isClosed = true; });
    m_host->close(code);
    const bool closed = QTest::qWaitFor([&] { return isClosed; }, patienceMs);
    m_host.reset();
    return closed;
}

void HostFixture::kill()
{
    m_host.reset();
    m_files->drain();
    m_store->drain();
}

std::shared_ptr<OneTimeKey> HostFixture::oneTimeKey() const
{
    return OneTimeKey::fromPrivateKey(vectorKey(m_source, "onetime.p8").span()).value();
}

std::shared_ptr<const Identity> HostFixture::identity(const char *name) const
{
    return Identity::fromPrivateKey(vectorKey(m_source, name).span()).value();
}

// ---- RawGuest

RawGuest::RawGuest(HostFixture &room, const QString &from) : m_room(room)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->bind(QHostAddress(from));
    socket->connectToHost(QHostAddress(QStringLiteral("127.0.0.1")), room.host().info().port);
    if (!socket->waitForConnected(patienceMs))
        qFatal("no connection");
    m_link = std::make_unique<Link>(std::make_unique<TcpStream>(std::move(socket)),
                                    SecureChannel::guest(room.oneTimeKey(), room.random), room.jobs,
                                    room.options.settings);
    watch();
}

RawGuest::RawGuest(HostFixture &room, std::unique_ptr<Stream> stream) : m_room(room)
{
    m_link = std::make_unique<Link>(std::move(stream), SecureChannel::guest(room.oneTimeKey(), room.random),
                                    room.jobs, room.options.settings);
    watch();
}

RawGuest::~RawGuest() = default;

void RawGuest::watch()
{
    // What ends this link is the host's clock, never its own.
    connect(m_link.get(), &Link::established, this, [this] { m_link->setLobbyDeadline(false); });
    connect(m_link.get(), &Link::received, this, [this](const Message &message) {
        if (const auto *final = std::get_if<ServerFinal>(&message)) {
            name = final->name;
            m_link->setLoggedIn(final->name);
        }
        if (const auto *in = std::get_if<Welcome>(&message)) {
            welcome = *in;
            m_link->setAdmitted(in->updateAfter);
        }
        inbox.push_back(message);
    });
    connect(m_link.get(), &Link::ended, this, [this](const Error &error, bool byPeer) {
        m_end = error;
        m_isEndByPeer = byPeer;
    });
    m_link->start();
}

bool RawGuest::waitFor(const std::function<bool()> &what)
{
    return QTest::qWaitFor([&] { return what() || m_end; }, patienceMs) && what();
}

bool RawGuest::waitForSomething()
{
    return waitFor([this] { return !inbox.empty(); });
}

/// Longer than everything that these tests gather.
void RawGuest::settle()
{
    QTest::qWait(120);
}

bool RawGuest::isRead()
{
    const Bytes call = m_room.random.bytes(limits::callSize);
    send(Call{call, QStringLiteral("nobody"), deviceNamed(1)});
    const auto answer = [&] {
        return std::find_if(inbox.begin(), inbox.end(), [&](const Message &message) {
            const auto *hangUp = std::get_if<HangUp>(&message);
            return hangUp && hangUp->call == call;
        });
    };
    if (!waitFor([&] { return answer() != inbox.end(); }))
        return false;
    inbox.erase(answer());
    return true;
}

std::optional<Code> RawGuest::end()
{
    if (!QTest::qWaitFor([this] { return m_end.has_value(); }, patienceMs))
        return {};
    return m_isEndByPeer ? std::optional(m_end->code) : std::optional(Code::Lost);
}

bool RawGuest::registers(const QString &wanted, const QString &invite)
{
    const ScramVerifier verifier = scramVerifier(commonKeys());
    Register wish{wanted,
                  QStringLiteral("a@example.org"),
                  verifier.salt,
                  verifier.storedKey,
                  verifier.serverKey,
                  quint64(verifier.iterations),
                  std::nullopt};
    if (!invite.isEmpty())
        wish.invite = invite;
    send(wish);
    return take<Registered>().has_value();
}

std::optional<Refused> RawGuest::logsIn(const QString &wanted, bool wrongProof, const ScramClientKeys *keys)
{
    ScramClient scram = ScramClient::start(wanted, m_room.random).value();
    send(ClientFirst{QString::fromLatin1(scram.clientFirst())});
    const auto isAnswer = [](const Message &m) {
        return std::holds_alternative<ServerFirst>(m) || std::holds_alternative<Refused>(m);
    };
    while (waitForSomething() && !isAnswer(inbox.front()))
        inbox.pop_front();
    if (inbox.empty())
        return Refused{};
    if (std::holds_alternative<Refused>(inbox.front()))
        return take<Refused>();
    if (!scram.challenge(take<ServerFirst>()->scram.toLatin1()))
        return Refused{};
    ScramClientKeys used = keys ? keys->clone() : commonKeys().clone();
    if (wrongProof)
        used.clientKey = m_room.random.secret(limits::hashSize);
    send(ClientFinal{QString::fromLatin1(scram.clientFinal(used, m_link->channel().exporter().span()))});
    while (waitForSomething()) {
        const Message answer = inbox.front();
        inbox.pop_front();
        if (const auto *refused = std::get_if<Refused>(&answer))
            return *refused;
        if (const auto *final = std::get_if<ServerFinal>(&answer))
            return scram.finish(final->scram.toLatin1()) ? std::nullopt : std::optional(Refused{});
    }
    return Refused{};
}

void RawGuest::identifies(const Bytes &device, const char *identityName)
{
    const auto identity = m_room.identity(identityName);
    const SecretBytes statement = keySchedule::memberStatement(m_link->channel().exporter(),
                                                               identity->publicKey().digest(), name.toUtf8());
    send(IdentityProof{identity->publicKey().spki(), identity->sign(toView(statement.span())), device,
                       features});
}

bool RawGuest::enters(const QString &wanted, const Bytes &device, const char *identity)
{
    if (!take<Lobby>())
        return false;
    send(Check{wanted, std::nullopt});
    const auto checked = take<Checked>();
    if (!checked || (checked->verdict == Verdict::Free && !registers(wanted)) || logsIn(wanted))
        return false;
    identifies(device, identity);
    const bool resumes = features.contains(features::replay());
    if (resumes)
        send(resume);
    if (!take<Welcome>())
        return false;
    for (;;) {
        const auto page = take<Roster>();
        if (!page)
            return false;
        roster.insert(roster.end(), page->people.begin(), page->people.end());
        if (page->last)
            break;
    }
    if (!resumes)
        return true;
    waitForSomething();
    resumed = inbox.empty() ? std::nullopt : take<Resumed>();
    return resumed && !skipped.contains(QStringLiteral("said"));
}

} // namespace waxwing::test
