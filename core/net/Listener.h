// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "Stream.h"

#include <QObject>
#include <QStringList>
#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace waxwing {

/// Listens on one port of one or more addresses and hands out connected streams.
class Listener : public QObject
{
    Q_OBJECT
public:
    using Accept = std::function<void(std::unique_ptr<Stream>)>;
    /// `accept` gets every connection, in this object's thread.
    explicit Listener(Accept accept, QObject *parent = nullptr);
    ~Listener() override;

    /// No addresses: all of this machine, IPv4 and IPv6. Port 0: any free one, the same for all addresses.
    /// Raises the process's limit of open files to the most it may. Refuses with PortInUse, AddressInvalid or
    /// CannotListen, and then listens nowhere.
    Result<void> listen(const QStringList &addresses, quint16 port);
    void close();
    [[nodiscard]] quint16 port() const; ///< 0 while it does not listen

private:
    Result<void> listenOn(const QHostAddress &address, quint16 port);
    void onConnection(QTcpServer *server);

    Accept m_accept;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    QTimer m_resume; ///< after the system had no descriptor left
};

} // namespace waxwing
