// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "FileSpool.h"
#include "Limits.h"
#include "RoomDatabase.h"
#include "StoreThread.h"

#include <QObject>
#include <functional>
#include <map>
#include <set>

namespace waxwing {

/// What a host's files need. Borrowed, but for the database.
struct FileParts
{
    const Settings &settings;
    Clock &clock;
    Random &random;
    StoreThread &store; ///< of the database
    StoreThread &files; ///< of what is large
    std::shared_ptr<RoomDatabase> database;
    QString folder;               ///< `room/files`
    std::vector<StoredFile> kept; ///< as the store opened it
};

/// Every file of the room, whole or on its way, as the host knows it without asking a disk; how much it takes
/// up, and what it may take up (PROTOCOL 8.11). Network thread.
class FileShelf : public QObject
{
    Q_OBJECT
public:
    explicit FileShelf(FileParts parts, QObject *parent = nullptr);

    struct File : StoredFile
    {
        quint64 serial = 0;       ///< of two files with one id, one after the other, which it is
        qint64 there = 0;         ///< bytes on the disk
        qint64 counted = 0;       ///< these, and what was taken to be written
        qint64 idleSinceMs = 0;   ///< monotonic
        bool isMoving = false;    ///< a link gives it
        bool isMended = false;    ///< `there` is what the disk has
        bool isOfThisRun = false; ///< no other run wrote it, or it was read since
        bool isMending = false;   ///< it is being read
        bool isSaying = false;    ///< its message waits for its number
        bool isFinishing = false; ///< the disk has not said yet that it is whole
    };
    [[nodiscard]] File *find(const Bytes &id);
    /// An earlier file of that id is not written down yet, though forgotten.
    [[nodiscard]] bool isAdding(const Bytes &id) const { return m_adding.contains(id); }
    [[nodiscard]] qint64 largest() const; ///< bytes of a file that is taken; 0: none
    /// FileTooLarge, TooManyFiles, FilesFull.
    [[nodiscard]] Result<void> judge(qint64 account, quint64 size) const;
    /// So much more of an account's has come: counted from here on, or TooManyFiles, FilesFull. One account
    /// has a quarter of the room: beyond it the oldest go that its messages brought.
    [[nodiscard]] Result<void> grow(File &file, qint64 bytes);
    /// What was taken to be written and will not be is counted no more.
    void settle(File &file) { recount(file, file.there); }
    [[nodiscard]] qint64 room() const; ///< bytes that can still be kept

    // Each calls `done` here, unless this has gone.
    using Done = std::function<void(const Result<void> &)>;
    void begin(qint64 account, const FileNote &note, Done done);
    void mend(const File &file, Done done);
    void write(const File &file, std::vector<Bytes> chunks, Done done); ///< behind what is there
    void finish(const File &file, const Bytes &digest, Done done);
    using Read = std::function<void(const Result<std::vector<Bytes>> &)>;
    /// Chunks of a whole file as messages, encoded.
    void read(const File &file, quint64 firstChunk, int count, Read done);

    void said(const Bytes &id, quint64 number);
    void remove(const Bytes &id); ///< with its row
    /// What these messages brought, and those below a number.
    [[nodiscard]] std::vector<Bytes> of(const std::vector<quint64> &numbers, quint64 below) const;
    void drop(const std::vector<Bytes> &ids); ///< the store has dropped their rows
    /// What has waited too long for its link or its message.
    void forgetOld();
    void lookAtDisk(); ///< how much is free

Q_SIGNALS:
    void changed();                       ///< room()
    void leaving(const QByteArray &file); ///< one that messages brought makes way

private:
    struct Share
    {
        int unsaidFiles = 0;
        qint64 unsaidBytes = 0;
        qint64 bytes = 0;
        std::set<quint64> said; ///< numbers of the messages that brought the others
    };
    static FileSpool::Item itemOf(const File &file);
    [[nodiscard]] File *find(const Bytes &id, quint64 serial);
    [[nodiscard]] qint64 shareOfOne() const { return m_settings.filesTogether / accountsOfARoom; }
    void setThere(File &file, qint64 there);
    void recount(File &file, qint64 counted);
    void take(const Bytes &id);
    void removeRow(qint64 row);
    void look(const FileSpool::Item &item, quint64 serial, quint64 first, Done done);
    void cut(const FileSpool::Item &item, quint64 serial, quint64 chunks, Done done);
    void lookForHalves(std::vector<FileSpool::Item> whole);
    void count(const File &file, int direction);
    static constexpr int accountsOfARoom = 4; ///< that fill it

    const Settings &m_settings;
    Clock &m_clock;
    Random &m_random;
    StoreThread &m_store;
    StoreThread &m_thread;
    std::shared_ptr<RoomDatabase> m_database;
    std::shared_ptr<const FileSpool> m_spool;
    std::map<Bytes, File> m_files;
    std::map<quint64, Bytes> m_byNumber;
    std::set<Bytes> m_adding; ///< their rows are being added
    quint64 m_lastSerial = 0;
    std::map<qint64, Share> m_shares; ///< by account
    qint64 m_bytes = 0;               ///< counted
    qint64 m_free;                    ///< as it was looked at last
};

} // namespace waxwing
