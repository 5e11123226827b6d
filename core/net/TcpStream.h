// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "Stream.h"

#include <QTcpSocket>

#include <memory>

namespace waxwing {

/// A connected TCP socket: no delay, written at once, read straight into where the bytes belong.
///
/// What nobody reads when it comes is kept here, `readAhead` bytes at most, so that the other side's end is
/// noticed also while a link must not read; the rest stays with the system, and the other side waits.
class TcpStream final : public Stream
{
    Q_OBJECT
public:
    /// A socket as inboundSocket() or openMode gives them keeps no buffers; any other is as good but for
    /// them.
    explicit TcpStream(std::unique_ptr<QTcpSocket> socket, qint64 readAhead = Settings().readBuffer);
    ~TcpStream() override;

    /// How a socket is connected so that it keeps no buffers of its own, which cost 16 KiB each.
    static constexpr QIODevice::OpenMode openMode = QIODevice::ReadWrite | QIODevice::Unbuffered;
    /// The same around a connection that was accepted.
    static std::unique_ptr<QTcpSocket> inboundSocket(qintptr descriptor);

    qsizetype bytesAvailable() const override;
    qsizetype read(char *data, qsizetype size) override;
    void write(BytesView bytes) override;
    qsizetype bytesToWrite() const override;
    void close() override;
    void abort() override;
    QString peerAddress() const override { return m_peerAddress; }
    quint16 peerPort() const override { return m_peerPort; }
    QString localAddress() const override { return m_localAddress; }
    quint16 localPort() const override { return m_localPort; }
    bool isLocal() const override { return false; }

    /// ::ffff:a.b.c.d as a.b.c.d, without a scope.
    static QString addressText(const QHostAddress &address);

private:
    void onReadyRead();
    void keepUnread();
    qsizetype readSocket(char *data, qsizetype size);
    void onEnd();

    QTcpSocket *m_socket;
    QString m_peerAddress;
    QString m_localAddress;
    Bytes m_kept; ///< read ahead, empty as a rule
    qint64 m_readAhead;
    quint16 m_peerPort;
    quint16 m_localPort;
    bool m_isUnbuffered;
    bool m_isDrained = true; ///< the system had no more at the last look
    bool m_isEnded = false;
};

} // namespace waxwing
