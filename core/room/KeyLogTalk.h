// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FactQueue.h"
#include "RoomMirror.h"

#include <QPointer>
#include <QTimer>

namespace waxwing {

class Link;

/// Key log notices as a guest tells and shows them (PROTOCOL 8.8). Outlives links; network thread.
class KeyLogTalk : public QObject
{
    Q_OBJECT
public:
    KeyLogTalk(const RoomMirror &mirror, FactQueue &facts, QObject *parent = nullptr);

    void beginLink(Link *link); ///< the room is not entered yet
    void entered();
    void endLink();
    void forget(); ///< the stay is over
    /// This program writes its keys down, or ends it: the host is told on each link.
    void setRunning(bool running);
    void setIsOwnRoom(bool isOwn) { m_isOwnRoom = isOwn; } ///< the host is this very program
    void show();

private:
    void tell();

    const RoomMirror &m_mirror;
    FactQueue &m_facts;
    QPointer<Link> m_link;
    QTimer m_settleTimer; ///< while it runs, the host has not told all of them yet
    KeyLogsView m_shown;
    bool m_isRunning = false; ///< this program's
    bool m_told = false;      ///< to the host, on this link
    bool m_isOwnRoom = false;
};

} // namespace waxwing
