// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TcpStream.h"

#include <QHostAddress>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#endif

namespace waxwing {

namespace {

/// What the system takes at once of what nothing waits in front of. A QTcpSocket would copy it first, into
/// 32 KiB that it never gives back: most of what a member costs its host. 0 where the socket has to do it,
/// and finds out why.
qsizetype sendNow([[maybe_unused]] const QTcpSocket &socket, [[maybe_unused]] BytesView bytes)
{
#ifdef Q_OS_LINUX
    const auto sent = ::send(int(socket.socketDescriptor()), bytes.data(), std::size_t(bytes.size()),
                             MSG_NOSIGNAL | MSG_DONTWAIT);
    return qMax<qsizetype>(0, sent);
#else
    return 0;
#endif
}

} // namespace

TcpStream::TcpStream(std::unique_ptr<QTcpSocket> socket, qint64 readBuffer)
    : m_socket(socket.release()), m_peerAddress(addressText(m_socket->peerAddress())),
      m_peerPort(m_socket->peerPort())
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(readBuffer);
    connect(m_socket, &QTcpSocket::readyRead, this, &Stream::readyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Stream::bytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &TcpStream::onEnd);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &TcpStream::onEnd);
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        onEnd();
}

TcpStream::~TcpStream()
{
    m_socket->disconnect(this);
}

QString TcpStream::addressText(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain.toString();
}

qsizetype TcpStream::bytesAvailable() const
{
    return m_socket->bytesAvailable();
}

qsizetype TcpStream::read(char *data, qsizetype size)
{
    return qMax<qsizetype>(0, m_socket->read(data, size));
}

void TcpStream::write(BytesView bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const qsizetype sent = m_socket->bytesToWrite() == 0 ? sendNow(*m_socket, bytes) : 0;
    if (sent == bytes.size()) {
        Q_EMIT bytesWritten();
        return;
    }
    m_socket->write(bytes.data() + sent, bytes.size() - sent);
    m_socket->flush();
}

qsizetype TcpStream::bytesToWrite() const
{
    return m_socket->bytesToWrite();
}

void TcpStream::close()
{
    m_socket->disconnectFromHost();
}

void TcpStream::abort()
{
    m_socket->abort();
}

/// By the event loop, never inside a call to this object, which may have come upon the end itself.
void TcpStream::onEnd()
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    const Error error{Code::Lost, m_socket->errorString()};
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT closed(error); }, Qt::QueuedConnection);
}

} // namespace waxwing
