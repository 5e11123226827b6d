// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatFiles.h"

#include "Attachments.h"
#include "Composer.h"
#include "DropVeil.h"
#include "FileKind.h"
#include "FileMemory.h"
#include "FileName.h"
#include "FileWords.h"
#include "ForeignText.h"
#include "InBackground.h"
#include "Limits.h"
#include "MessageList.h"
#include "PictureViewer.h"
#include "Sentences.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

namespace waxwing {

namespace {

constexpr qint64 picturesKept = 256LL << 20; ///< bytes of those that came by themselves

} // namespace

ChatFiles::ChatFiles(ConversationModel *conversation, MessageList *messages, Composer *composer,
                     QWidget *page)
    : QObject(page), m_conversation(conversation), m_messages(messages), m_composer(composer), m_page(page),
      m_veil(new DropVeil(page))
{
    m_conversation->setFiles(&m_files);
    connectParts();
    refreshLimits();
}

void ChatFiles::connectParts()
{
    connect(m_messages, &MessageList::fileActionRequested, this, &ChatFiles::act);
    connect(m_composer, &Composer::attachRequested, this, &ChatFiles::choose);
    connect(m_composer, &Composer::filesPasted, this, &ChatFiles::send);
    connect(m_composer, &Composer::picturePasted, this, &ChatFiles::sendPicture);
    connect(m_composer, &Composer::textFileRequested, this, &ChatFiles::sendText);
    connect(m_veil, &DropVeil::dropped, this, &ChatFiles::onDropped);
    connect(&m_files, &RoomFiles::limitsChanged, this, &ChatFiles::refreshLimits);
    connect(&m_files, &RoomFiles::uploadAppeared, this, &ChatFiles::onUpload);
    connect(&m_files, &RoomFiles::uploadGone, m_conversation,
            [this](quint64 id) { m_conversation->discard(RoomFiles::uploadRow | id); });
    connect(&m_files, &RoomFiles::sourceDone, this, &ChatFiles::onSourceDone);
    connect(m_conversation, &ConversationModel::fileErased, this, &ChatFiles::onErased);
}

void ChatFiles::setProfileFolder(const QString &folder)
{
    m_profile = folder;
    const QString pictures = fileMemory::picturesFolder(folder);
    m_files.setPicturesFolder(pictures);
    inBackground([pictures] { attachments::trim(pictures, picturesKept); });
}

void ChatFiles::setDownloads(const QString &folder, bool asks)
{
    m_downloads = folder;
    m_asks = asks;
}

QString ChatFiles::downloads() const
{
    return m_downloads.isEmpty() ? attachments::usualFolder() : m_downloads;
}

void ChatFiles::refreshLimits()
{
    const FileLimitsView &limits = m_files.limits();
    const FilePerson &person = m_files.person();
    const QString words = person.refusal.isEmpty() ? attachments::limitWords(limits) : person.refusal;
    m_composer->setFiles(limits.isOffered, m_files.canSend() ? QString() : words);
    const QString drop = person.name.isEmpty()
                             ? tr("Drop to send to the room")
                             : tr("Drop to give it to %1 alone").arg(foreignInside(person.name));
    m_veil->setWords(m_files.canSend() ? drop : tr("Nothing can be dropped here"), words, !m_files.canSend());
}

QFileDialog *ChatFiles::dialog() const
{
    return m_dialog;
}

PictureViewer *ChatFiles::viewer() const
{
    return m_viewer;
}

void ChatFiles::choose()
{
    if (!m_composer->canAttach())
        return;
    if (m_dialog) {
        m_dialog->activateWindow();
        return;
    }
    const QString limit = attachments::limitWords(m_files.limits());
    const QString name = foreignInside(m_files.person().name);
    m_dialog = new QFileDialog(m_page, name.isEmpty() ? tr("Send files · %1").arg(limit)
                                                      : tr("Files for %1 alone · %2").arg(name, limit));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(m_dialog, &QFileDialog::filesSelected, this, &ChatFiles::send);
    m_dialog->open();
}

/// It may have ended, or the person's key changed, while a dialog was open: that is said.
bool ChatFiles::refuses()
{
    if (m_composer->canAttach())
        return false;
    const FileLimitsView &limits = m_files.limits();
    const QString &refusal = m_files.person().refusal;
    m_composer->refuse(!refusal.isEmpty() ? refusal
                       : m_composer->isForbidden() || !limits.isOffered
                           ? tr("Nothing was sent: no files are taken here now.")
                           : attachments::limitWords(limits));
    return true;
}

void ChatFiles::send(const QStringList &paths)
{
    if (!paths.isEmpty() && !refuses())
        judgeAndSend(paths, false, {});
}

/// What was made for it and cannot go is needed no more.
void ChatFiles::judgeAndSend(const QStringList &paths, bool isMade, const QString &text)
{
    inBackground(
        this, [paths, limits = m_files.limits()] { return attachments::judge(paths, limits); },
        [this, paths, isMade, text](const attachments::Judged &judged) {
            if (isMade && judged.paths.isEmpty()) {
                attachments::putAway(paths.first(), {});
                giveBack(text);
            }
            for (const QString &path : judged.paths)
                m_files.send(path);
            if (!judged.paths.isEmpty())
                m_messages->jumpToEnd();
            if (judged.refusals.isEmpty())
                return;
            const auto more = static_cast<int>(judged.refusals.size()) - 1;
            m_composer->refuse(
                more > 0 ? tr("%1 And %n more were refused.", nullptr, more).arg(judged.refusals.first())
                         : judged.refusals.first());
        });
}

void ChatFiles::sendPicture(const QImage &picture)
{
    if (m_profile.isEmpty() || refuses())
        return;
    inBackground(
        this, [picture, folder = outgoing()] { return attachments::keepPicture(picture, folder); },
        [this](const Result<QString> &path) { onKept(path, {}); });
}

void ChatFiles::sendText(const QString &text)
{
    if (m_profile.isEmpty() || refuses())
        return;
    inBackground(
        this, [text, folder = outgoing()] { return attachments::keepText(text, folder); },
        [this, text](const Result<QString> &path) { onKept(path, text); });
}

void ChatFiles::onKept(const Result<QString> &path, const QString &text)
{
    if (!path || !m_composer->canAttach())
        giveBack(text);
    if (!path)
        m_composer->refuse(Sentences::of(path.error().code));
    else if (refuses())
        attachments::putAway(*path, {});
    else
        judgeAndSend({*path}, true, text);
}

/// Words that were to go as a file and did not, where they fit and nothing else is written meanwhile.
void ChatFiles::giveBack(const QString &text)
{
    if (!text.isEmpty() && text.size() <= 4 * limits::textBytes && m_composer->text().isEmpty())
        m_composer->setText(text);
}

void ChatFiles::onDrag(QDragEnterEvent *event)
{
    if (m_files.limits().isOffered && !m_composer->isForbidden())
        m_veil->enter(event);
}

void ChatFiles::onDragLeft()
{
    m_veil->hide(); // it shows itself again where the drag went on to it
}

void ChatFiles::onDrop(QDropEvent *event)
{
    if (m_veil->isVisible())
        m_veil->take(event);
}

void ChatFiles::onDropped(const QMimeData *data)
{
    if (attachments::hasFiles(data))
        send(attachments::filesOf(data));
    else if (const auto picture = qvariant_cast<QImage>(data->imageData()); !picture.isNull())
        sendPicture(picture);
}

/// Its row, until a message brings it.
void ChatFiles::onUpload(const TransferView &upload)
{
    RoomMessage row;
    row.localId = RoomFiles::uploadRow | upload.id;
    row.timeMs = QDateTime::currentMSecsSinceEpoch();
    row.mine = true;
    row.state = MessageState::Waiting;
    row.file = upload.note;
    row.text = QStringLiteral("📎 ") + upload.note.name;
    m_conversation->messageWaits(row);
}

/// What was made to be sent goes; a picture stays to be seen.
void ChatFiles::onSourceDone(const FileNote &file, const QString &path, bool isSent)
{
    if (m_profile.isEmpty() || !path.startsWith(outgoing() + u'/'))
        return;
    const bool isToBeSeen = isSent && fileKind::isPicture(file.name);
    const QString kept = attachments::putAway(path, isToBeSeen ? m_files.folderOf(file.id) : QString());
    if (kept.isEmpty())
        m_files.setRemoved(file.id);
    else
        m_files.setMoved(file.id, kept);
}

/// Its picture goes; what a person saved elsewhere is theirs.
void ChatFiles::onErased(const Bytes &file)
{
    m_files.setErased(file);
    if (!m_profile.isEmpty())
        inBackground([profile = m_profile, file] { fileMemory::removePictures(profile, {file}); });
}

void ChatFiles::act(const QModelIndex &index, FileAction action)
{
    const ConversationModel::Row &row = m_conversation->row(index.row());
    if (!row.file)
        return;
    const FileNote file = *row.file;
    switch (action) {
    case FileAction::Save:
        save(file);
        break;
    case FileAction::Pause:
        m_files.pause(file.id);
        break;
    case FileAction::Resume:
        m_files.resume(file.id);
        break;
    case FileAction::Cancel:
        m_files.cancel(file.id);
        break;
    case FileAction::Retry:
        m_files.retry(file, downloads());
        break;
    case FileAction::Discard:
        m_files.discard(file.id);
        break;
    case FileAction::OpenFolder:
        openFolder(file);
        break;
    case FileAction::View:
        view(file);
        break;
    case FileAction::SaveAs:
        saveCopy(file);
        break;
    case FileAction::None:
        break;
    }
}

void ChatFiles::save(const FileNote &file)
{
    if (!m_asks) {
        m_files.take(file, downloads());
        return;
    }
    if (m_dialog) {
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new QFileDialog(m_page, tr("Save “%1” into").arg(foreignText(file.name)), downloads());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setFileMode(QFileDialog::Directory);
    m_dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(m_dialog, &QFileDialog::fileSelected, this,
            [this, file](const QString &folder) { m_files.take(file, folder); });
    m_dialog->open();
}

void ChatFiles::view(const FileNote &file)
{
    const QString path = m_files.pictures().pathOf(file.id);
    if (path.isEmpty())
        return;
    if (m_viewer)
        m_viewer->close();
    m_viewer = new PictureViewer(path, foreignText(file.name), m_page);
    connect(m_viewer, &PictureViewer::saveRequested, this, [this, file] { saveCopy(file); });
    m_viewer->show();
}

/// A picture that is here already: a copy of it, under a free name.
void ChatFiles::saveCopy(const FileNote &file)
{
    const QString path = m_files.pictures().pathOf(file.id);
    if (path.isEmpty() || m_dialog)
        return;
    auto *over = m_viewer && m_viewer->isActiveWindow() ? static_cast<QWidget *>(m_viewer) : m_page;
    m_dialog = new QFileDialog(over, tr("Save the picture"), downloads());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setAcceptMode(QFileDialog::AcceptSave);
    m_dialog->selectFile(fileName::madeSafe(file.name));
    connect(m_dialog, &QFileDialog::fileSelected, this, [this, path](const QString &to) {
        inBackground(
            this, [path, to] { return attachments::copyTo(path, to); },
            [this](const Result<void> &copied) {
                if (!copied)
                    m_composer->refuse(Sentences::of(copied.error().code));
            });
    });
    m_dialog->open();
}

void ChatFiles::openFolder(const FileNote &file)
{
    if (const QString path = m_files.pathOf(file.id); !path.isEmpty())
        Q_EMIT folderRequested(QFileInfo(path).absolutePath());
}

} // namespace waxwing
