// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "HistoryWriter.h"
#include "Result.h"

#include <QObject>
#include <QPointer>
#include <QSet>

class QMainWindow;

namespace waxwing {

class ChatPage;
class Engine;
class History;
class HistoryBinding;
class HistoryPdf;
class MessageDialog;
class ProgressDialog;
class RoomClient;
class RoomMenus;

/// What a window does with what was said before: finds, exports, wipes. Asks, says what came of it, and ties
/// the history to the chat.
class HistoryFlow final : public QObject
{
    Q_OBJECT

public:
    HistoryFlow(Engine &engine, RoomMenus *menus, QMainWindow *window);

    void enter(RoomClient *client, ChatPage *chat);
    void leave(); ///< before the chat goes

    [[nodiscard]] MessageDialog *question() const; ///< the last that was asked or told
    [[nodiscard]] ProgressDialog *progress() const;

private:
    void refresh();
    void askWhereToExport();
    void beginExport(const QString &path, const QString &filter, const TalkOf &talk);
    void onExported(quint64 question);
    void onProgressed(quint64 messages);
    [[nodiscard]] ExportWords exportWords(const TalkOf &talk) const;
    [[nodiscard]] TalkOf talkInFront() const;
    void cancelExport();
    void endExport();
    void tellExported();
    void tellExportFailed(const Error &error);
    void askToWipe();
    void wipe();
    void wipeFiles();
    void onFailed(quint64 question, const Error &error);
    void tellTrouble(const QString &title, const QString &words, const Error &error);
    [[nodiscard]] bool isKeeping() const;

    Engine &m_engine;
    RoomMenus *m_menus;
    QMainWindow *m_window;
    QPointer<RoomClient> m_client;
    QPointer<History> m_history;
    QPointer<ChatPage> m_chat;
    QPointer<HistoryBinding> m_binding;
    QPointer<HistoryPdf> m_pdf;
    QPointer<MessageDialog> m_question;
    QPointer<ProgressDialog> m_progress;
    QString m_path;       ///< where the export goes
    quint64 m_export = 0; ///< question; 0: none is under way, or a PDF
    QSet<Code> m_told;    ///< troubles that nobody asked for, told once a room
};

} // namespace waxwing
