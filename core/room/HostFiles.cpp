// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostFiles.h"

#include "FanOut.h"
#include "Link.h"

#include <algorithm>
#include <cstdlib>

namespace waxwing {

namespace {

constexpr int crossing = int(limits::fileWindow / limits::chunkBytes) + 1; ///< and a `put_end`
constexpr std::size_t mostLate = 32;                                       ///< files of a link
constexpr int stepsOfRoom = 8;

/// Whole, and no message brings it.
bool isUnclaimed(const FileShelf::File &file)
{
    return file.isWhole && file.number == 0 && !file.isSaying && !file.isMoving;
}

} // namespace

HostFiles::HostFiles(FileParts parts, FanOut &fanOut, QObject *parent)
    : QObject(parent), m_settings(parts.settings), m_fanOut(fanOut), m_shelf(parts),
      m_uploads(m_shelf, parts.settings, parts.clock), m_downloads(m_shelf, parts.settings, parts.clock),
      m_tick(this)
{
    const auto ended = [this](quint64 member, const Bytes &file) {
        std::deque<Late> &late = m_late[member];
        if (late.size() >= mostLate)
            late.pop_front();
        late.push_back({file, crossing});
    };
    connect(&m_uploads, &HostUploads::endedEarly, this, ended);
    connect(&m_downloads, &HostDownloads::endedEarly, this, ended);
    connect(&m_shelf, &FileShelf::changed, this, &HostFiles::tellLimits);
    connect(&m_shelf, &FileShelf::leaving, &m_downloads, &HostDownloads::gone);
    connect(&m_tick, &QTimer::timeout, this, &HostFiles::tick);
    m_tick.start(m_settings.fileTickMs);
}

void HostFiles::tick()
{
    m_uploads.tick();
    m_downloads.tick();
    m_shelf.forgetOld();
    m_shelf.lookAtDisk();
}

// ---- Limits

FileLimits HostFiles::limitsNow() const
{
    return {quint64(m_shelf.largest()), quint64(m_shelf.room())};
}

void HostFiles::enter(HostMember &member)
{
    if (member.common.files)
        member.link->send(limitsNow());
}

void HostFiles::tellLimits()
{
    const qint64 room = m_shelf.room();
    if (std::abs(room - m_toldRoom) <= m_settings.filesTogether / stepsOfRoom)
        return;
    m_toldRoom = room;
    m_fanOut.post(limitsNow());
}

// ---- What members send

std::optional<Result<void>> HostFiles::receive(HostMember &member, const Message &message)
{
    const auto ofFiles = [&](const auto &one, auto take) -> Result<void> {
        if (!member.common.files)
            return failure(Code::Unexpected,
                           QStringLiteral("%1 without its feature").arg(messageName(message)));
        return take(one);
    };
    if (const auto *chunk = std::get_if<FileChunk>(&message))
        return ofFiles(*chunk, [&](const auto &one) { return on(member, one); });
    if (const auto *took = std::get_if<FileTook>(&message))
        return ofFiles(*took, [&](const auto &one) { return on(member, one); });
    if (const auto *put = std::get_if<PutFile>(&message))
        return ofFiles(*put, [&](const auto &one) { return m_uploads.on(member, one); });
    if (const auto *end = std::get_if<PutEnd>(&message))
        return ofFiles(*end, [&](const auto &one) { return on(member, one); });
    if (const auto *get = std::get_if<GetFile>(&message))
        return ofFiles(*get, [&](const auto &one) { return m_downloads.on(member, one); });
    if (const auto *stop = std::get_if<StopFile>(&message))
        return ofFiles(*stop, [&](const auto &one) { return on(member, one); });
    return std::nullopt;
}

/// What crossed with an end is thrown away, as much as can have.
Result<void> HostFiles::orLate(HostMember &member, const Bytes &file, const Result<void> &outcome)
{
    if (outcome || outcome.error().code != Code::FileUnknown)
        return outcome;
    std::deque<Late> &late = m_late[member.id];
    const auto found = std::find_if(late.rbegin(), late.rend(),
                                    [&](const Late &one) { return one.file == file && one.left > 0; });
    if (found == late.rend())
        return failure(Code::Unexpected, QStringLiteral("of a file that does not move"));
    --found->left;
    return {};
}

Result<void> HostFiles::on(HostMember &member, const FileChunk &chunk)
{
    return orLate(member, chunk.file, m_uploads.on(member, chunk));
}

Result<void> HostFiles::on(HostMember &member, const PutEnd &end)
{
    return orLate(member, end.file, m_uploads.on(member, end));
}

Result<void> HostFiles::on(HostMember &member, const FileTook &took)
{
    return orLate(member, took.file, m_downloads.on(member, took));
}

/// Of a file that has come to its end meanwhile it is nothing, but that a whole one was not wanted.
Result<void> HostFiles::on(HostMember &member, const StopFile &stop)
{
    if (m_uploads.stop(member, stop) || m_downloads.stop(member, stop))
        return {};
    const FileShelf::File *kept = m_shelf.find(stop.file);
    if (Code{stop.code} == Code::FileCancelled && kept && kept->account == member.account &&
        isUnclaimed(*kept))
        m_shelf.remove(stop.file); // its `kept` crossed with this
    return {};
}

void HostFiles::leave(const HostMember &member)
{
    m_uploads.leave(member);
    m_downloads.leave(member);
    m_late.erase(member.id);
}

// ---- What messages bring

std::optional<FileNote> HostFiles::claim(qint64 account, const Bytes &file)
{
    FileShelf::File *kept = m_shelf.find(file);
    if (!kept || kept->account != account || !isUnclaimed(*kept))
        return std::nullopt;
    kept->isSaying = true;
    return kept->note;
}

void HostFiles::said(const FileNote &file, quint64 number)
{
    m_shelf.said(file.id, number);
}

void HostFiles::notSaid(const FileNote &file)
{
    if (FileShelf::File *kept = m_shelf.find(file.id))
        kept->isSaying = false;
}

void HostFiles::dropped(const TalkChange &change)
{
    const std::vector<Bytes> gone = m_shelf.of(change.wiped, change.keptFrom);
    for (const Bytes &file : gone)
        m_downloads.gone(file);
    m_shelf.drop(gone);
}

} // namespace waxwing
