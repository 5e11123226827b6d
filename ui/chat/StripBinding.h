// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing {

class ChatPage;
class RoomClient;

/// Tells a page how it stands with the connection to the room: its strip, and whether one may write.
class StripBinding final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    StripBinding(RoomClient *client, ChatPage *page, QObject *parent = nullptr);

private:
    void refresh();
    void refreshReconnecting();

    RoomClient *m_client;
    ChatPage *m_page;
};

} // namespace waxwing
