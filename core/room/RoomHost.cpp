// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomHostPrivate.h"

#include "Link.h"
#include "MdnsSocket.h"
#include "PipeStream.h"
#include "Reachability.h"
#include "StartGate.h"
#include "WireTrace.h"

namespace waxwing {

namespace {

constexpr int inviteRenewalMs = 24 * 60 * 60 * 1'000;

} // namespace

RoomHost::RoomHost(const Services &services, QString profileFolder, HostOptions options, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(*this, services, std::move(profileFolder), std::move(options)))
{}

RoomHost::~RoomHost()
{
    d->releaseDatabase();
}

// ---- Opening

void RoomHost::open(std::optional<SecretBytes> passphrase)
{
    if (d->state != Private::State::Fresh)
        return;
    d->state = Private::State::Opening;
    // Whoever holds it last: the connection to the file ends in the store's thread, where it began.
    d->database =
        std::shared_ptr<RoomDatabase>(new RoomDatabase, [store = d->services.store](RoomDatabase *last) {
            store->post([last] { delete last; });
        });
    d->opener = new RoomOpener(
        d->services, d->options, d->database,
        [this](Result<OpenedRoom> opened) {
            std::exchange(d->opener, nullptr)->deleteLater();
            if (d->state != Private::State::Opening)
                return;
            if (!opened)
                return d->fail(opened.error());
            d->furnish(std::move(*opened));
            d->listenBehindGate();
        },
        this);
    d->opener->open(d->profileFolder, std::move(passphrase));
}

void RoomHost::Private::furnish(OpenedRoom opened)
{
    RoomState &kept = opened.state;
    info.room = kept.room;
    info.registration = kept.registration;
    info.fingerprint = Fingerprint::ofDigest(kept.identity->publicKey().digest());
    info.hostName = kept.hostName;
    info.firstNumber = kept.nextNumber;
    info.invite = opened.invite;
    if (opened.noInvite)
        tellNoInvite(*opened.noInvite);
    password = std::move(kept.hostPassword);

    lobby = std::make_unique<LobbyShared>(options.settings);
    lobby->clock = services.clock;
    lobby->random = services.random;
    lobby->room = kept.room;
    lobby->registration = kept.registration;
    lobby->features = options.features;
    if (!services.files)
        lobby->features.removeAll(features::files());
    lobby->unknownNameKey = std::move(kept.unknownNameKey);
    lobby->accounts.load(std::move(kept.accounts));
    lobby->invites.load(kept.invites);
    lobby->resets.load(kept.resetCodes);
    lobby->hostDigest = kept.identity->publicKey().digest();
    info.shareLast = kept.shareLast;
    room = std::make_unique<HostRoom>(HostRoomParts{options.settings, *services.clock, lobby->accounts,
                                                    *services.store, database, kept, services.random,
                                                    services.files, profileFolder});
    connect(room.get(), &HostRoom::peopleChanged, &host, &RoomHost::peopleChanged);
    connect(room.get(), &HostRoom::notice, &host, &RoomHost::notice);
    if (services.trace) {
        room->setKeyLog(services.trace->isKeyLogRunning());
        connect(services.trace, &WireTrace::keyLogChanged, room.get(),
                [this] { room->setKeyLog(services.trace->isKeyLogRunning()); });
    }
    admissions = std::make_unique<Admissions>(*services.store, database);
    desk = std::make_unique<HostDesk>(HostDesk{*lobby, *room, *services.store, database, *admissions,
                                               *services.jobs, options.settings, &host, services.trace});
    services.jobs->run(
        JobPool::Kind::Handshake, &host,
        [identity = kept.identity] {
            identity->prepareToSign();
            return true;
        },
        [](bool) {});
    door = std::make_unique<HostDoor>(kept.identity, *services.random, *services.jobs, *services.clock,
                                      options.settings);
    if (services.trace)
        connect(door.get(), &HostDoor::made, services.trace,
                [trace = services.trace](Link *link) { trace->attach(*link); });
    connect(door.get(), &HostDoor::established, &host, [this](Link *link) {
        auto *connection = new HostConnection(*link, *desk);
        connect(connection, &HostConnection::notice, &host, &RoomHost::notice);
    });
}

void RoomHost::Private::listenBehindGate()
{
    if (!services.gate)
        return listen();
    services.gate->whenOpen(&host, [this](const Result<void> &tested) {
        if (state != State::Opening)
            return;
        if (!tested)
            return fail(tested.error());
        listen();
    });
}

void RoomHost::Private::listen()
{
    if (const auto listening = door->listen(options.bindAddresses, options.port); !listening)
        return fail(listening.error());
    state = State::Open;
    info.port = door->port();
    info.reachableAt = reachableAddresses(options.bindAddresses, info.port);
    makeLink();
    announce();
    if (info.registration == Registration::Invite) {
        inviteRenewal = new QTimer(&host);
        connect(inviteRenewal, &QTimer::timeout, &host, [this] { renewInvite(); });
        inviteRenewal->start(inviteRenewalMs);
    }
    Q_EMIT host.opened(info);
}

void RoomHost::Private::makeLink()
{
    info.link.clear();
    if (info.reachableAt.isEmpty())
        return;
    JoinLink link;
    for (const ReachableAt &place : info.reachableAt)
        link.addresses.append(place.address);
    link.key = info.fingerprint.text();
    link.invite = info.invite;
    info.link = link.text();
}

/// PROTOCOL 15
void RoomHost::Private::announce()
{
    if (!options.advertise || !services.mdns)
        return;
    RoomAdvert advert;
    advert.room = info.room;
    advert.port = info.port;
    advert.key = info.fingerprint;
    advert.host = info.hostName;
    advert.registration = info.registration;
    announcer = std::make_unique<RoomAnnouncer>(advert, options.bindAddresses, *services.random);
    if (const auto joined = services.mdns->join(announcer.get()); !joined) {
        announcer.reset();
        Q_EMIT host.notice(
            QStringLiteral("the room is not announced on this network: %1").arg(joined.error().detail));
        return;
    }
    connect(&host, &RoomHost::peopleChanged, room.get(), [this](int people) {
        if (!announcer)
            return;
        announcer->setPeople(people, services.mdns->now());
        services.mdns->wake();
    });
}

/// With a goodbye: whoever looks for rooms sees this one go.
void RoomHost::Private::stopAnnouncing()
{
    if (announcer)
        services.mdns->leave(announcer.get());
    announcer.reset();
}

void RoomHost::Private::tellNoInvite(const Error &error)
{
    Q_EMIT host.notice(QStringLiteral("no invite code could be made: %1").arg(error.detail));
}

/// The token on the join card ends after a day; a room that stays open longer shows the next one.
void RoomHost::Private::renewInvite()
{
    const int left = lobby->accounts.placesLeft();
    if (left < 1)
        return;
    RoomOpener::makeInvite(services, &host, database, left, [this](const Result<InviteBook::Token> &token) {
        if (state != State::Open)
            return;
        if (!token)
            return tellNoInvite(token.error());
        lobby->invites.add(token->invite);
        info.invite = token->text;
        makeLink();
        Q_EMIT host.invitesChanged(info);
    });
}

void RoomHost::Private::fail(const Error &error)
{
    state = State::Failed;
    door.reset();
    desk.reset();
    admissions.reset();
    room.reset();
    lobby.reset();
    // Nothing was numbered: a start that fails, on a busy port for example, is no crash.
    if (database)
        services.store->post([kept = std::exchange(database, nullptr)] { kept->closeCleanly(); });
    Q_EMIT host.failed(error);
}

// ---- While it is open

std::unique_ptr<Stream> RoomHost::connectLocal()
{
    if (d->state != Private::State::Open)
        return nullptr;
    auto [near, far] = PipeStream::makePair();
    d->door->add(std::move(far));
    return std::move(near);
}

SecretBytes RoomHost::localPassword() const
{
    return d->password.clone();
}

void RoomHost::makeResetCode(const QString &name, quint64 question)
{
    if (d->state == Private::State::Open)
        return ResetDesk(*d->lobby, *d->services.store, d->database, this)
            .make(name, question, [this](const ResetAnswer &answer) { Q_EMIT resetAnswered(answer); });
    ResetAnswer answer;
    answer.question = question;
    answer.error = Error{Code::RoomClosed, QStringLiteral("the room is not open")};
    Q_EMIT resetAnswered(answer);
}

HostInfo RoomHost::info() const
{
    return d->info;
}

} // namespace waxwing
