// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReachCheck.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace waxwing {

struct ReachCheck::Private
{
    std::unique_ptr<QObject> round; ///< owns the sockets of one try
    int waiting = 0;
};

ReachCheck::ReachCheck(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}
ReachCheck::~ReachCheck() = default;

void ReachCheck::start(const QList<HostAddress> &addresses)
{
    d->round = std::make_unique<QObject>();
    d->waiting = static_cast<int>(addresses.size());
    QTimer::singleShot(addresses.isEmpty() ? 0 : 3'000, d->round.get(), [this] { decide(false); });
    for (const HostAddress &address : addresses) {
        auto *socket = new QTcpSocket(d->round.get());
        connect(socket, &QTcpSocket::connected, this, [this] { decide(true); });
        connect(socket, &QTcpSocket::errorOccurred, this, [this] {
            if (--d->waiting == 0)
                decide(false);
        });
        socket->connectToHost(QHostAddress(address.address), address.port);
    }
}

void ReachCheck::decide(bool reached)
{
    if (!d->round)
        return;
    d->round.release()->deleteLater();
    Q_EMIT finished(reached);
}

quint16 nextFreePort(quint16 taken)
{
    for (int port = taken + 1; port <= std::min(taken + 100, 65'535); ++port) {
        QTcpServer probe;
        if (probe.listen(QHostAddress::Any, static_cast<quint16>(port)))
            return static_cast<quint16>(port);
    }
    return 0;
}

} // namespace waxwing
