// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileShelf.h"

#include "MessageCodec.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr std::size_t keySize = 32;
constexpr int chunksInASlice = 64; ///< that are read for nothing but to know whether they are good

/// A store that has been closed meanwhile.
Error closed()
{
    return {Code::Internal, QStringLiteral("the room is not open")};
}

} // namespace

FileShelf::FileShelf(FileParts parts, QObject *parent)
    : QObject(parent), m_settings(parts.settings), m_clock(parts.clock), m_random(parts.random),
      m_store(parts.store), m_thread(parts.files), m_database(std::move(parts.database)),
      m_spool(std::make_shared<const FileSpool>(parts.folder, parts.random, parts.settings.fileDiskReserve)),
      m_free(parts.settings.filesTogether)
{
    QSet<Bytes> known;
    std::vector<FileSpool::Item> whole;
    for (const StoredFile &kept : parts.kept) {
        File file{kept};
        file.serial = ++m_lastSerial;
        file.there = kept.isWhole ? qint64(kept.note.size) : 0;
        file.isMended = kept.isWhole;
        file.idleSinceMs = m_clock.monotonicMs();
        known.insert(kept.note.id);
        if (kept.isWhole)
            whole.push_back(itemOf(file));
        count(file, 1);
        recount(file, file.there);
        if (kept.number != 0)
            m_byNumber.emplace(kept.number, kept.note.id);
        m_files.emplace(kept.note.id, std::move(file));
    }
    m_thread.post([spool = m_spool, known] { spool->removeOthers(known); });
    lookForHalves(std::move(whole));
    lookAtDisk();
}

/// What the database calls whole and the disk has not all of is not the room's.
void FileShelf::lookForHalves(std::vector<FileSpool::Item> whole)
{
    m_thread.run(
        this,
        [spool = m_spool, whole = std::move(whole)] {
            std::vector<Bytes> halves;
            for (const FileSpool::Item &item : whole) {
                if (!spool->isAllThere(item))
                    halves.push_back(item.id);
            }
            return halves;
        },
        [this](const std::vector<Bytes> &halves) {
            for (const Bytes &id : halves)
                remove(id);
        });
}

FileSpool::Item FileShelf::itemOf(const File &file)
{
    return {file.note.id, file.key, qint64(file.note.size)};
}

FileShelf::File *FileShelf::find(const Bytes &id)
{
    const auto found = m_files.find(id);
    return found == m_files.end() ? nullptr : &found->second;
}

FileShelf::File *FileShelf::find(const Bytes &id, quint64 serial)
{
    File *file = find(id);
    return file && file->serial == serial ? file : nullptr;
}

// ---- How much

void FileShelf::count(const File &file, int direction)
{
    Share &share = m_shares[file.account];
    if (file.number == 0)
        share.unsaidFiles += direction;
    else if (direction > 0)
        share.said.insert(file.number);
    else
        share.said.erase(file.number);
    if (share.unsaidFiles == 0 && share.said.empty())
        m_shares.erase(file.account);
}

void FileShelf::recount(File &file, qint64 counted)
{
    const qint64 more = counted - std::exchange(file.counted, counted);
    m_bytes += more;
    Share &share = m_shares[file.account];
    share.bytes += more;
    if (file.number == 0)
        share.unsaidBytes += more;
}

void FileShelf::setThere(File &file, qint64 there)
{
    m_free -= there - std::exchange(file.there, there);
    recount(file, std::max(file.counted, there));
    Q_EMIT changed();
}

qint64 FileShelf::room() const
{
    return m_settings.largestFile == 0
               ? 0
               : std::clamp<qint64>(m_settings.filesTogether - m_bytes, 0, std::max<qint64>(m_free, 0));
}

qint64 FileShelf::largest() const
{
    return std::max<qint64>(0, std::min({m_settings.largestFile, m_settings.unsaidFiles, shareOfOne()}));
}

Result<void> FileShelf::judge(qint64 account, quint64 size) const
{
    if (largest() == 0 || size > quint64(largest()))
        return failure(Code::FileTooLarge);
    if (size > quint64(room()))
        return failure(Code::FilesFull);
    const auto share = m_shares.find(account);
    if (share != m_shares.end() && share->second.unsaidFiles >= m_settings.unsaidFilesMost)
        return failure(Code::TooManyFiles);
    return {};
}

Result<void> FileShelf::grow(File &file, qint64 bytes)
{
    const Share &share = m_shares[file.account]; // stays: this file is in it
    if (share.unsaidBytes + bytes > std::min(m_settings.unsaidFiles, shareOfOne()))
        return failure(Code::TooManyFiles);
    while (share.bytes + bytes > shareOfOne() && !share.said.empty()) {
        const Bytes oldest = m_byNumber.at(*share.said.begin());
        Q_EMIT leaving(oldest);
        remove(oldest);
    }
    if (m_bytes + bytes > m_settings.filesTogether)
        return failure(Code::FilesFull);
    recount(file, file.counted + bytes);
    return {};
}

void FileShelf::lookAtDisk()
{
    m_thread.run(
        this, [spool = m_spool] { return spool->freeBytes(); },
        [this](qint64 bytes) {
            m_free = bytes;
            Q_EMIT changed();
        });
}

// ---- Giving and taking

void FileShelf::begin(qint64 account, const FileNote &note, Done done)
{
    File file;
    const quint64 serial = file.serial = ++m_lastSerial;
    file.account = account;
    file.note = note;
    file.key = std::make_shared<const SecretBytes>(m_random.secret(keySize));
    file.isMended = true;
    file.isOfThisRun = true;
    file.isMoving = true;
    count(file, 1);
    m_adding.insert(note.id);
    const StoredFile stored = m_files.emplace(note.id, std::move(file)).first->second;
    m_store.run(
        this,
        [database = m_database, stored]() -> Result<qint64> {
            FileTable *files = database->files();
            return files ? files->add(stored) : tl::make_unexpected(closed());
        },
        [this, id = note.id, serial, done = std::move(done)](const Result<qint64> &row) {
            File *added = find(id, serial);
            m_adding.erase(id);
            if (row && added)
                added->row = *row;
            else if (row) // forgotten meanwhile
                removeRow(*row);
            else if (added)
                take(id);
            done(row ? Result<void>() : tl::make_unexpected(row.error()));
        });
}

void FileShelf::mend(const File &file, Done done)
{
    find(file.note.id)->isMending = true;
    if (file.isOfThisRun)
        cut(itemOf(file), file.serial, quint64(file.note.size), std::move(done));
    else
        look(itemOf(file), file.serial, 0, std::move(done));
}

/// In slices, since everybody's files wait for one thread.
void FileShelf::look(const FileSpool::Item &item, quint64 serial, quint64 first, Done done)
{
    m_thread.run(
        this, [spool = m_spool, item, first] { return spool->countGood(item, first, chunksInASlice); },
        [this, item, serial, first, done = std::move(done)](int good) {
            if (!find(item.id, serial))
                return done(failure(Code::FileUnknown));
            if (good == chunksInASlice)
                look(item, serial, first + quint64(good), done);
            else
                cut(item, serial, first + quint64(good), done);
        });
}

void FileShelf::cut(const FileSpool::Item &item, quint64 serial, quint64 chunks, Done done)
{
    m_thread.run(
        this, [spool = m_spool, item, chunks] { return spool->cut(item, chunks); },
        [this, id = item.id, serial, done = std::move(done)](const Result<qint64> &there) {
            File *mended = find(id, serial);
            if (mended)
                mended->isMending = false;
            if (there && mended) {
                setThere(*mended, *there);
                settle(*mended);
                mended->isMended = true;
                mended->isOfThisRun = true;
            }
            done(there ? Result<void>() : tl::make_unexpected(there.error()));
        });
}

void FileShelf::write(const File &file, std::vector<Bytes> chunks, Done done)
{
    qint64 size = 0;
    for (const Bytes &chunk : chunks)
        size += chunk.size();
    m_thread.run(
        this,
        [spool = m_spool, item = itemOf(file), first = quint64(file.there / limits::chunkBytes),
         chunks = std::move(chunks)] { return spool->write(item, first, chunks); },
        [this, id = file.note.id, serial = file.serial, end = file.there + size,
         done = std::move(done)](const Result<void> &written) {
            File *grown = find(id, serial);
            if (written && grown)
                setThere(*grown, end);
            done(written);
        });
}

/// The disk first, then the word that it is there.
void FileShelf::finish(const File &file, const Bytes &digest, Done done)
{
    StoredFile whole = file;
    whole.note.digest = digest;
    whole.isWhole = true;
    find(file.note.id)->isFinishing = true;
    const auto told = [this, whole, serial = file.serial, done](const Result<void> &stored) {
        File *kept = find(whole.note.id, serial);
        if (kept)
            kept->isFinishing = false;
        if (kept && stored) {
            kept->note.digest = whole.note.digest;
            kept->isWhole = true;
            kept->idleSinceMs = m_clock.monotonicMs();
        }
        done(stored);
    };
    m_thread.run(
        this, [spool = m_spool, item = itemOf(file)] { return spool->sync(item); },
        [this, whole, told](const Result<void> &synced) {
            if (!synced)
                return told(synced);
            m_store.run(
                this,
                [database = m_database, whole]() -> Result<void> {
                    FileTable *files = database->files();
                    return files ? files->setWhole(whole) : tl::make_unexpected(closed());
                },
                told);
        });
}

void FileShelf::read(const File &file, quint64 firstChunk, int count, Read done)
{
    m_thread.run(
        this,
        [spool = m_spool, item = itemOf(file), firstChunk, count] {
            return spool->readChunks(item, firstChunk, count);
        },
        std::move(done));
}

// ---- Life

void FileShelf::said(const Bytes &id, quint64 number)
{
    File *file = find(id);
    if (!file || number == 0)
        return;
    const qint64 counted = file->counted;
    recount(*file, 0);
    count(*file, -1);
    file->number = number;
    count(*file, 1);
    recount(*file, counted);
    file->isSaying = false;
    m_byNumber.emplace(number, id);
}

/// Out of the memory and off the disk; the row is the caller's.
void FileShelf::take(const Bytes &id)
{
    const auto found = m_files.find(id);
    if (found == m_files.end())
        return;
    recount(found->second, 0);
    count(found->second, -1);
    m_byNumber.erase(found->second.number);
    m_files.erase(found);
    m_thread.post([spool = m_spool, id] { spool->remove(id); });
    lookAtDisk();
}

void FileShelf::remove(const Bytes &id)
{
    const File *file = find(id);
    if (!file)
        return;
    if (file->row != 0) // the answer to its adding does so otherwise
        removeRow(file->row);
    take(id);
}

void FileShelf::removeRow(qint64 row)
{
    m_store.post([database = m_database, row] {
        if (FileTable *files = database->files())
            (void)files->remove({row}); // a row that stays is forgotten in its time
    });
}

std::vector<Bytes> FileShelf::of(const std::vector<quint64> &numbers, quint64 below) const
{
    std::vector<Bytes> brought;
    for (const quint64 number : numbers) {
        if (const auto found = m_byNumber.find(number); found != m_byNumber.end())
            brought.push_back(found->second);
    }
    for (auto one = m_byNumber.begin(); one != m_byNumber.lower_bound(below); ++one)
        brought.push_back(one->second);
    return brought;
}

void FileShelf::drop(const std::vector<Bytes> &ids)
{
    for (const Bytes &id : ids)
        take(id);
}

void FileShelf::forgetOld()
{
    const qint64 now = m_clock.monotonicMs();
    std::vector<Bytes> old;
    for (const auto &[id, file] : m_files) {
        const int most = file.isWhole ? m_settings.fileUnsaidMs : m_settings.fileForgetMs;
        if (file.number == 0 && !file.isMoving && !file.isSaying && !file.isFinishing &&
            now - file.idleSinceMs >= most)
            old.push_back(id);
    }
    for (const Bytes &id : old)
        remove(id);
}

} // namespace waxwing
