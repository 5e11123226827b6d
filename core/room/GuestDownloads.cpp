// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GuestDownloads.h"

#include "Link.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int movingAtOnce = 2;
/// What another member has paused may stay so for long (PROTOCOL 16.7).
constexpr int longestRetryMs = 60'000;
constexpr int doublings = 5;

/// Of this taking alone: its part is found again where nothing noted what it is called.
Bytes markOf(const KeptTransfer &transfer)
{
    Sha256 hash;
    hash.add(transfer.note.id);
    hash.add(Bytes::number(transfer.id));
    return hash.finish().left(limits::fileIdSize);
}

Result<void> unexpected(const char *what)
{
    return failure(Code::Unexpected, QString::fromLatin1(what));
}

} // namespace

GuestDownloads::GuestDownloads(const GuestServices &services, VaultKeeper &vault, TransferBoard &board,
                               QObject *parent)
    : QObject(parent), m_services(services), m_vault(vault), m_board(board), m_retry(this)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(services.settings.fileRetryMs);
    connect(&m_retry, &QTimer::timeout, this, &GuestDownloads::startNext);
}

GuestDownloads::Download *GuestDownloads::find(quint64 id)
{
    const auto found = m_downloads.find(id);
    return found == m_downloads.end() ? nullptr : &found->second;
}

GuestDownloads::Download *GuestDownloads::findMoving(const Bytes &file)
{
    const auto found = std::find_if(m_downloads.begin(), m_downloads.end(), [&](const auto &one) {
        return one.second.step == Step::Moving && one.second.transfer.note.id == file;
    });
    return found == m_downloads.end() ? nullptr : &found->second;
}

/// In the files' thread; `then` with the download as it is afterwards, if it still does the same.
template <class Work, class Then> void GuestDownloads::run(Download &download, Work work, Then then)
{
    m_services.files->run(
        this, std::move(work),
        [this, id = download.id, serial = download.serial, then = std::move(then)](const auto &outcome) {
            Download *same = find(id);
            if (!same || same->serial != serial)
                return;
            if (outcome)
                then(*same, outcome);
            else
                onTrouble(*same, outcome.error().code);
        });
}

// ---- The link

void GuestDownloads::enter(Link *link, quint64 largest)
{
    std::vector<quint64> tooLarge;
    for (const auto &[id, download] : m_downloads) {
        if (download.transfer.note.size > largest && download.step == Step::Waiting)
            tooLarge.push_back(id);
    }
    for (const quint64 id : tooLarge)
        fail(m_downloads.at(id), Code::FileTooLarge);
    m_link = link;
    startNext();
}

void GuestDownloads::refuseAll()
{
    while (!m_downloads.empty())
        fail(m_downloads.begin()->second, Code::NotOffered);
}

void GuestDownloads::endLink()
{
    m_link.clear();
    m_stopping.clear();
    m_through.clear();
    m_retry.stop();
    for (auto &[id, download] : m_downloads) {
        if (download.step != Step::Paused && download.step != Step::Ending)
            stepBack(download, Step::Waiting);
    }
}

/// One of each file at a time: on the wire a file is known by its name alone.
void GuestDownloads::startNext()
{
    if (!m_link)
        return;
    std::set<Bytes> moving;
    for (const auto &[id, download] : m_downloads) {
        if (download.step != Step::Waiting && download.step != Step::Paused)
            moving.insert(download.transfer.note.id);
    }
    std::vector<quint64> next;
    const qint64 now = m_services.clock->monotonicMs();
    qint64 soonest = longestRetryMs + 1;
    for (const auto &[id, download] : m_downloads) {
        const Bytes &file = download.transfer.note.id;
        const bool isLater = download.askAgainMs > now;
        if (download.step == Step::Waiting && isLater)
            soonest = std::min(soonest, download.askAgainMs - now);
        if (moving.size() >= movingAtOnce || !download.isKept || download.step != Step::Waiting || isLater ||
            m_stopping.contains(file) || !moving.insert(file).second)
            continue;
        next.push_back(id);
    }
    if (soonest <= longestRetryMs)
        m_retry.start(int(soonest));
    for (const quint64 id : next)
        open(m_downloads.at(id));
}

void GuestDownloads::open(Download &download)
{
    setStep(download, Step::Opening);
    m_services.files->run(
        this, [transfer = download.transfer] { return opened(transfer); },
        [this, id = download.id, serial = download.serial](const Opened &place) {
            onOpened(id, serial, place);
        });
}

/// In the files' thread. A part that was and is gone may have got its name in a run that could not note that.
GuestDownloads::Opened GuestDownloads::opened(const KeptTransfer &transfer)
{
    const auto size = qint64(transfer.note.size);
    Place place;
    if (!transfer.part.isEmpty()) {
        auto part = ReceivedFile::reopen(transfer.path, transfer.part, size);
        if (!part && part.error().code != Code::FileUnknown)
            return tl::make_unexpected(part.error());
        if (part)
            place.part = std::move(*part);
        else
            place.path =
                ReceivedFile::findFinished(transfer.path, transfer.note.name, size, transfer.note.digest);
    }
    if (place.part || !place.path.isEmpty())
        return place;
    auto part = ReceivedFile::make(transfer.path, transfer.note.name, markOf(transfer), size);
    if (!part)
        return tl::make_unexpected(part.error());
    place.part = std::move(*part);
    return place;
}

/// What was made for a download that has stepped back meanwhile is its part all the same; for one that was
/// cancelled it goes.
void GuestDownloads::onOpened(quint64 id, quint64 serial, const Opened &place)
{
    Download *download = find(id);
    if (!place) {
        if (download && download->serial == serial)
            onTrouble(*download, place.error().code);
        return;
    }
    if (!place->path.isEmpty()) {
        if (download && download->serial == serial)
            done(*download, place->path);
        return;
    }
    if (!download)
        return m_services.files->post([made = place->part] { made->remove(); });
    if (download->transfer.part != place->part->partName()) {
        download->transfer.part = place->part->partName();
        m_vault.keepTransfer(download->transfer);
    }
    if (download->serial != serial)
        return;
    download->part = place->part;
    setStep(*download, Step::Counting);
    count(*download);
}

/// What is there already is read again: the digest is that of the whole.
void GuestDownloads::count(Download &download)
{
    run(
        download, [part = download.part] { return part->countIn(); },
        [this](Download &counted, const Result<bool> &isWhole) {
            if (!*isWhole)
                return count(counted);
            const bool isAllThere =
                counted.part->size() == qint64(counted.transfer.note.size) && counted.part->size() > 0;
            if (isAllThere && counted.transfer.party.isRoom())
                return finishUnasked(counted);
            ask(counted, counted.part->size()); // of one person alone it is known then that all was taken
        });
}

void GuestDownloads::ask(Download &download, qint64 offset)
{
    download.received = download.written = download.told = offset;
    setStep(download, Step::Moving);
    m_through.erase(download.transfer.note.id);
    m_link->send(GetFile{download.transfer.note.id, quint64(offset)});
}

Result<void> GuestDownloads::on(const FileChunk &chunk)
{
    if (m_stopping.contains(chunk.file))
        return {};
    Download *download = findMoving(chunk.file);
    if (!download || download->isSent || chunk.offset != quint64(download->received))
        return unexpected("a chunk that was not asked for");
    const qint64 left = qint64(download->transfer.note.size) - download->received;
    if (chunk.bytes.size() != std::min<qint64>(left, limits::chunkBytes) ||
        download->received - download->told >= limits::fileWindow)
        return unexpected("a chunk of another size, or beyond its window");
    download->refusals = 0;
    download->received += chunk.bytes.size();
    download->pending.push_back(chunk.bytes);
    write(*download);
    return {};
}

void GuestDownloads::write(Download &download)
{
    if (download.isWriting || download.pending.empty())
        return;
    download.isWriting = true;
    run(
        download,
        [part = download.part, chunks = std::exchange(download.pending, {})]() -> Result<qint64> {
            for (const Bytes &chunk : chunks) {
                if (auto appended = part->append(chunk); !appended)
                    return tl::make_unexpected(appended.error());
            }
            return part->size();
        },
        [this](Download &written, const Result<qint64> &size) { onWritten(written, *size); });
}

void GuestDownloads::tellTook(Download &download, qint64 offset)
{
    download.told = offset;
    if (offset == qint64(download.transfer.note.size))
        m_through.insert(download.transfer.note.id);
    m_link->send(FileTook{download.transfer.note.id, quint64(offset)});
}

void GuestDownloads::onWritten(Download &download, qint64 size)
{
    download.isWriting = false;
    download.written = size;
    write(download);
    const bool isAll = size == qint64(download.transfer.note.size);
    if (m_link && (isAll || size - download.told >= limits::tookStep)) {
        tellTook(download, size);
    }
    show(download, TransferState::Moving);
    finish(download);
}

Result<void> GuestDownloads::on(const FileSent &sent)
{
    if (m_stopping.contains(sent.file)) {
        if (m_through.contains(sent.file) && m_stopping.erase(sent.file) > 0)
            startNext();
        return {};
    }
    Download *download = findMoving(sent.file);
    if (!download || download->isSent || download->received != qint64(download->transfer.note.size))
        return unexpected("sent before the end");
    download->isSent = true;
    finish(*download);
    return {};
}

void GuestDownloads::finish(Download &download)
{
    if (!download.isSent || download.written != qint64(download.transfer.note.size))
        return;
    setStep(download, Step::Ending);
    run(
        download,
        [part = download.part, note = download.transfer.note] {
            return part->finish(note.name, note.digest);
        },
        [this](Download &finished, const Result<QString> &path) { done(finished, *path); });
}

/// All of it was there before; nobody has to be asked.
void GuestDownloads::finishUnasked(Download &download)
{
    download.received = download.written = download.told = download.part->size();
    download.isSent = true;
    finish(download);
}

bool GuestDownloads::on(const FileRefused &refused)
{
    if (m_stopping.erase(refused.file) > 0) {
        startNext();
        return true;
    }
    Download *download = findMoving(refused.file);
    if (!download || download->isSent)
        return m_through.erase(refused.file) > 0;
    const bool isWhole = download->written == qint64(download->transfer.note.size) && download->written > 0;
    if (isWhole && !download->transfer.party.isRoom()) { // it was taken before, and given up there since
        download->isSent = true;
        finish(*download);
        return true;
    }
    stepBack(*download, Step::Waiting);
    if (Code{refused.code} == Code::FilePaused)
        askLater(*download);
    else
        fail(*download, Code{refused.code});
    return true;
}

/// The room has others that are to have their turn first; a person who paused it may take longer.
void GuestDownloads::askLater(Download &download)
{
    const int doubled = download.transfer.party.isRoom() ? 0 : std::min(download.refusals++, doublings);
    const int waitMs = std::min(m_services.settings.fileRetryMs << doubled, longestRetryMs);
    download.askAgainMs = m_services.clock->monotonicMs() + waitMs;
    startNext();
}

} // namespace waxwing
