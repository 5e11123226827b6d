// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomFiles.h"

#include "FileKind.h"
#include "FileWords.h"
#include "ForeignText.h"
#include "InBackground.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace waxwing {

namespace {

constexpr qsizetype mostWanted = 64; ///< pictures that nobody has waited for; older ones have their Save

QString pictureRemark(Code refusal)
{
    return refusal == Code::FileTooLarge
               ? QCoreApplication::translate("RoomFiles", "too large to be shown here")
               : QCoreApplication::translate("RoomFiles", "not a picture that can be shown");
}

/// One that came by itself at an earlier time; empty: none.
QString pictureIn(const QString &folder, qint64 size)
{
    const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &entry : entries) {
        if (entry.suffix() != u"part" && entry.size() == size)
            return entry.filePath();
    }
    return {};
}

} // namespace

RoomFiles::RoomFiles(QObject *parent) : QObject(parent)
{
    connect(&m_pictures, &PictureShelf::changed, this, &RoomFiles::changed);
}

void RoomFiles::clear()
{
    m_pictures.clear();
    m_known.clear();
    m_paths.clear();
    m_gone.clear();
    m_looked.clear();
    m_wanted.clear();
    m_moving = 0;
    setLimits({});
}

void RoomFiles::setLimits(const FileLimitsView &limits)
{
    if (m_limits == limits)
        return;
    const bool offered = m_limits.isOffered;
    m_limits = limits;
    if (offered != limits.isOffered) {
        if (limits.isOffered)
            m_looked.clear(); // what could not be taken before may come now
        Q_EMIT changed({});
    }
    Q_EMIT limitsChanged();
    takeNext();
}

void RoomFiles::setPicturesFolder(const QString &folder)
{
    m_picturesFolder = folder;
}

void RoomFiles::setPictureBound(qint64 bytes)
{
    if (std::exchange(m_pictureBound, bytes) == bytes)
        return;
    m_looked.clear();
    m_wanted.removeIf([bytes](const FileNote &file) { return static_cast<qint64>(file.size) > bytes; });
    Q_EMIT changed({});
}

void RoomFiles::setTaken(const Bytes &file, const QString &path)
{
    m_paths.insert(file, path);
    m_looked.remove(file); // it may have been looked for before this was known
    Q_EMIT changed(file);
}

void RoomFiles::setMoved(const Bytes &file, const QString &path)
{
    m_pictures.forget(file);
    show(file, path);
}

void RoomFiles::setRemoved(const Bytes &file)
{
    m_paths.remove(file);
    m_pictures.forget(file);
    Q_EMIT changed(file);
}

void RoomFiles::setErased(const Bytes &file)
{
    m_gone.insert(file);
    m_wanted.removeIf([&file](const FileNote &wanted) { return wanted.id == file; });
    if (m_known.value(file).isByItself)
        cancel(file);
    setRemoved(file);
}

/// What was looked for once is not taken again by itself before another link to the room.
void RoomFiles::forgetKept()
{
    m_paths.clear();
    m_wanted.clear();
    m_pictures.clear();
    for (const Bytes &file : m_known.keys()) {
        const Known known = m_known.value(file);
        if (known.transfer.isUpload && fileKind::isPicture(known.transfer.note.name))
            m_pictures.add(file, known.transfer.path); // still lies where it is sent from
        else if (known.isByItself)
            cancel(file);
    }
    Q_EMIT changed({});
}

void RoomFiles::show(const Bytes &file, const QString &path)
{
    m_paths.insert(file, path);
    m_pictures.add(file, path);
    Q_EMIT changed(file);
}

void RoomFiles::setTransfers(const QList<TransferView> &transfers)
{
    for (const TransferView &transfer : transfers)
        take(transfer);
    takeNext();
}

void RoomFiles::take(const TransferView &transfer)
{
    const Bytes &file = transfer.note.id;
    const bool isNew = !m_known.contains(file);
    Known &known = m_known[file];
    known.isAsked = false;
    known.transfer = transfer;
    const bool isEnd = transfer.state == TransferState::Done || transfer.state == TransferState::Failed;
    // What is done at once has its message already, and so has what waits to be taken by one person.
    const bool stays = transfer.state == TransferState::Failed && transfer.reason != Code::FileCancelled;
    const bool isTold = isOfPerson() && !transfer.note.digest.isEmpty();
    if (isNew && transfer.isUpload && !isTold && (!isEnd || stays))
        Q_EMIT uploadAppeared(transfer);
    if (isNew && transfer.isUpload && fileKind::isPicture(transfer.note.name))
        m_pictures.add(file, transfer.path);
    if (transfer.state == TransferState::Paused && std::exchange(known.isByItself, false))
        m_moving = std::max(0, m_moving - 1); // the disk is full: it does not keep others waiting
    if (isEnd)
        end(transfer, known);
    Q_EMIT changed(file);
}

void RoomFiles::end(const TransferView &transfer, Known &known)
{
    const Bytes file = transfer.note.id;
    if (known.isByItself)
        m_moving = std::max(0, m_moving - 1);
    if (transfer.isUpload && transfer.state == TransferState::Done) {
        m_paths.insert(file, transfer.path);
        m_known.remove(file);
        Q_EMIT sourceDone(transfer.note, transfer.path, true);
    } else if (transfer.state == TransferState::Done) {
        const bool isByItself = known.isByItself;
        m_known.remove(file);
        m_paths.insert(file, transfer.path);
        m_pictures.forget(file);
        if (fileKind::isPicture(transfer.note.name))
            m_pictures.add(file, transfer.path);
        Q_EMIT taken(transfer.note, transfer.path, isByItself);
    } else if (known.isCancelled || transfer.reason == Code::FileCancelled) {
        const bool isTheirs = !transfer.isUpload && !known.isCancelled;
        m_known.remove(file);
        if (transfer.isUpload)
            withdraw(transfer);
        else if (isTheirs && isOfPerson())
            m_gone.insert(file);
    } else if (transfer.reason == Code::FileUnknown && !transfer.isUpload) {
        m_known.remove(file);
        m_gone.insert(file);
    }
}

void RoomFiles::addTransfer(FileCard &card, const Known &known) const
{
    const TransferView &transfer = known.transfer;
    card.isUpload = transfer.isUpload;
    card.done = transfer.done;
    if (card.isTold && transfer.isUpload && transfer.state == TransferState::Waiting &&
        transfer.done >= card.size)
        card.done = 0; // so much was read, not given
    if (known.isAsked) {
        card.state = FileCard::State::Waiting;
        return;
    }
    switch (transfer.state) {
    case TransferState::Waiting:
        card.state = FileCard::State::Waiting;
        break;
    case TransferState::Moving:
        card.state = FileCard::State::Moving;
        card.rate = transfer.rate;
        card.leftMs = transfer.leftMs;
        break;
    case TransferState::Paused:
        card.state = FileCard::State::Paused;
        if (transfer.reason == Code::StorageFailed)
            card.reason = FileWords::failure(transfer.reason, transfer.isUpload);
        break;
    case TransferState::Done:
        break;
    case TransferState::Failed:
        card.state = FileCard::State::Failed;
        card.reason = FileWords::failure(transfer.reason, transfer.isUpload, card.person);
        break;
    }
}

FileCard RoomFiles::cardNow(const FileNote &file, bool mine) const
{
    FileCard card;
    card.id = file.id;
    card.name = foreignText(file.name);
    card.size = static_cast<qint64>(file.size);
    card.isMine = mine;
    card.isTold = !file.digest.isEmpty();
    card.canTake = m_limits.isOffered && card.isTold;
    if (isOfPerson()) {
        card.person = foreignInside(m_person.name);
        card.reach = reachOf(file.id, mine);
        card.canTake = card.canTake && !mine && mayTake(file.id);
    }
    const auto known = m_known.constFind(file.id);
    if (known != m_known.constEnd()) {
        addTransfer(card, *known);
    } else if (const QString path = m_paths.value(file.id); !path.isEmpty()) {
        card.isInside = !m_picturesFolder.isEmpty() && path.startsWith(m_picturesFolder + u'/');
        const bool isGiven = mine && isOfPerson(); // it moved there once it was taken
        card.state = card.isInside && !isGiven ? FileCard::State::Offered
                     : mine                    ? FileCard::State::Sent
                                               : FileCard::State::Taken;
    } else if (m_gone.contains(file.id)) {
        card.state = FileCard::State::Gone;
    }
    card.picture = m_pictures.sizeOf(file.id);
    if (m_pictures.isRefused(file.id))
        card.remark = pictureRemark(m_pictures.refusal(file.id));
    return card;
}

FileCard RoomFiles::card(const FileNote &file, bool mine)
{
    if (fileKind::isPicture(file.name))
        lookFor(file, mine);
    return cardNow(file, mine);
}

/// A picture that is looked at: it is on this PC, or may come by itself. What this person gave to one other
/// lies nowhere else.
void RoomFiles::lookFor(const FileNote &file, bool mine)
{
    if (file.id.isEmpty() || m_looked.contains(file.id))
        return;
    m_looked.insert(file.id);
    if (const QString here = m_paths.value(file.id); !here.isEmpty()) {
        m_pictures.add(file.id, here);
        return;
    }
    if (m_picturesFolder.isEmpty() || file.digest.isEmpty())
        return;
    const auto size = static_cast<qint64>(file.size);
    inBackground(
        this, [folder = folderOf(file.id), size] { return pictureIn(folder, size); },
        [this, file, mine](const QString &path) {
            if (!path.isEmpty())
                show(file.id, path);
            else if (!mine || !isOfPerson())
                wish(file);
        });
}

void RoomFiles::wish(const FileNote &file)
{
    if (static_cast<qint64>(file.size) > m_pictureBound || !m_looked.contains(file.id))
        return;
    m_wanted.prepend(file);
    if (m_wanted.size() > mostWanted)
        m_wanted.removeLast();
    takeNext();
}

void RoomFiles::takeNext()
{
    while (m_limits.isOffered && m_moving < mostByThemselves && !m_wanted.isEmpty()) {
        const FileNote file = m_wanted.takeFirst();
        if (m_known.contains(file.id) || m_gone.contains(file.id) || m_paths.contains(file.id) ||
            !mayTake(file.id))
            continue;
        ++m_moving;
        take(file, folderOf(file.id));
        m_known[file.id].isByItself = true;
    }
}

void RoomFiles::take(const FileNote &file, const QString &folder)
{
    const auto known = m_known.constFind(file.id);
    if (known != m_known.constEnd() && known->transfer.state != TransferState::Failed)
        return;
    Known asked;
    asked.isAsked = true;
    asked.folder = folder;
    asked.transfer.note = file;
    m_known.insert(file.id, asked);
    Q_EMIT changed(file.id);
    Q_EMIT takeRequested(file, folder);
}

void RoomFiles::pause(const Bytes &file)
{
    const auto known = m_known.find(file);
    if (known == m_known.end() || known->isAsked)
        return;
    if (std::exchange(known->isByItself, false)) // it does not keep others waiting
        m_moving = std::max(0, m_moving - 1);
    Q_EMIT pauseRequested(known->transfer.id);
    takeNext();
}

void RoomFiles::resume(const Bytes &file)
{
    if (const auto known = m_known.constFind(file); known != m_known.constEnd())
        Q_EMIT resumeRequested(known->transfer.id);
}

void RoomFiles::cancel(const Bytes &file)
{
    const auto known = m_known.find(file);
    if (known == m_known.end() || known->isAsked)
        return;
    known->isCancelled = true;
    Q_EMIT cancelRequested(known->transfer.id);
}

void RoomFiles::retry(const FileNote &file, const QString &folder)
{
    const auto known = m_known.constFind(file.id);
    if (known == m_known.constEnd() || known->transfer.state != TransferState::Failed)
        return;
    const Known before = *known;
    if (!before.transfer.isUpload) {
        take(file, before.folder.isEmpty() ? folder : before.folder);
        return;
    }
    m_known.remove(file.id);
    if (isOfPerson())
        m_gone.insert(file.id); // given anew it is another one
    Q_EMIT changed(file.id);
    Q_EMIT uploadGone(before.transfer.id);
    Q_EMIT sendRequested(before.transfer.path);
}

void RoomFiles::discard(const Bytes &file)
{
    const auto known = m_known.constFind(file);
    if (known == m_known.constEnd() || known->transfer.state != TransferState::Failed ||
        !known->transfer.isUpload)
        return;
    const TransferView transfer = known->transfer;
    m_known.remove(file);
    withdraw(transfer);
    Q_EMIT changed(file);
}

} // namespace waxwing
