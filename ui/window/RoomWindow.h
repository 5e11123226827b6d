// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestFlow.h"
#include "HostFlow.h"
#include "RoomView.h"
#include "SettingsWindow.h"

#include <QMainWindow>
#include <QPointer>

class QStackedWidget;

namespace waxwing {

class ChatBinding;
class ChatPage;
class DirectFlow;
class Engine;
class HistoryFlow;
class PasswordFlow;
class MessageDialog;
class NearbyFlow;
class RoomClient;
class RoomMenus;
class StatusLine;
class WelcomePage;
class WireFlow;
class WiresharkFlow;

/// One window a room: Welcome becomes the chat, and Welcome again when the room is left.
class RoomWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit RoomWindow(Engine &engine, QWidget *parent = nullptr);
    ~RoomWindow() override;

    // Straight to something, from the command line or another window.
    void join(const JoinTarget &target, const Applicant &applicant = {});
    void showHostForm(const HostOptions &asked = {});
    void host(const HostOptions &options);
    void openLastRoom(); ///< as a click on the first of the recent rooms; nothing where there is none
    void practise(const HostOptions &options); ///< hosts; the options are not kept for the next time

    [[nodiscard]] bool isAtWelcome() const;
    [[nodiscard]] bool isHosting() const;
    [[nodiscard]] HostFlow &hostFlow() { return *m_hostFlow; }
    [[nodiscard]] GuestFlow &guestFlow() { return *m_guestFlow; }
    [[nodiscard]] ChatPage *chat() const { return m_chat; }
    [[nodiscard]] WelcomePage *welcome() const { return m_welcome; }
    [[nodiscard]] NearbyFlow *nearby() const { return m_nearby; }
    [[nodiscard]] WireFlow *wire() const { return m_wire; }
    [[nodiscard]] HistoryFlow *history() const { return m_history; }
    [[nodiscard]] DirectFlow *direct() const { return m_direct; }
    [[nodiscard]] QWidget *currentPage() const;
    [[nodiscard]] RoomClient *client() const { return m_client; } ///< null before a room
    [[nodiscard]] QString roomName() const;                       ///< harmless; empty before a room
    [[nodiscard]] int unread() const;

    /// Ends the room or leaves it, then closes without asking: the program quits.
    void endAndClose(Code code);
    void showChat();                            ///< once in a room
    void showConversation(const QString &name); ///< with that person; empty: the room's
    /// The person wishes the window gone, not out of sight: who hosts is asked.
    void closeForGood();
    [[nodiscard]] bool isClosingForGood() const { return m_closes || m_isClosingForGood; }
    void showSettings(SettingsWindow::Topic topic);

Q_SIGNALS:
    void newHostRequested();  ///< Ctrl+N and the card: the application knows whether another window hosts
    void newJoinRequested();  ///< Ctrl+J
    void practiceRequested(); ///< "Try it on this PC"
    void hostOpened(const waxwing::HostInfo &info, bool isPractice);
    void quitRequested();
    void entered(waxwing::RoomClient *client);
    void unreadChanged();
    /// Somebody said something to this person alone.
    void directHeard(const QString &name, const QList<waxwing::RoomMessage> &messages);
    void conversationShown(const QString &name); ///< empty: the room's

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void connectWelcome();
    void connectFlows();
    void connectMenus();
    void connectTextSize();
    void connectChat();
    void connectDirect();
    void connectWays(ChatPage *page);
    void refreshRecentRooms();
    void onRecentRoom(const QByteArray &digest);
    void showWelcome();
    void enter(RoomClient *client);
    void onClientStage(RoomStage stage);
    /// Asks first. `typed`: the message that offered it; `thenClose`: the window goes too.
    void askToLeave(const QString &typed = {}, bool thenClose = false);
    void leave();
    void afterRoom();
    void showLockDetails();
    void showHelp();
    void openLink(const QUrl &link);
    void refreshTitle();
    void refreshEnter();
    void refreshMenus();
    void restoreGeometryFor(const QString &key);

    Engine &m_engine;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    StatusLine *m_status;
    RoomMenus *m_menus;
    GuestFlow *m_guestFlow = nullptr;
    HostFlow *m_hostFlow = nullptr;
    NearbyFlow *m_nearby = nullptr;
    WiresharkFlow *m_wireshark = nullptr;
    WireFlow *m_wire = nullptr;
    HistoryFlow *m_history = nullptr;
    PasswordFlow *m_passwords = nullptr;
    DirectFlow *m_direct = nullptr;
    ChatPage *m_chat = nullptr;
    ChatBinding *m_binding = nullptr;
    QPointer<RoomClient> m_client;
    QPointer<MessageDialog> m_asking;
    QPointer<SettingsWindow> m_settings;
    bool m_closes = false;
    bool m_isClosingForGood = false;
};

} // namespace waxwing
