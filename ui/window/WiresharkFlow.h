// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Recording.h"

#include <QObject>
#include <QPointer>

class QMainWindow;

namespace waxwing {

class ChatPage;
class MessageDialog;
class RoomClient;
class RoomMenus;
class TraceControl;

/// What a window does beside Wireshark: capture file, key log, dissector, a bit turned over, the lesson
/// sheet. Asks, says what came of it, and keeps the bands of the chat as things stand.
class WiresharkFlow final : public QObject
{
    Q_OBJECT

public:
    WiresharkFlow(RoomMenus *menus, QMainWindow *window);

    /// A room was entered. `trace` may be null: nothing can be recorded then. `isHost`: it is the host's, of
    /// all links.
    void enter(RoomClient *client, TraceControl *trace, ChatPage *chat, bool isHost);

private:
    void onCaptureWished();
    void askWhereToCapture(bool readable);
    void showCapture();
    void onKeyLogWished();
    void askWhereToLogKeys();
    void showKeyLog();
    void showOthersKeyLogs();
    void installDissector();
    void askToTamper();
    void showLesson();
    MessageDialog *tell(bool isGood, const QString &title, const QString &words, const QString &details = {});

    RoomMenus *m_menus;
    QMainWindow *m_window;
    QPointer<RoomClient> m_client;
    QPointer<TraceControl> m_trace;
    QPointer<ChatPage> m_chat;
    bool m_isHost = false;
    RecordingState m_captureState = RecordingState::Off;
    RecordingState m_keyLogState = RecordingState::Off;
};

} // namespace waxwing
