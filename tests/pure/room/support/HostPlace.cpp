// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPlace.h"

#include "FreePort.h"
#include "ReadyRoom.h"

namespace waxwing::test {

HostControl *openRoom(Visitor &at, quint16 port, const QString &hostName)
{
    layRoom(at.folder());
    return openOtherRoom(at, port, hostName);
}

HostControl *openOtherRoom(Visitor &at, quint16 port, const QString &hostName)
{
    HostOptions options;
    options.room = QStringLiteral("10B");
    options.port = port ? port : freePort();
    options.bindAddresses = {QStringLiteral("127.0.0.1")};
    options.hostName = hostName;
    options.settings = at.engine().settings();
    return at.engine().makeHost(options, &at);
}

} // namespace waxwing::test
