// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "Stream.h"

#include <QTcpSocket>

#include <memory>

namespace waxwing {

/// A connected TCP socket: no delay, a bounded read buffer, written at once.
///
/// Read until read() gives nothing: a socket whose full buffer was read in part does not ask the system
/// again.
class TcpStream final : public Stream
{
    Q_OBJECT
public:
    explicit TcpStream(std::unique_ptr<QTcpSocket> socket, qint64 readBuffer = Settings().readBuffer);
    ~TcpStream() override;

    qsizetype bytesAvailable() const override;
    qsizetype read(char *data, qsizetype size) override;
    void write(BytesView bytes) override;
    qsizetype bytesToWrite() const override;
    void close() override;
    void abort() override;
    QString peerAddress() const override { return m_peerAddress; }
    quint16 peerPort() const override { return m_peerPort; }
    bool isLocal() const override { return false; }

    /// ::ffff:a.b.c.d as a.b.c.d, without a scope.
    static QString addressText(const QHostAddress &address);

private:
    void onEnd();

    QTcpSocket *m_socket;
    QString m_peerAddress;
    quint16 m_peerPort;
    bool m_isEnded = false;
};

} // namespace waxwing
