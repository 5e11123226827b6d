// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FreePort.h"

#include <QRandomGenerator>
#include <QTcpServer>

namespace waxwing::test {

quint16 freePort()
{
    for (;;) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(20'000, 32'768));
        QTcpServer server;
        if (server.listen(QHostAddress::Any, port))
            return port;
    }
}

} // namespace waxwing::test
