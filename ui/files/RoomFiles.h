// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FilePerson.h"
#include "PictureShelf.h"
#include "TransferView.h"

#include <QObject>
#include <QSet>
#include <functional>

namespace waxwing {

/// The files of a conversation, of the room or of one person, as its window knows them: what is on its way,
/// what is on this PC, which pictures are shown and which are taken by themselves. Facts come in, wishes go
/// out; it moves nothing.
class RoomFiles final : public QObject
{
    Q_OBJECT

public:
    /// Under this id, set in the local id of its row, stands an upload that no message has brought yet.
    static constexpr quint64 uploadRow = 1ULL << 62;
    static constexpr int mostByThemselves = 3; ///< pictures on their way that nobody asked for

    explicit RoomFiles(QObject *parent = nullptr);

    // Facts.
    void setLimits(const FileLimitsView &limits);
    void setTransfers(const QList<TransferView> &transfers);
    void setPerson(const FilePerson &person); ///< with whom alone this conversation is
    /// Where files of that person lie; as long as none is set, nothing of theirs is taken.
    using Origins = std::function<FileOrigin(const Bytes &file)>;
    void setOrigins(Origins origins);
    void setPicturesFolder(const QString &folder); ///< of the profile; empty: none are taken by themselves
    void setPictureBound(qint64 bytes);            ///< largest one that is taken by itself; 0: none
    void setTaken(const Bytes &file, const QString &path); ///< lies there since an earlier time
    void setMoved(const Bytes &file, const QString &path); ///< a picture that was made to be sent
    void setRemoved(const Bytes &file);                    ///< it is not on this PC any more
    void setErased(const Bytes &file);                     ///< with its message: it does not come any more
    void forgetKept();                                     ///< the pictures and the places of all are wiped
    void clear();                                          ///< another room

    [[nodiscard]] const FileLimitsView &limits() const { return m_limits; }
    /// A link to the room is up, its host takes files, and nothing stands against the one person.
    [[nodiscard]] bool canSend() const
    {
        return m_limits.isOffered && m_limits.largest > 0 && m_person.refusal.isEmpty();
    }
    [[nodiscard]] const FilePerson &person() const { return m_person; }
    [[nodiscard]] FileOrigin originOf(const Bytes &file) const
    {
        return m_origins ? m_origins(file) : FileOrigin();
    }
    [[nodiscard]] PictureShelf &pictures() { return m_pictures; }

    /// What its bubble shows. A picture that is looked at for the first time is read, or taken.
    [[nodiscard]] FileCard card(const FileNote &file, bool mine);
    /// The same, and nothing begins by it.
    [[nodiscard]] FileCard cardNow(const FileNote &file, bool mine) const;
    [[nodiscard]] QString pathOf(const Bytes &file) const { return m_paths.value(file); }
    /// Of the folder for pictures, for this one alone.
    [[nodiscard]] QString folderOf(const Bytes &file) const { return folderIn(m_picturesFolder, file); }
    [[nodiscard]] static QString folderIn(const QString &pictures, const Bytes &file)
    {
        return pictures + u'/' + QString::fromLatin1(file.toHex());
    }

    // Wishes of the person; nothing where they do not fit.
    void take(const FileNote &file, const QString &folder);
    void pause(const Bytes &file);
    void resume(const Bytes &file);
    void cancel(const Bytes &file);
    /// Into the folder it was to go to; one of an earlier run into this one.
    void retry(const FileNote &file, const QString &folder);
    void discard(const Bytes &file); ///< an upload that has failed
    void send(const QString &path) { Q_EMIT sendRequested(path); }

Q_SIGNALS:
    void changed(const waxwing::Bytes &file); ///< empty: all may have
    void limitsChanged();
    void uploadAppeared(const waxwing::TransferView &upload);
    void uploadGone(quint64 transfer); ///< cancelled or discarded: its row goes
    void taken(const waxwing::FileNote &file, const QString &path, bool isByItself);
    /// Nobody needs what was made to be sent any more.
    void sourceDone(const waxwing::FileNote &file, const QString &path, bool isSent);

    void sendRequested(const QString &path);
    void takeRequested(const waxwing::FileNote &file, const QString &folder);
    void pauseRequested(quint64 transfer);
    void resumeRequested(quint64 transfer);
    void cancelRequested(quint64 transfer);

private:
    struct Known
    {
        TransferView transfer;
        QString folder;       ///< where it is to go
        bool isAsked = false; ///< nothing is known of it yet
        bool isCancelled = false;
        bool isByItself = false;
    };
    [[nodiscard]] bool isOfPerson() const { return !m_person.name.isEmpty(); }
    [[nodiscard]] bool mayTake(const Bytes &file) const;
    [[nodiscard]] FileCard::Reach reachOf(const Bytes &file, bool mine) const;
    void withdraw(const TransferView &upload);
    void take(const TransferView &transfer);
    void end(const TransferView &transfer, Known &known);
    void addTransfer(FileCard &card, const Known &known) const;
    void lookFor(const FileNote &file, bool mine);
    void wish(const FileNote &file);
    void takeNext();
    void show(const Bytes &file, const QString &path);

    FileLimitsView m_limits;
    FilePerson m_person;
    Origins m_origins;
    PictureShelf m_pictures;
    QHash<Bytes, Known> m_known;
    QHash<Bytes, QString> m_paths; ///< of what is on this PC
    QSet<Bytes> m_gone;
    QSet<Bytes> m_looked;     ///< pictures that were looked for once
    QList<FileNote> m_wanted; ///< pictures to be taken, the last one looked at first
    QString m_picturesFolder;
    qint64 m_pictureBound = 0;
    int m_moving = 0; ///< of those that go by themselves
};

} // namespace waxwing
