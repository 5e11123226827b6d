// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostDownloads.h"

#include "Link.h"

namespace waxwing {

namespace {

constexpr int movingOfALink = 2;
constexpr int movingOfAnAccount = 4; ///< over all its links: each costs others their turn
constexpr qint64 mostUnsent = movingOfALink * limits::fileWindow; ///< of a link, before one more begins

} // namespace

HostDownloads::HostDownloads(FileShelf &shelf, const Settings &settings, Clock &clock, QObject *parent)
    : QObject(parent), m_shelf(shelf), m_settings(settings), m_clock(clock)
{}

HostDownloads::Download *HostDownloads::find(const Key &key, quint64 serial)
{
    const auto found = m_downloads.find(key);
    return found == m_downloads.end() || found->second.serial != serial ? nullptr : &found->second;
}

/// Whether one more of this member's may move now.
bool HostDownloads::hasTurn(const HostMember &member) const
{
    const auto turns = m_turns.find(member.account);
    return countOf(member, true) < movingOfALink &&
           (turns == m_turns.end() || turns->second < movingOfAnAccount);
}

void HostDownloads::countTurn(const HostMember &member, int direction)
{
    m_moving += direction;
    int &turns = m_turns[member.account];
    turns += direction;
    if (turns == 0)
        m_turns.erase(member.account);
}

int HostDownloads::countOf(const HostMember &member, bool moving) const
{
    int count = 0;
    for (auto one = m_downloads.lower_bound({member.id, {}});
         one != m_downloads.end() && one->first.first == member.id; ++one)
        count += !moving || one->second.moves ? 1 : 0;
    return count;
}

Result<void> HostDownloads::on(HostMember &member, const GetFile &get)
{
    const Key key{member.id, get.file};
    if (m_downloads.contains(key))
        return failure(Code::Unexpected, QStringLiteral("a file that it takes already"));
    const FileShelf::File *file = m_shelf.find(get.file);
    if (file && file->number != 0 && !GivingWindow::isPlace(get.offset, file->note.size))
        return failure(Code::Unexpected, QStringLiteral("an offset that is none"));
    const bool isTooMany = countOf(member, false) >= limits::filesAtOnce;
    if (!file || file->number == 0 || isTooMany) {
        const Code code = isTooMany ? Code::TooManyFiles : Code::FileUnknown;
        member.link->send(FileRefused{get.file, quint8(code)});
        return {};
    }
    Download &download = m_downloads[key];
    download.serial = ++m_lastSerial;
    download.member = &member;
    download.window = GivingWindow(qint64(file->note.size), qint64(get.offset));
    m_waiting.push_back(key);
    startNext();
    return {};
}

void HostDownloads::startNext()
{
    std::vector<Key> begun;
    for (auto next = m_waiting.begin(); next != m_waiting.end() && m_moving < m_settings.filesMovingAtOnce;) {
        Download &download = m_downloads.at(*next);
        if (!hasTurn(*download.member) || download.member->link->unsentBytes() > mostUnsent) {
            ++next;
            continue;
        }
        download.moves = true;
        download.lastMs = m_clock.monotonicMs();
        countTurn(*download.member, 1);
        begun.push_back(*next);
        next = m_waiting.erase(next);
    }
    for (const Key &key : begun) {
        if (const auto found = m_downloads.find(key); found != m_downloads.end())
            pump(key, found->second);
    }
}

/// Reads on while the window is open; behind the last chunk says that it was the last.
void HostDownloads::pump(const Key &key, Download &download)
{
    if (!download.moves || download.isReading || download.isSent)
        return;
    const FileShelf::File *file = m_shelf.find(key.second);
    if (!file)
        return refuse(key, Code::FileUnknown);
    GivingWindow &window = download.window;
    if (window.isAllRead()) {
        download.isSent = true;
        download.member->link->send(FileSent{key.second}, Link::Urgency::Bulk);
        if (window.isTaken())
            drop(key);
        return;
    }
    readOn(key, download, *file);
}

void HostDownloads::readOn(const Key &key, Download &download, const FileShelf::File &file)
{
    GivingWindow &window = download.window;
    const int count = window.open();
    if (count < 1)
        return;
    const quint64 first = quint64(window.offset() / limits::chunkBytes);
    window.read(count);
    download.isReading = true;
    m_shelf.read(file, first, count,
                 [this, key, serial = download.serial](const Result<std::vector<Bytes>> &chunks) {
                     onRead(key, serial, chunks);
                 });
}

void HostDownloads::onRead(const Key &key, quint64 serial, const Result<std::vector<Bytes>> &chunks)
{
    Download *download = find(key, serial);
    if (!download)
        return;
    download->isReading = false;
    if (!chunks)
        return refuse(key, chunks.error().code);
    download->window.sent();
    download->lastMs = m_clock.monotonicMs();
    if (const FileShelf::File *file = m_shelf.find(key.second))
        readOn(key, *download, *file); // while these are sealed
    for (const Bytes &chunk : *chunks)
        download->member->link->send(EncodedMessage{chunk}, Link::Urgency::Bulk);
    pump(key, *download);
}

Result<void> HostDownloads::on(HostMember &member, const FileTook &took)
{
    const Key key{member.id, took.file};
    const auto found = m_downloads.find(key);
    if (found == m_downloads.end())
        return failure(Code::FileUnknown);
    Download &download = found->second;
    if (const auto taken = download.window.take(took.offset); !taken)
        return taken;
    download.lastMs = m_clock.monotonicMs();
    if (download.isSent && download.window.isTaken())
        drop(key);
    else
        pump(key, download);
    return {};
}

// ---- Ending

void HostDownloads::refuse(const Key &key, Code code)
{
    HostMember *member = m_downloads.at(key).member;
    member->link->send(FileRefused{key.second, quint8(code)}, Link::Urgency::Bulk);
    Q_EMIT endedEarly(member->id, key.second);
    drop(key);
}

void HostDownloads::drop(const Key &key)
{
    const auto found = m_downloads.find(key);
    if (found == m_downloads.end())
        return; // it came to its end when an earlier one made room
    if (found->second.moves)
        countTurn(*found->second.member, -1);
    std::erase(m_waiting, key);
    m_downloads.erase(found);
    startNext();
}

bool HostDownloads::stop(HostMember &member, const StopFile &stop)
{
    const Key key{member.id, stop.file};
    if (!m_downloads.contains(key))
        return false;
    member.link->send(FileRefused{stop.file, stop.code}, Link::Urgency::Bulk);
    drop(key);
    return true;
}

void HostDownloads::leave(const HostMember &member)
{
    std::erase_if(m_waiting, [&](const Key &key) { return key.first == member.id; });
    std::vector<Key> gone;
    for (auto one = m_downloads.lower_bound({member.id, {}});
         one != m_downloads.end() && one->first.first == member.id; ++one)
        gone.push_back(one->first);
    for (const Key &key : gone)
        drop(key);
}

void HostDownloads::gone(const Bytes &file)
{
    std::vector<Key> ended;
    for (const auto &[key, download] : m_downloads) {
        if (key.second == file)
            ended.push_back(key);
    }
    for (const Key &key : ended) {
        const auto found = m_downloads.find(key);
        if (found == m_downloads.end())
            continue;
        if (found->second.isSent)
            giveTurnBack(found->second);
        else
            refuse(key, Code::FileUnknown);
    }
}

/// It has all of it, and lacks the last `took` alone.
void HostDownloads::giveTurnBack(Download &download)
{
    if (!std::exchange(download.moves, false))
        return;
    countTurn(*download.member, -1);
    startNext();
}

void HostDownloads::tick()
{
    const qint64 now = m_clock.monotonicMs();
    std::vector<Key> stalled;
    for (const auto &[key, download] : m_downloads) {
        if (download.moves && !download.isReading && now - download.lastMs >= m_settings.fileStallMs)
            stalled.push_back(key);
    }
    for (const Key &key : stalled) {
        if (!m_downloads.contains(key))
            continue;
        if (m_downloads.at(key).isSent)
            giveTurnBack(m_downloads.at(key));
        else
            refuse(key, Code::FilePaused);
    }
    startNext(); // links that had much to read have read it
}

} // namespace waxwing
