// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Listener.h"

#include "TcpStream.h"

#include <QHostAddress>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace waxwing {

namespace {

constexpr int backlog = 256;
constexpr int resumeMs = 500;

/// Debian's soft limit is 1,024 open files: a room has more members.
void raiseOpenFiles()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); // as many as the system gives: fewer only means fewer members
#endif
}

/// Its sockets keep no buffers.
class Server final : public QTcpServer
{
protected:
    void incomingConnection(qintptr descriptor) override
    {
        std::unique_ptr<QTcpSocket> socket = TcpStream::inboundSocket(descriptor);
        socket->setParent(this);
        addPendingConnection(socket.release());
    }
};

} // namespace

Listener::Listener(Accept accept, QObject *parent) : QObject(parent), m_accept(std::move(accept))
{
    m_resume.setSingleShot(true);
    m_resume.setInterval(resumeMs);
    connect(&m_resume, &QTimer::timeout, this, [this] {
        for (const auto &server : m_servers)
            server->resumeAccepting();
    });
}

Listener::~Listener() = default;

Result<void> Listener::listen(const QStringList &addresses, quint16 port)
{
    raiseOpenFiles();
    close();
    std::vector<QHostAddress> hosts;
    for (const QString &text : addresses) {
        QHostAddress host;
        if (!host.setAddress(text))
            return failure(Code::AddressInvalid, text);
        hosts.push_back(host);
    }
    if (hosts.empty())
        hosts.emplace_back(QHostAddress::Any);
    for (const QHostAddress &host : hosts) {
        if (const Result<void> listening = listenOn(host, m_servers.empty() ? port : this->port());
            !listening) {
            close();
            return listening;
        }
    }
    return {};
}

Result<void> Listener::listenOn(const QHostAddress &address, quint16 port)
{
    auto server = std::make_unique<Server>();
    server->setListenBacklogSize(backlog);
    server->setMaxPendingConnections(backlog);
    if (!server->listen(address, port)) {
        const bool isBusy = server->serverError() == QAbstractSocket::AddressInUseError;
        return failure(isBusy ? Code::PortInUse : Code::CannotListen, server->errorString());
    }
    connect(server.get(), &QTcpServer::newConnection, this, [this, s = server.get()] { onConnection(s); });
    connect(server.get(), &QTcpServer::acceptError, this, [this] { m_resume.start(); });
    m_servers.push_back(std::move(server));
    return {};
}

void Listener::onConnection(QTcpServer *server)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        socket->setParent(nullptr);
        m_accept(std::make_unique<TcpStream>(std::unique_ptr<QTcpSocket>(socket)));
    }
}

void Listener::close()
{
    m_servers.clear();
}

quint16 Listener::port() const
{
    return m_servers.empty() ? 0 : m_servers.front()->serverPort();
}

} // namespace waxwing
