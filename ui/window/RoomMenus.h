// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ShortcutList.h"

#include <QObject>
#include <QPointer>

class QAction;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace waxwing {

class ChatFiles;
class ChatTalk;

/// The menus of a window in a room, and the shortcuts that hold everywhere.
class RoomMenus : public QObject
{
    Q_OBJECT
public:
    explicit RoomMenus(QMainWindow *window);

    /// In a chat the bar shows; elsewhere only the shortcuts hold.
    void setInRoom(bool inRoom, bool isHost);
    /// What is said there is answered, edited and deleted from here, where its host knows that; no longer
    /// what is said elsewhere.
    void follow(ChatTalk *talk);
    void follow(ChatFiles *files); ///< attach, where files are taken there

    /// What is said to one person alone has no frame of this room to be shown.
    void setDirect(bool isDirect);

    /// Whether the room lets its members have another password.
    void setCanChangePassword(bool can);

    /// Every action that has keys, by menu.
    [[nodiscard]] QList<ShortcutGroup> shortcuts() const;

    // Room
    QAction *host;
    QAction *join;
    QAction *joinCard;
    QAction *large;
    QAction *giveCode; ///< a new password for who has forgotten it; of a host
    QAction *exportHistory;
    QAction *wipeHistory;
    QAction *leave;
    QAction *quit;
    // Edit
    QAction *copy;
    QAction *find;           ///< in this conversation
    QAction *findEverywhere; ///< in all that is kept
    QAction *settings;
    // View
    QAction *people;
    QAction *wire;          ///< checked: the dock is open
    QAction *conversations; ///< to their list
    QAction *nextConversation;
    QAction *earlierConversation;
    QAction *larger;
    QAction *smaller;
    QAction *normalSize;
    QAction *fullScreen;
    // Message
    QAction *write;
    QAction *reply;
    QAction *editOwn;
    QAction *eraseOwn;
    QAction *emoji;
    QAction *attach;
    QAction *inspect;
    // Security
    QAction *lockDetails;
    QAction *compareCodes; ///< with the person of the conversation in front
    QAction *changePassword;
    QAction *capture;   ///< write a capture file, or stop
    QAction *keyLog;    ///< write a key log, or stop
    QAction *dissector; ///< put it where Wireshark looks for it
    QAction *tamper;    ///< one bit of the next message
    // Help
    QAction *lesson;
    QAction *keyboard;
    QAction *about;

private:
    QAction *add(QMenu *menu, const QString &words, const QKeySequence &shortcut);
    void setTalk(bool canTalk);
    void makeRoomMenu();
    void makeViewMenu();
    void makeOtherMenus();
    void refreshTalk();
    void refreshPassword();
    void refreshInspect();
    void setFiles(bool isOffered, bool canSend);
    QMainWindow *m_window;
    QPointer<ChatTalk> m_talk;
    QPointer<ChatFiles> m_files;
    bool m_canTalk = false;
    bool m_canChangePassword = false;
    bool m_knowsFiles = false;
    bool m_canSend = false;
    bool m_isInRoom = false;
    bool m_isDirect = false;
};

} // namespace waxwing
