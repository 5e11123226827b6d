// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LinkPair.h"

#include "PipeStream.h"
#include "RelayHall.h"
#include "TcpStream.h"

#include <QTcpServer>
#include <QTest>

namespace waxwing {

std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> makeStreams(Wire wire, qint64 readAhead)
{
    if (wire == Wire::Pipe)
        return PipeStream::makePair();
    if (wire == Wire::Relay)
        return RelayHall::makeStreams(std::make_shared<RelayHall>());
    struct Server final : QTcpServer
    {
        void incomingConnection(qintptr descriptor) override
        {
            addPendingConnection(TcpStream::inboundSocket(descriptor).release());
        }
    };
    const bool isBuffered = wire == Wire::BufferedTcp;
    const std::unique_ptr<QTcpServer> server(isBuffered ? new QTcpServer : new Server);
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen on loopback");
    auto client = std::make_unique<QTcpSocket>();
    client->connectToHost(QHostAddress(QHostAddress::LocalHost), server->serverPort(),
                          isBuffered ? QIODevice::ReadWrite : TcpStream::openMode);
    if (!client->waitForConnected(5'000) || !server->waitForNewConnection(5'000))
        qFatal("cannot connect over loopback");
    std::unique_ptr<QTcpSocket> accepted(server->nextPendingConnection());
    accepted->setParent(nullptr);
    return {std::make_unique<TcpStream>(std::move(client), readAhead),
            std::make_unique<TcpStream>(std::move(accepted), readAhead)};
}

LinkPair::LinkPair(Wire wire, const Settings &settings, std::shared_ptr<OneTimeKey> key,
                   std::shared_ptr<const Identity> identity)
{
    auto [near, far] = makeStreams(wire);
    guest =
        std::make_unique<Link>(std::move(near), SecureChannel::guest(std::move(key), random), jobs, settings);
    host = std::make_unique<Link>(std::move(far), SecureChannel::host(std::move(identity), random), jobs,
                                  settings);
    atGuest = std::make_unique<LinkWatcher>(guest.get());
    atHost = std::make_unique<LinkWatcher>(host.get());
}

LinkPair::LinkPair(std::unique_ptr<Stream> guestStream, std::unique_ptr<Stream> hostStream,
                   const Settings &settings, std::shared_ptr<OneTimeKey> key,
                   std::shared_ptr<const Identity> identity)
{
    guest = std::make_unique<Link>(std::move(guestStream), SecureChannel::guest(std::move(key), random), jobs,
                                   settings);
    host = std::make_unique<Link>(std::move(hostStream), SecureChannel::host(std::move(identity), random),
                                  jobs, settings);
    atGuest = std::make_unique<LinkWatcher>(guest.get());
    atHost = std::make_unique<LinkWatcher>(host.get());
}

bool LinkPair::open()
{
    host->start();
    guest->start();
    return QTest::qWaitFor([this] { return atGuest->established && atHost->established; }, 10'000);
}

void LinkPair::logIn()
{
    for (Link *link : {guest.get(), host.get()}) {
        link->setLoggedIn(QStringLiteral("ada"));
        link->channel().wipeExporter();
        link->setLobbyDeadline(false);
    }
}

bool LinkPair::admit(quint64 updateEvery)
{
    if (!open())
        return false;
    logIn();
    host->startRefresh();
    if (!QTest::qWaitFor([this] { return atGuest->refreshes == 1 && atHost->refreshes == 1; }, 10'000))
        return false;
    host->setAdmitted(updateEvery);
    guest->setAdmitted(updateEvery);
    return true;
}

} // namespace waxwing
