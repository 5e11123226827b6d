// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostConnection.h"
#include "HostDoor.h"
#include "ResetDesk.h"
#include "RoomAnnouncer.h"
#include "RoomHost.h"
#include "RoomOpener.h"

#include <QTimer>

namespace waxwing {

///   Fresh → Opening → Open → Closing → Closed
///           Opening → Failed → Closed; any → Closing
struct RoomHost::Private
{
    enum class State { Fresh, Opening, Open, Failed, Closing, Closed };

    Private(RoomHost &h, const Services &s, QString folder, HostOptions o)
        : host(h), services(s), profileFolder(std::move(folder)), options(std::move(o))
    {}

    RoomHost &host;
    const Services services;
    const QString profileFolder;
    const HostOptions options;
    State state = State::Fresh;
    HostInfo info;
    SecretBytes password;
    std::shared_ptr<RoomDatabase> database;
    RoomOpener *opener = nullptr;
    QTimer *inviteRenewal = nullptr;
    std::unique_ptr<RoomAnnouncer> announcer;
    // In the order of who stands on whom: the door's links go first.
    std::unique_ptr<LobbyShared> lobby;
    std::unique_ptr<HostRoom> room;
    std::unique_ptr<Admissions> admissions;
    std::unique_ptr<HostDesk> desk;
    std::unique_ptr<HostDoor> door;

    void furnish(OpenedRoom opened);
    void listenBehindGate();
    void listen();
    void makeLink();
    void announce();
    void stopAnnouncing();
    void renewInvite();
    void tellNoInvite(const Error &error);
    void fail(const Error &error);
    void settle(Code code);
    void closeLinks(Code code);
    void closeStore();
    void releaseDatabase();
};

} // namespace waxwing
