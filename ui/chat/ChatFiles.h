// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationModel.h"
#include "RoomFiles.h"

#include <QPointer>

class QDragEnterEvent;
class QDropEvent;
class QFileDialog;
class QMimeData;
class QWidget;

namespace waxwing {

class Composer;
class DropVeil;
class MessageList;
class PictureViewer;

/// Files and pictures of a page, of the room or of one person: chosen, dropped and pasted ones are judged and
/// sent, those of the conversation saved, paused, looked at. Opens folders, never a file.
class ChatFiles final : public QObject
{
    Q_OBJECT

public:
    ChatFiles(ConversationModel *conversation, MessageList *messages, Composer *composer, QWidget *page);

    [[nodiscard]] RoomFiles &files() { return m_files; }
    /// Where pictures lie that come by themselves, and what is pasted until the room has it.
    void setProfileFolder(const QString &folder);
    void setDownloads(const QString &folder, bool asks); ///< empty: as the platform does it
    [[nodiscard]] QString downloads() const;

    void choose(); ///< a dialog of several files
    void send(const QStringList &paths);
    void sendPicture(const QImage &picture);
    void sendText(const QString &text);
    // Of the page, which the veil covers from then on.
    void onDrag(QDragEnterEvent *event);
    void onDragLeft();
    void onDrop(QDropEvent *event);

    [[nodiscard]] DropVeil *veil() const { return m_veil; }
    [[nodiscard]] QFileDialog *dialog() const;   ///< null: none is open
    [[nodiscard]] PictureViewer *viewer() const; ///< null: none is open

Q_SIGNALS:
    void folderRequested(const QString &folder); ///< to be shown by the desktop

private:
    void connectParts();
    void refreshLimits();
    [[nodiscard]] bool refuses();
    void judgeAndSend(const QStringList &paths, bool isMade, const QString &text);
    void giveBack(const QString &text);
    void act(const QModelIndex &index, FileAction action);
    void save(const FileNote &file);
    void view(const FileNote &file);
    void saveCopy(const FileNote &file);
    void openFolder(const FileNote &file);
    void onUpload(const TransferView &upload);
    void onSourceDone(const FileNote &file, const QString &path, bool isSent);
    void onErased(const Bytes &file);
    void onDropped(const QMimeData *data);
    void onKept(const Result<QString> &path, const QString &text);
    [[nodiscard]] QString outgoing() const { return m_profile + QStringLiteral("/outgoing"); }

    ConversationModel *m_conversation;
    MessageList *m_messages;
    Composer *m_composer;
    QWidget *m_page;
    DropVeil *m_veil;
    RoomFiles m_files;
    QPointer<QFileDialog> m_dialog;
    QPointer<PictureViewer> m_viewer;
    QString m_profile;
    QString m_downloads;
    bool m_asks = false;
};

} // namespace waxwing
