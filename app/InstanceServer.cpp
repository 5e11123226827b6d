// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InstanceServer.h"

#include "SecondStart.h"

#include <QLocalSocket>
#include <QTimer>

namespace waxwing {

namespace {

constexpr int mostAtOnce = 8;
constexpr int patienceMs = 2'000;

} // namespace

InstanceServer::InstanceServer(QObject *parent) : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(mostAtOnce);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceServer::onConnection);
}

InstanceServer::~InstanceServer()
{
    m_server.disconnect(this);
    m_server.close();
}

bool InstanceServer::listen(const QString &profileFolder)
{
    m_server.close();
    m_place = std::make_unique<InstancePlace>(profileFolder);
    if (m_place->name().isEmpty())
        return false;
    QLocalServer::removeServer(m_place->name());
    return m_server.listen(m_place->name());
}

void InstanceServer::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_speaking == mostAtOnce) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_speaking;
        connect(socket, &QObject::destroyed, this, [this] { --m_speaking; });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onBytes(socket); });
        socket->setReadBufferSize(instanceRequest::mostBytes + 1);
        QTimer::singleShot(patienceMs, socket, &QLocalSocket::abort);
        if (socket->state() != QLocalSocket::ConnectedState)
            socket->deleteLater(); // gone before it was looked at
        else if (socket->bytesAvailable() > 0)
            onBytes(socket);
    }
}

void InstanceServer::onBytes(QLocalSocket *socket)
{
    using Answer = instanceRequest::Reading::Answer;
    const QByteArray bytes = socket->peek(instanceRequest::mostBytes + 1);
    const auto reading = instanceRequest::read(bytes);
    if (reading.answer == Answer::NeedMore)
        return;
    disconnect(socket, &QLocalSocket::readyRead, this, nullptr);
    if (reading.answer == Answer::Refused) {
        socket->abort();
        return;
    }
    socket->write(secondStart::taken);
    socket->disconnectFromServer(); // when that is written
    Q_EMIT asked(reading.request);
}

} // namespace waxwing
