// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JoinLink.h"
#include "Limits.h"
#include "Stream.h"

#include <QList>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

namespace waxwing {

/// Finds a host that answers: tries addresses in their order, each for at most connectTimeoutMs. Used once;
/// deleting it cancels.
class Connector : public QObject
{
    Q_OBJECT
public:
    explicit Connector(const Settings &settings, QObject *parent = nullptr);
    ~Connector() override;

    void start(const QList<HostAddress> &addresses);
    /// Stops without a further signal.
    void cancel();
    /// After connected(): the stream, once.
    [[nodiscard]] std::unique_ptr<Stream> takeStream() { return std::move(m_stream); }
    /// The address that is being tried, or that answered.
    [[nodiscard]] HostAddress address() const { return m_current; }

Q_SIGNALS:
    void trying(const waxwing::HostAddress &address);
    void connected();
    /// Nobody answered: ConnectionRefused, NoAnswer, Unreachable, or AddressInvalid for an empty list. Of
    /// several addresses the failure that came nearest to a host.
    void failed(const waxwing::Error &error);

private:
    void tryNext();
    void onConnected();
    void onFailed(const Error &error);
    void dropSocket();

    const int m_timeoutMs;
    const qint64 m_readBuffer;
    QList<HostAddress> m_waiting;
    HostAddress m_current;
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<Stream> m_stream;
    QTimer m_timeout;
    std::optional<Error> m_error;
};

} // namespace waxwing
