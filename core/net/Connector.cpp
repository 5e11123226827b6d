// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Connector.h"

#include "TcpStream.h"

#include <QHostAddress>

namespace waxwing {

namespace {

Code codeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::RemoteHostClosedError:
        return Code::ConnectionRefused;
    case QAbstractSocket::SocketTimeoutError:
        return Code::NoAnswer;
    default:
        return Code::Unreachable;
    }
}

/// How near to a host a failure came: a machine that refuses is on, one that is silent may be.
int nearness(Code code)
{
    switch (code) {
    case Code::ConnectionRefused:
        return 2;
    case Code::NoAnswer:
        return 1;
    default:
        return 0;
    }
}

} // namespace

Connector::Connector(const Settings &settings, QObject *parent)
    : QObject(parent), m_timeoutMs(settings.connectTimeoutMs), m_readBuffer(settings.readBuffer)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        onFailed({Code::NoAnswer, QStringLiteral("%1: no answer").arg(m_current.text())});
    });
}

Connector::~Connector()
{
    cancel();
}

void Connector::start(const QList<HostAddress> &addresses)
{
    m_waiting = addresses;
    m_error.reset();
    QMetaObject::invokeMethod(this, &Connector::tryNext, Qt::QueuedConnection);
}

void Connector::cancel()
{
    m_waiting.clear();
    m_timeout.stop();
    m_error.reset();
    m_current = {};
    dropSocket();
}

void Connector::tryNext()
{
    if (m_waiting.isEmpty()) {
        if (m_socket || m_stream)
            return;
        Q_EMIT failed(m_error.value_or(Error{Code::AddressInvalid, QStringLiteral("no address")}));
        return;
    }
    m_current = m_waiting.takeFirst();
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(m_readBuffer);
    connect(m_socket.get(), &QTcpSocket::connected, this, &Connector::onConnected);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        onFailed({codeOf(error), QStringLiteral("%1: %2").arg(m_current.text(), m_socket->errorString())});
    });
    m_timeout.start(m_timeoutMs);
    Q_EMIT trying(m_current);
    if (m_socket)
        m_socket->connectToHost(QHostAddress(m_current.address), m_current.port, TcpStream::openMode);
}

void Connector::onConnected()
{
    m_timeout.stop();
    m_waiting.clear();
    m_socket->disconnect(this);
    m_stream = std::make_unique<TcpStream>(std::move(m_socket), m_readBuffer);
    Q_EMIT connected();
}

void Connector::onFailed(const Error &error)
{
    m_timeout.stop();
    dropSocket();
    if (!m_error || nearness(error.code) > nearness(m_error->code))
        m_error = error;
    QMetaObject::invokeMethod(this, &Connector::tryNext, Qt::QueuedConnection);
}

/// Not deleted within its own signal.
void Connector::dropSocket()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

} // namespace waxwing
