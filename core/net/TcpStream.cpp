// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TcpStream.h"

#include <QHostAddress>
#include <QNetworkProxy>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <cerrno>
#include <sys/socket.h>
#endif

namespace waxwing {

namespace {

/// What the system takes at once of what nothing waits in front of; a QTcpSocket would copy it first. −1: it
/// takes no more for good. 0 where the socket has to do it, and finds out why.
qsizetype sendNow([[maybe_unused]] const QTcpSocket &socket, [[maybe_unused]] BytesView bytes)
{
#ifdef Q_OS_LINUX
    const auto sent = ::send(int(socket.socketDescriptor()), bytes.data(), std::size_t(bytes.size()),
                             MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
        return sent;
    return errno == EPIPE || errno == ECONNRESET ? -1 : 0;
#else
    return 0;
#endif
}

} // namespace

std::unique_ptr<QTcpSocket> TcpStream::inboundSocket(qintptr descriptor)
{
    static const QNetworkProxy direct(QNetworkProxy::NoProxy);
    auto socket = std::make_unique<QTcpSocket>();
    // Only connectToHost() lets a QTcpSocket do without buffers. This one is over at once, without a call to
    // the system: there is no such address in IPv6.
    socket->setProxy(direct);
    socket->connectToHost(QStringLiteral("127.0.0.1"), 0, openMode, QAbstractSocket::IPv6Protocol);
    socket->setSocketDescriptor(descriptor, QAbstractSocket::ConnectedState, openMode);
    return socket;
}

TcpStream::TcpStream(std::unique_ptr<QTcpSocket> socket, qint64 readAhead)
    : m_socket(socket.release()), m_peerAddress(addressText(m_socket->peerAddress())),
      m_localAddress(addressText(m_socket->localAddress())), m_readAhead(readAhead),
      m_peerPort(m_socket->peerPort()), m_localPort(m_socket->localPort()),
      m_isUnbuffered(m_socket->openMode().testFlag(QIODevice::Unbuffered))
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(readAhead);
    connect(m_socket, &QTcpSocket::readyRead, this, &TcpStream::onReadyRead);
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
    return m_kept.size() + m_socket->bytesAvailable();
}

void TcpStream::onReadyRead()
{
    m_isDrained = false;
    Q_EMIT readyRead();
    if (m_isUnbuffered && !m_isDrained)
        keepUnread();
}

/// At the limit the socket is left alone: unread, it asks the system no more.
void TcpStream::keepUnread()
{
    constexpr qsizetype atOnce = 16 * 1024;
    while (!m_isDrained && m_kept.size() < m_readAhead) {
        const qsizetype before = m_kept.size();
        const qsizetype size = qMin<qsizetype>(atOnce, m_readAhead - before);
        m_kept.resize(before + size);
        m_kept.resize(before + readSocket(m_kept.data() + before, size));
    }
}

qsizetype TcpStream::read(char *data, qsizetype size)
{
    const qsizetype kept = qMin(size, m_kept.size());
    if (kept > 0) {
        std::copy_n(m_kept.cbegin(), kept, data);
        m_kept = m_kept.sliced(kept); // empty gives the memory back
    }
    return kept < size ? kept + readSocket(data + kept, size - kept) : kept;
}

qsizetype TcpStream::readSocket(char *data, qsizetype size)
{
    const qsizetype got = m_socket->read(data, size);
    m_isDrained = got < size;
    if (got < 0 && m_isUnbuffered) // such a socket does not tell of the end by itself
        onEnd();
    return qMax<qsizetype>(0, got);
}

void TcpStream::write(BytesView bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const qsizetype sent = m_socket->bytesToWrite() == 0 ? sendNow(*m_socket, bytes) : 0;
    if (sent < 0)
        return onEnd(); // what came before can still be read
    if (sent < bytes.size()) {
        if (m_socket->write(bytes.data() + sent, bytes.size() - sent) < 0)
            return onEnd();
        m_socket->flush();
    }
    if (sent == bytes.size() || (m_isUnbuffered && m_socket->bytesToWrite() == 0))
        Q_EMIT bytesWritten();
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
