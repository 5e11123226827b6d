// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomMenus.h"

#include "Tokens.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace waxwing {

RoomMenus::RoomMenus(QMainWindow *window) : QObject(window), m_window(window)
{
    makeRoomMenu();
    makeViewMenu();
    makeOtherMenus();
    setInRoom(false, false);
}

QAction *RoomMenus::add(QMenu *menu, const QString &words, const QKeySequence &shortcut)
{
    auto *action = new QAction(words, this);
    action->setShortcut(shortcut);
    menu->addAction(action);
    m_window->addAction(action); // its shortcut holds while the bar is hidden
    return action;
}

void RoomMenus::makeRoomMenu()
{
    QMenu *room = m_window->menuBar()->addMenu(tr("&Room"));
    host = add(room, tr("&Host a room…"), QKeySequence(Qt::CTRL | Qt::Key_N));
    join = add(room, tr("&Join a room…"), QKeySequence(Qt::CTRL | Qt::Key_J));
    room->addSeparator();
    joinCard = add(room, tr("&Show the join card"), {});
    large = add(room, tr("Show the join card la&rge"), {});
    room->addSeparator();
    leave = add(room, tr("&Leave the room…"), QKeySequence(Qt::CTRL | Qt::Key_D));
    quit = add(room, tr("&Quit"), QKeySequence(QKeySequence::Quit));
    QMenu *edit = m_window->menuBar()->addMenu(tr("&Edit"));
    copy = add(edit, tr("&Copy the selected messages"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
}

void RoomMenus::makeViewMenu()
{
    QMenu *view = m_window->menuBar()->addMenu(tr("&View"));
    people = add(view, tr("Show or hide the &people"), QKeySequence(Qt::Key_F9));
    QMenu *colours = view->addMenu(tr("&Colours"));
    appearance = new QActionGroup(this);
    const std::pair<QString, Scheme> schemes[] = {{tr("As the &system"), Scheme::System},
                                                  {tr("&Light"), Scheme::Light},
                                                  {tr("&Dark"), Scheme::Dark},
                                                  {tr("&High contrast"), Scheme::HighContrast}};
    for (const auto &[words, scheme] : schemes) {
        QAction *action = add(colours, words, {});
        action->setCheckable(true);
        action->setData(static_cast<int>(scheme));
        appearance->addAction(action);
    }
    textSize = view->addMenu(tr("&Text size"));
    larger = add(textSize, tr("&Larger"), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    smaller = add(textSize, tr("&Smaller"), QKeySequence(Qt::CTRL | Qt::Key_Minus));
    normalSize = add(textSize, tr("&Normal"), QKeySequence(Qt::CTRL | Qt::Key_0));
    fullScreen = add(view, tr("&Full screen"), QKeySequence(Qt::Key_F11));
    fullScreen->setCheckable(true);
}

void RoomMenus::makeOtherMenus()
{
    QMenu *message = m_window->menuBar()->addMenu(tr("&Message"));
    write = add(message, tr("&Write a message"), QKeySequence(Qt::CTRL | Qt::Key_M));
    QMenu *security = m_window->menuBar()->addMenu(tr("&Security"));
    lockDetails = add(security, tr("&How this conversation is protected…"), {});
    QMenu *help = m_window->menuBar()->addMenu(tr("&Help"));
    keyboard = add(help, tr("&Keyboard and commands"), QKeySequence(Qt::Key_F1));
    about = add(help, tr("&About Waxwing"), {});
}

void RoomMenus::setInRoom(bool inRoom, bool isHost)
{
    m_window->menuBar()->setVisible(inRoom);
    for (QAction *action : {leave, copy, people, write, lockDetails})
        action->setEnabled(inRoom);
    for (QAction *action : {joinCard, large}) {
        action->setVisible(isHost);
        action->setEnabled(isHost);
    }
    leave->setText(isHost ? tr("&Close the room…") : tr("&Leave the room…"));
}

} // namespace waxwing
