// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace waxwing {

class ChatPage;
class Engine;
class RoomClient;

/// Ties answers, edits, erasures, who writes, who has seen what, drafts and emoji of a page to its client and
/// to the person's settings. What a setting withholds is neither told nor shown.
class TalkBinding final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    TalkBinding(Engine &engine, RoomClient *client, ChatPage *page, QObject *parent = nullptr);

private:
    void connectWishes();
    void connectFacts();
    void connectSettings();
    void refreshTalk();
    void refreshWriters();
    void refreshSetting(const QString &key);
    void tellRead();
    [[nodiscard]] bool tellsTyping() const;
    [[nodiscard]] bool tellsReceipts() const;

    Engine &m_engine;
    RoomClient *m_client;
    ChatPage *m_page;
};

} // namespace waxwing
