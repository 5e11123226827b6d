// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectClient.h"
#include "History.h"
#include "RoomClient.h"
#include "RoomGuest.h"

#include <QMap>
#include <QPointer>

namespace waxwing {

struct RoomClient::Private
{
    QPointer<RoomGuest> guest; ///< read here only to post to it; it dies by our word, or with the engine
    RoomStage stage = RoomStage::Idle;
    Error error;
    HostView host;
    LobbyView lobby;
    QString username;
    QList<PersonView> people;
    KeyLogsView keyLogs;
    LinkView link;
    ReconnectView reconnecting;
    QStringList writers;
    qint64 longestText = limits::textBytes;
    bool canTalk = false;
    bool canDirect = false;
    FileLimitsView fileLimits;
    QMap<quint64, TransferView> transfers;
    quint64 lastTransfer = 0;
    quint64 lastLocalId = 0;
    TraceControl *trace = nullptr;
    History *history = nullptr;
    DirectClient *direct = nullptr;

    template <class Wish> void ask(Wish wish)
    {
        if (RoomGuest *to = guest.data())
            QMetaObject::invokeMethod(
                to, [to, wish = std::move(wish)]() mutable { wish(*to); }, Qt::QueuedConnection);
    }
};

} // namespace waxwing
