// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace waxwing {

/// The menus of a window in a room, and the shortcuts that hold everywhere.
class RoomMenus : public QObject
{
    Q_OBJECT
public:
    explicit RoomMenus(QMainWindow *window);

    /// In a chat the bar shows; elsewhere only the shortcuts hold.
    void setInRoom(bool inRoom, bool isHost);

    // Room
    QAction *host;
    QAction *join;
    QAction *joinCard;
    QAction *large;
    QAction *leave;
    QAction *quit;
    // Edit
    QAction *copy;
    // View
    QAction *people;
    QActionGroup *appearance; ///< data(): int of Scheme
    QMenu *textSize;
    QAction *larger;
    QAction *smaller;
    QAction *normalSize;
    QAction *fullScreen;
    // Message
    QAction *write;
    // Security
    QAction *lockDetails;
    // Help
    QAction *keyboard;
    QAction *about;

private:
    QAction *add(QMenu *menu, const QString &words, const QKeySequence &shortcut);
    void makeRoomMenu();
    void makeViewMenu();
    void makeOtherMenus();
    QMainWindow *m_window;
};

} // namespace waxwing
