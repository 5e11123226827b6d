// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LockWords.h"

#include <QObject>

namespace waxwing {

class ChatPage;
class RoomClient;
class StatusLine;

/// Ties a RoomClient to the page and the status bar that show it: facts up, wishes down. Leaving, join card,
/// details and links stay the window's.
class ChatBinding final : public QObject
{
    Q_OBJECT

public:
    /// All three outlive this; `status` may be null.
    ChatBinding(RoomClient *client, ChatPage *page, StatusLine *status, QObject *parent = nullptr);

    [[nodiscard]] LockFacts lockFacts() const;
    void forget(); ///< another room comes into the same window

private:
    void connectFacts();
    void connectWishes();
    void refreshStage();
    void refreshRoom();
    void refreshPeople();
    void refreshLink();
    [[nodiscard]] QString judge(const QString &text) const;

    RoomClient *m_client;
    ChatPage *m_page;
    StatusLine *m_status;
};

} // namespace waxwing
