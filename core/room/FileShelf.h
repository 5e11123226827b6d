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
    /// FileTooLarge, TooManyFiles, FilesFull.
    [[nodiscard]] Result<void> judge(qint64 account, quint64 size) const;
    /// Whether so much more of an account's may come: TooManyFiles, FilesFull.
    [[nodiscard]] Result<void> judgeGrowth(qint64 account, qint64 bytes) const;
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
    void changed(); ///< room()

private:
    struct Unsaid
    {
        int files = 0;
        qint64 bytes = 0;
    };
    static FileSpool::Item itemOf(const File &file);
    [[nodiscard]] File *find(const Bytes &id, quint64 serial);
    void grow(File &file, qint64 there);
    void take(const Bytes &id);
    void removeRow(qint64 row);
    void lookForHalves(std::vector<FileSpool::Item> whole);
    void count(const File &file, int direction);

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
    std::map<qint64, Unsaid> m_unsaid; ///< by account
    qint64 m_bytes = 0;
    qint64 m_free; ///< as it was looked at last
};

} // namespace waxwing
