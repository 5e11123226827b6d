// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QMainWindow;

namespace waxwing {

class ChatPage;
class Engine;
class RoomClient;
class RoomMenus;
class TraceControl;
class WireDock;

/// The wire dock of a window: made when it is first asked for, beside the chat; from a message to its frames
/// and back. Where it stood, and whether it was open, is kept for the next room.
class WireFlow final : public QObject
{
    Q_OBJECT

public:
    WireFlow(Engine &engine, RoomMenus *menus, QMainWindow *window);

    /// A room was entered. `trace` may be null: there is nothing to show then.
    /// `self` is the account here.
    void enter(TraceControl *trace, ChatPage *chat, const QString &self);
    void leave(); ///< before the chat goes

    [[nodiscard]] WireDock *dock() const; ///< null until it is asked for
    [[nodiscard]] bool isShown() const;
    void setShown(bool shown);
    void inspect(quint64 number); ///< opens it
    /// A search stands beside the messages: where all three do not fit, the dock closes.
    void makeRoomFor(bool search);

private:
    void makeDock();
    void showMessage(quint64 number);
    void makeRoom();
    void giveRoomBack();
    void refreshWords();
    void keepPlace();

    Engine &m_engine;
    RoomMenus *m_menus;
    QMainWindow *m_window;
    QPointer<ChatPage> m_chat;
    QPointer<TraceControl> m_trace;
    QPointer<WireDock> m_dock;
    QString m_self;
    quint64 m_wanted = 0; ///< message that the dock asked for
    int m_widened = 0;    ///< by how much the window grew for it
};

} // namespace waxwing
