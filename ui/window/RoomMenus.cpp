// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomMenus.h"

#include "ChatFiles.h"
#include "ChatTalk.h"

#include <QAction>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace waxwing {

namespace {

/// As it is read out: without the underlined letter and the dots of a dialog.
QString plainWords(const QString &words)
{
    QString plain;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i] != u'&' || (++i < words.size() && words[i] == u'&'))
            plain += words[i];
        else if (i < words.size())
            plain += words[i];
    }
    return plain.endsWith(u'…') ? plain.chopped(1) : plain;
}

void collect(const QMenu *menu, ShortcutGroup &group)
{
    for (const QAction *action : menu->actions()) {
        if (action->menu())
            collect(action->menu(), group);
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        if (!keys.isEmpty())
            group.actions.append(
                {plainWords(action->text()), keys.join(RoomMenus::tr(" or ", "between keys"))});
    }
}

} // namespace

RoomMenus::RoomMenus(QMainWindow *window) : QObject(window), m_window(window)
{
    makeRoomMenu();
    makeViewMenu();
    makeOtherMenus();
    setInRoom(false, false);
    setTalk(false);
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
    giveCode = add(room, tr("&Give a one-time code…"), {});
    room->addSeparator();
    exportHistory = add(room, tr("&Export what was said…"), {});
    wipeHistory = add(room, tr("&Wipe the history of this room…"), {});
    room->addSeparator();
    leave = add(room, tr("&Leave the room…"), QKeySequence(Qt::CTRL | Qt::Key_D));
    quit = add(room, tr("&Quit"), QKeySequence(QKeySequence::Quit));
    QMenu *edit = m_window->menuBar()->addMenu(tr("&Edit"));
    copy = add(edit, tr("&Copy the selected messages"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    edit->addSeparator();
    find = add(edit, tr("&Find…"), QKeySequence(QKeySequence::Find));
    findEverywhere = add(edit, tr("Find every&where…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    edit->addSeparator();
    settings = add(edit, tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
}

void RoomMenus::makeViewMenu()
{
    QMenu *view = m_window->menuBar()->addMenu(tr("&View"));
    people = add(view, tr("Show or hide the &people"), QKeySequence(Qt::Key_F9));
    wire = add(view, tr("&Wire"), QKeySequence(Qt::CTRL | Qt::Key_I));
    wire->setCheckable(true);
    conversations = add(view, tr("&Conversations"), QKeySequence(Qt::CTRL | Qt::Key_K));
    nextConversation = add(view, tr("&Next conversation"), QKeySequence(Qt::ALT | Qt::Key_Down));
    earlierConversation = add(view, tr("Pre&vious conversation"), QKeySequence(Qt::ALT | Qt::Key_Up));
    QMenu *textSize = view->addMenu(tr("&Text size"));
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
    emoji = add(message, tr("Emo&ji…"), QKeySequence(Qt::CTRL | Qt::Key_E));
    attach = add(message, tr("Send &files…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    message->addSeparator();
    reply = add(message, tr("&Reply"), QKeySequence(Qt::CTRL | Qt::Key_R));
    editOwn = add(message, tr("&Edit my message"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    eraseOwn = add(message, tr("&Delete my message…"), {});
    inspect = add(message, tr("&Inspect bytes"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    QMenu *security = m_window->menuBar()->addMenu(tr("&Security"));
    lockDetails = add(security, tr("&How this conversation is protected…"), {});
    compareCodes = add(security, tr("C&ompare the codes…"), {});
    changePassword = add(security, tr("Change the &password…"), {});
    security->addSeparator();
    capture = add(security, tr("Write a &capture file…"), {});
    keyLog = add(security, tr("Write a &key log…"), {});
    dissector = add(security, tr("&Install the Wireshark dissector…"), {});
    security->addSeparator();
    tamper = add(security, tr("&Flip a bit of my next message…"), {});
    QMenu *help = m_window->menuBar()->addMenu(tr("&Help"));
    lesson = add(help, tr("&Lesson: your message on the wire"), {});
    keyboard = add(help, tr("&Keyboard and commands"), QKeySequence(Qt::Key_F1));
    about = add(help, tr("&About Waxwing"), {});
}

void RoomMenus::follow(ChatTalk *talk)
{
    if (m_talk) {
        for (QAction *action : {reply, editOwn, eraseOwn, emoji})
            disconnect(action, nullptr, m_talk, nullptr);
        disconnect(m_talk, nullptr, this, nullptr);
    }
    m_talk = talk;
    connect(reply, &QAction::triggered, talk, &ChatTalk::answerChosen);
    connect(editOwn, &QAction::triggered, talk, &ChatTalk::editChosen);
    connect(eraseOwn, &QAction::triggered, talk, &ChatTalk::eraseChosen);
    connect(emoji, &QAction::triggered, talk, &ChatTalk::openEmoji);
    connect(talk, &ChatTalk::canTalkChanged, this, &RoomMenus::setTalk);
    setTalk(talk->canTalk());
}

void RoomMenus::follow(ChatFiles *files)
{
    if (m_files) {
        disconnect(attach, nullptr, m_files, nullptr);
        disconnect(&m_files->files(), nullptr, this, nullptr);
    }
    m_files = files;
    connect(attach, &QAction::triggered, files, &ChatFiles::choose);
    const auto refresh = [this, files] {
        setFiles(files->files().limits().isOffered, files->files().canSend());
    };
    connect(&files->files(), &RoomFiles::limitsChanged, this, refresh);
    refresh();
}

void RoomMenus::setFiles(bool isOffered, bool canSend)
{
    m_knowsFiles = isOffered;
    m_canSend = canSend;
    refreshTalk();
}

void RoomMenus::setTalk(bool canTalk)
{
    m_canTalk = canTalk;
    refreshTalk();
}

void RoomMenus::refreshTalk()
{
    for (QAction *action : {reply, editOwn, eraseOwn}) {
        action->setVisible(m_canTalk && m_isInRoom);
        action->setEnabled(m_canTalk && m_isInRoom);
    }
    attach->setVisible(m_knowsFiles && m_isInRoom);
    attach->setEnabled(m_canSend && m_isInRoom);
}

void RoomMenus::setInRoom(bool inRoom, bool isHost)
{
    m_isInRoom = inRoom;
    refreshTalk();
    refreshPassword();
    refreshInspect();
    m_window->menuBar()->setVisible(inRoom);
    for (QAction *action : {leave, copy, find, findEverywhere, people, wire, write, emoji, lockDetails,
                            capture, keyLog, dissector, lesson})
        action->setEnabled(inRoom);
    tamper->setVisible(!isHost); // a host's own messages travel over no network
    tamper->setEnabled(inRoom && !isHost);
    for (QAction *action : {joinCard, large, giveCode}) {
        action->setVisible(isHost);
        action->setEnabled(isHost);
    }
    leave->setText(isHost ? tr("&Close the room…") : tr("&Leave the room…"));
}

void RoomMenus::setDirect(bool isDirect)
{
    m_isDirect = isDirect;
    refreshInspect();
}

void RoomMenus::refreshInspect()
{
    inspect->setEnabled(m_isInRoom && !m_isDirect);
}

void RoomMenus::setCanChangePassword(bool can)
{
    m_canChangePassword = can;
    refreshPassword();
}

void RoomMenus::refreshPassword()
{
    changePassword->setVisible(m_canChangePassword && m_isInRoom);
    changePassword->setEnabled(m_canChangePassword && m_isInRoom);
}

QList<ShortcutGroup> RoomMenus::shortcuts() const
{
    QList<ShortcutGroup> groups;
    for (const QAction *menu : m_window->menuBar()->actions()) {
        ShortcutGroup group{plainWords(menu->text()), {}};
        collect(menu->menu(), group);
        if (!group.actions.isEmpty())
            groups.append(group);
    }
    return groups;
}

} // namespace waxwing
