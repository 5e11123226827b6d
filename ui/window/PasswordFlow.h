// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HostControl.h"
#include "RoomClient.h"

#include <QObject>
#include <QPointer>

class QMainWindow;

namespace waxwing {

class CodeDialog;
class PasswordDialog;
class RoomMenus;

/// What a window does about passwords while it is in a room: a member changes the own one, the host's person
/// gives one-time codes to who has forgotten theirs.
class PasswordFlow : public QObject
{
    Q_OBJECT
public:
    PasswordFlow(RoomMenus *menus, QMainWindow *window);

    /// `host`: of the room that this window hosts, else null.
    void enter(RoomClient *client, HostControl *host);

private:
    void closeDialogs();
    void changePassword();
    void onChanged();
    void onRefused(const LobbyRefusal &refusal);
    void giveCode();
    void onCode(const ResetAnswer &answer);

    RoomMenus *m_menus;
    QMainWindow *m_window;
    QPointer<RoomClient> m_client;
    QPointer<HostControl> m_host;
    QPointer<PasswordDialog> m_change;
    QPointer<CodeDialog> m_code;
    quint64 m_asked = 0; ///< the answer to an earlier question is dropped
};

} // namespace waxwing
