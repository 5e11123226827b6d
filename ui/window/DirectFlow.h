// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationEntry.h"
#include "DirectView.h"
#include "RoomView.h"

#include <QObject>
#include <QPointer>

class QMainWindow;

namespace waxwing {

class ChatPage;
class ClosedFiles;
class ConversationPanel;
class DirectBinding;
class DirectDecisions;
class Engine;
class RoomClient;
class RoomMenus;

/// The direct conversations of a window: their list, the page of each that is opened, and what is decided
/// about keys.
class DirectFlow final : public QObject
{
    Q_OBJECT

public:
    DirectFlow(Engine &engine, RoomMenus *menus, QMainWindow *window);
    ~DirectFlow() override;

    void enter(RoomClient *client, ChatPage *chat);
    void leave(); ///< before the chat goes

    void open(const QString &name); ///< empty: the room
    /// What was typed as /msg: opens that conversation, and says the text there where it is not empty. Gives
    /// a sentence why it cannot be told, or nothing.
    [[nodiscard]] QString tell(const QString &typed, const QString &text);
    void step(int rows);                                   ///< down the list, and round
    void showMessage(const QString &name, quint64 number); ///< that was found; the focus stays where it is
    /// The details of the conversation in front; whether it is one with a person.
    bool showDetails();

    [[nodiscard]] int unread() const;
    [[nodiscard]] QString inFront() const; ///< empty: the room
    [[nodiscard]] ChatPage *page(const QString &name) const;
    [[nodiscard]] ConversationPanel *list() const;
    [[nodiscard]] DirectDecisions *decisions() const;

Q_SIGNALS:
    void opened(waxwing::ChatPage *page); ///< made just now
    void frontChanged();
    void unreadChanged();
    /// Somebody else said something to this person alone.
    void heard(const QString &name, const QList<waxwing::RoomMessage> &messages);

private:
    struct Open
    {
        QString name;
        ChatPage *page = nullptr;
        DirectBinding *binding = nullptr;
        bool holds = false; ///< messages that are in no vault
    };
    void connectMenus();
    void connectClient();
    [[nodiscard]] const Open *find(const QString &name) const;
    void make(const QString &name, bool holds = false);
    void takeCommands(ChatPage *page); ///< of its composer
    void closeOldest();
    void closeOldest(bool holds, qsizetype most);
    void hold(const DirectSaidFact &said);
    void close(const Open &open);
    void refresh();
    void onFrontChanged();
    void onSaid(const DirectSaidFact &said);
    void refreshList(bool isOffered);
    [[nodiscard]] ConversationEntry entryOf(const DirectPersonView &person) const;
    [[nodiscard]] QList<ConversationEntry> entries() const;
    [[nodiscard]] bool isOffered() const;
    [[nodiscard]] QString personOf(const QString &typed) const; ///< in any case; empty: nobody, or oneself
    [[nodiscard]] bool isRead(const QString &name) const;
    [[nodiscard]] QList<DirectPersonView> people() const; ///< those of the list, who spoke last first

    Engine &m_engine;
    RoomMenus *m_menus;
    QMainWindow *m_window;
    QPointer<RoomClient> m_client;
    QPointer<ChatPage> m_chat;
    QPointer<ConversationPanel> m_list;
    QPointer<DirectDecisions> m_decisions;
    QPointer<ClosedFiles> m_closedFiles;
    QList<Open> m_open; ///< who was in front last at the end
    int m_unread = 0;
};

} // namespace waxwing
