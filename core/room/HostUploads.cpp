// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostUploads.h"

#include "Link.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int movingOfALink = 2;
constexpr int movingOfAnAccount = 4; ///< over all its links: each costs others their turn

} // namespace

HostUploads::HostUploads(FileShelf &shelf, const Settings &settings, Clock &clock, QObject *parent)
    : QObject(parent), m_shelf(shelf), m_settings(settings), m_clock(clock)
{}

HostUploads::Upload *HostUploads::find(const Key &key, quint64 serial)
{
    const auto found = m_uploads.find(key);
    return found == m_uploads.end() || found->second.serial != serial ? nullptr : &found->second;
}

/// Whether one more of this member's may move now.
bool HostUploads::hasTurn(const HostMember &member) const
{
    const auto turns = m_turns.find(member.account);
    return countOf(member, true) < movingOfALink &&
           (turns == m_turns.end() || turns->second < movingOfAnAccount);
}

void HostUploads::countTurn(const HostMember &member, int direction)
{
    m_moving += direction;
    int &turns = m_turns[member.account];
    turns += direction;
    if (turns == 0)
        m_turns.erase(member.account);
}

int HostUploads::countOf(const HostMember &member, bool moving) const
{
    int count = 0;
    for (auto one = m_uploads.lower_bound({member.id, {}});
         one != m_uploads.end() && one->first.first == member.id; ++one)
        count += !moving || one->second.moves ? 1 : 0;
    return count;
}

// ---- Beginning

Result<void> HostUploads::on(HostMember &member, const PutFile &put)
{
    if (m_uploads.contains({member.id, put.file}))
        return failure(Code::Unexpected, QStringLiteral("a file that it gives already"));
    const FileShelf::File *known = m_shelf.find(put.file);
    if (known && (known->account != member.account || known->note.size != put.size))
        return failure(Code::Unexpected, QStringLiteral("another file of that name"));
    if (!known || !known->isWhole)
        return begin(member, put);
    if (known->isSaying) // it may yet come to nothing
        member.link->send(FileRefused{put.file, quint8(Code::FilePaused)});
    else if (known->number != 0)
        member.link->send(FileRefused{put.file, quint8(Code::FileUnknown)});
    else
        member.link->send(FileKept{put.file});
    return {};
}

Result<void> HostUploads::begin(HostMember &member, const PutFile &put)
{
    const FileShelf::File *known = m_shelf.find(put.file);
    Result<void> judged; // what is under way of an earlier attempt comes to its end first
    if (countOf(member, false) >= limits::filesAtOnce)
        judged = failure(Code::TooManyFiles);
    else if ((known && (known->isMoving || known->isMending || known->isFinishing)) ||
             m_shelf.isAdding(put.file))
        judged = failure(Code::FilePaused);
    else if (!known)
        judged = m_shelf.judge(member.account, put.size);
    if (!judged) {
        member.link->send(FileRefused{put.file, quint8(judged.error().code)});
        return {};
    }
    const Key key{member.id, put.file};
    Upload &upload = m_uploads[key];
    upload.serial = ++m_lastSerial;
    upload.member = &member;
    if (known) {
        m_shelf.find(put.file)->isMoving = true;
        m_waiting.push_back(key);
        startNext();
        return {};
    }
    m_shelf.begin(member.account, {put.file, put.name, put.size, {}},
                  [this, key, serial = upload.serial](const Result<void> &stored) {
                      if (!find(key, serial))
                          return;
                      if (!stored)
                          return refuse(key, Code::FilesFull);
                      m_waiting.push_back(key);
                      startNext();
                  });
    return {};
}

void HostUploads::startNext()
{
    for (auto next = m_waiting.begin(); next != m_waiting.end() && m_moving < m_settings.filesMovingAtOnce;) {
        Upload &upload = m_uploads.at(*next);
        if (!hasTurn(*upload.member)) {
            ++next;
            continue;
        }
        const Key key = *next;
        next = m_waiting.erase(next);
        start(key, upload);
    }
}

void HostUploads::start(const Key &key, Upload &upload)
{
    upload.moves = true;
    upload.lastMs = m_clock.monotonicMs();
    countTurn(*upload.member, 1);
    const FileShelf::File *file = m_shelf.find(key.second);
    const auto go = [this, key, serial = upload.serial](const Result<void> &outcome) {
        wanted(key, serial, outcome);
    };
    if (!file || file->isMended)
        QMetaObject::invokeMethod(
            this, [go] { go({}); }, Qt::QueuedConnection);
    else
        m_shelf.mend(*file, go);
}

void HostUploads::wanted(const Key &key, quint64 serial, const Result<void> &outcome)
{
    Upload *upload = find(key, serial);
    if (!upload)
        return;
    const FileShelf::File *file = m_shelf.find(key.second);
    if (!outcome || !file)
        return refuse(key, Code::FilesFull);
    upload->isReady = true;
    upload->received = file->there;
    upload->told = file->there;
    upload->lastMs = m_clock.monotonicMs();
    upload->member->link->send(PutFrom{key.second, quint64(file->there)});
}

// ---- Moving

Result<void> HostUploads::judge(const Upload &upload, const FileShelf::File &file,
                                const FileChunk &chunk) const
{
    const qint64 left = qint64(file.note.size) - upload.received;
    if (!upload.isReady || chunk.offset != quint64(upload.received) ||
        chunk.bytes.size() != std::min<qint64>(left, limits::chunkBytes))
        return failure(Code::Unexpected, QStringLiteral("a chunk that is not the next one"));
    if (upload.received - upload.told >= limits::fileWindow)
        return failure(Code::Unexpected, QStringLiteral("more chunks than its window"));
    return {};
}

Result<void> HostUploads::on(HostMember &member, const FileChunk &chunk)
{
    const Key key{member.id, chunk.file};
    const auto found = m_uploads.find(key);
    if (found == m_uploads.end())
        return failure(Code::FileUnknown);
    Upload &upload = found->second;
    FileShelf::File *file = m_shelf.find(chunk.file);
    if (!file) {
        refuse(key, Code::FilesFull);
        return {};
    }
    if (const auto judged = judge(upload, *file, chunk); !judged)
        return judged;
    if (const auto counted = m_shelf.grow(*file, chunk.bytes.size()); !counted) {
        refuse(key, counted.error().code);
        return {};
    }
    upload.received += chunk.bytes.size();
    upload.lastMs = m_clock.monotonicMs();
    upload.pending.push_back(chunk.bytes);
    write(key, upload);
    return {};
}

void HostUploads::write(const Key &key, Upload &upload)
{
    const FileShelf::File *file = m_shelf.find(key.second);
    if (!file || upload.isWriting || upload.pending.empty())
        return;
    upload.isWriting = true;
    m_shelf.write(*file, std::exchange(upload.pending, {}),
                  [this, key, serial = upload.serial](const Result<void> &outcome) {
                      onWritten(key, serial, outcome);
                  });
}

void HostUploads::onWritten(const Key &key, quint64 serial, const Result<void> &outcome)
{
    Upload *upload = find(key, serial);
    if (!upload)
        return;
    upload->isWriting = false;
    const FileShelf::File *file = m_shelf.find(key.second);
    if (!outcome || !file)
        return refuse(key, outcome ? Code::FilesFull : outcome.error().code);
    upload->lastMs = m_clock.monotonicMs();
    write(key, *upload);
    if (file->there - upload->told >= limits::tookStep && file->there < qint64(file->note.size)) {
        upload->told = file->there;
        upload->member->link->send(FileTook{key.second, quint64(file->there)});
    }
    finish(key, *upload);
}

// ---- Ending

Result<void> HostUploads::on(HostMember &member, const PutEnd &end)
{
    const Key key{member.id, end.file};
    const auto found = m_uploads.find(key);
    if (found == m_uploads.end())
        return failure(Code::FileUnknown);
    Upload &upload = found->second;
    const FileShelf::File *file = m_shelf.find(end.file);
    if (!file) {
        refuse(key, Code::FilesFull);
        return {};
    }
    if (!upload.isReady || upload.received != qint64(file->note.size) || upload.digest)
        return failure(Code::Unexpected, QStringLiteral("put_end before the end"));
    upload.digest = end.digest;
    finish(key, upload);
    return {};
}

void HostUploads::finish(const Key &key, Upload &upload)
{
    const FileShelf::File *file = m_shelf.find(key.second);
    if (!file || !upload.digest || upload.isWriting || file->there != qint64(file->note.size))
        return;
    upload.isWriting = true; // nothing more: for once
    m_shelf.finish(*file, *upload.digest, [this, key, serial = upload.serial](const Result<void> &outcome) {
        onFinished(key, serial, outcome);
    });
}

void HostUploads::onFinished(const Key &key, quint64 serial, const Result<void> &outcome)
{
    const Upload *upload = find(key, serial);
    if (!upload)
        return;
    if (!outcome)
        return refuse(key, Code::FilesFull);
    upload->member->link->send(FileKept{key.second});
    drop(key, false);
}

void HostUploads::refuse(const Key &key, Code code)
{
    HostMember *member = m_uploads.at(key).member;
    member->link->send(FileRefused{key.second, quint8(code)});
    Q_EMIT endedEarly(member->id, key.second);
    drop(key, code != Code::FilePaused);
}

void HostUploads::drop(const Key &key, bool forgets)
{
    const auto found = m_uploads.find(key);
    if (found == m_uploads.end())
        return;
    if (found->second.moves)
        countTurn(*found->second.member, -1);
    std::erase(m_waiting, key);
    m_uploads.erase(found);
    FileShelf::File *file = m_shelf.find(key.second);
    if (file) {
        file->isMoving = false;
        file->idleSinceMs = m_clock.monotonicMs();
        file->isMended = file->isWhole; // a write may be under way
        m_shelf.settle(*file);
    }
    if (forgets && file && !file->isWhole)
        m_shelf.remove(key.second);
    startNext();
}

bool HostUploads::stop(HostMember &member, const StopFile &stop)
{
    const Key key{member.id, stop.file};
    if (!m_uploads.contains(key))
        return false;
    member.link->send(FileRefused{stop.file, stop.code});
    drop(key, Code{stop.code} != Code::FilePaused);
    return true;
}

void HostUploads::leave(const HostMember &member)
{
    std::erase_if(m_waiting, [&](const Key &key) { return key.first == member.id; });
    std::vector<Key> gone;
    for (auto one = m_uploads.lower_bound({member.id, {}});
         one != m_uploads.end() && one->first.first == member.id; ++one)
        gone.push_back(one->first);
    for (const Key &key : gone)
        drop(key, false);
}

void HostUploads::tick()
{
    const qint64 now = m_clock.monotonicMs();
    std::vector<Key> stalled;
    for (const auto &[key, upload] : m_uploads) {
        if (upload.isReady && !upload.isWriting && now - upload.lastMs >= m_settings.fileStallMs)
            stalled.push_back(key);
    }
    for (const Key &key : stalled) {
        if (m_uploads.contains(key))
            refuse(key, Code::FilePaused);
    }
}

} // namespace waxwing
