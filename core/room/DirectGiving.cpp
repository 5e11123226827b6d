// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectGiving.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr int movingAtOnce = 2;
constexpr qint64 mostUnsent = movingAtOnce * limits::fileWindow; ///< before one more begins
constexpr qint64 tooMuchUnsent = 8 * 1024 * 1024;                ///< whoever asks on does not read
constexpr int crossing = int(limits::fileWindow / limits::chunkBytes);
constexpr std::size_t mostLate = 32;
constexpr int laterMs = 500; ///< whether a link that had much to read has read it

} // namespace

DirectGiving::DirectGiving(Link *link, QString name, const GuestServices &services, DirectOffers &offers,
                           QObject *parent)
    : QObject(parent), m_link(link), m_name(std::move(name)), m_services(services), m_offers(offers),
      m_later(this), m_tick(this)
{
    m_later.setSingleShot(true);
    m_later.setInterval(laterMs);
    connect(&m_later, &QTimer::timeout, this, &DirectGiving::startNext);
    m_tick.setInterval(services.settings.fileTickMs);
    connect(&m_tick, &QTimer::timeout, this, &DirectGiving::tick);
}

void DirectGiving::end()
{
    m_link.clear();
    m_waiting.clear();
    m_later.stop();
    m_tick.stop();
    for (const auto &[file, gift] : std::exchange(m_gifts, {})) {
        if (gift.moves)
            m_offers.rests(file);
    }
}

/// In the files' thread; `then` with the gift as it is afterwards, if it is still the same.
template <class Work, class Then> void DirectGiving::run(const Bytes &file, Work work, Then then)
{
    Gift &gift = m_gifts.at(file);
    gift.isReading = true;
    m_services.files->run(this, std::move(work),
                          [this, file, serial = gift.serial, then = std::move(then)](const auto &outcome) {
                              const auto same = m_gifts.find(file);
                              if (same == m_gifts.end() || same->second.serial != serial)
                                  return;
                              same->second.isReading = false;
                              same->second.lastMs = m_services.clock->monotonicMs();
                              if (outcome)
                                  return then(same->second, outcome);
                              refuse(file, Code::FileUnknown);
                              m_offers.changed(file);
                          });
}

// ---- What the other side says

Result<void> DirectGiving::on(const GetFile &get)
{
    if (m_gifts.contains(get.file))
        return failure(Code::Unexpected, QStringLiteral("a file that it takes already"));
    if (m_link->unsentBytes() > tooMuchUnsent)
        return failure(Code::SlowReader, QStringLiteral("asks and does not read"));
    const auto offered = m_offers.offered(m_name, get.file);
    const bool isTooMany = m_gifts.size() >= std::size_t(limits::filesAtOnce);
    if (offered && !GivingWindow::isPlace(get.offset, offered->note.size))
        return failure(Code::Unexpected, QStringLiteral("an offset that is none"));
    if (!offered || isTooMany) {
        const Code code = isTooMany ? Code::TooManyFiles : offered.error().code;
        m_link->send(FileRefused{get.file, quint8(code)});
        return {};
    }
    Gift &gift = m_gifts[get.file];
    gift.serial = ++m_lastSerial;
    gift.transfer = *offered;
    gift.window = GivingWindow(qint64(offered->note.size), qint64(get.offset));
    m_waiting.push_back(get.file);
    startNext();
    return {};
}

Result<void> DirectGiving::on(const FileTook &took)
{
    const auto found = m_gifts.find(took.file);
    if (found == m_gifts.end()) {
        const auto late = std::find_if(m_late.rbegin(), m_late.rend(), [&](const Late &one) {
            return one.file == took.file && one.left > 0;
        });
        if (late == m_late.rend())
            return failure(Code::Unexpected, QStringLiteral("of a file that does not move"));
        --late->left;
        return {};
    }
    Gift &gift = found->second;
    if (const auto taken = gift.window.take(took.offset); !taken)
        return taken;
    gift.lastMs = m_services.clock->monotonicMs();
    m_offers.moves(took.file, gift.window.taken());
    if (!gift.isSent || !gift.window.isTaken()) {
        pump(took.file);
        return {};
    }
    drop(took.file);
    m_offers.taken(took.file);
    return {};
}

/// Of a file that has come to its end meanwhile it is nothing.
Result<void> DirectGiving::on(const StopFile &stop)
{
    if (!m_gifts.contains(stop.file))
        return {};
    m_link->send(FileRefused{stop.file, stop.code}, Link::Urgency::Bulk);
    drop(stop.file);
    return {};
}

// ---- Giving

void DirectGiving::startNext()
{
    const auto moves = [](const auto &one) { return one.second.moves; };
    while (m_link && !m_waiting.empty() &&
           std::count_if(m_gifts.begin(), m_gifts.end(), moves) < movingAtOnce) {
        if (m_link->unsentBytes() > mostUnsent)
            return m_later.start();
        const Bytes file = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        open(file);
    }
}

/// The file is looked at again each time: it may have been changed meanwhile.
void DirectGiving::open(const Bytes &file)
{
    Gift &gift = m_gifts.at(file);
    gift.moves = true;
    m_tick.start();
    m_offers.begins(file);
    run(
        file,
        [transfer = gift.transfer, offset = gift.window.offset()]() -> Result<std::shared_ptr<SourceFile>> {
            auto source = SourceFile::open(transfer.path, {qint64(transfer.note.size), transfer.changedMs});
            if (!source)
                return tl::make_unexpected(source.error());
            if (const auto there = (*source)->startAt(offset); !there)
                return tl::make_unexpected(there.error());
            return std::shared_ptr<SourceFile>(std::move(*source));
        },
        [this, file](Gift &opened, const Result<std::shared_ptr<SourceFile>> &source) {
            opened.source = *source;
            m_offers.moves(file, opened.window.taken());
            pump(file);
        });
}

/// Reads on while the window is open.
void DirectGiving::pump(const Bytes &file)
{
    Gift &gift = m_gifts.at(file);
    if (!gift.source || gift.isReading || gift.isSent)
        return;
    if (gift.window.isAllRead())
        return sayThatItWasAll(file);
    const int count = gift.window.open();
    if (count < 1)
        return;
    gift.window.read(count);
    run(
        file, [file, source = gift.source, count] { return source->readChunks(file, count); },
        [this, file](Gift &read, const Result<std::vector<Bytes>> &chunks) {
            for (const Bytes &chunk : *chunks)
                m_link->send(EncodedMessage{chunk}, Link::Urgency::Bulk);
            read.window.sent();
            pump(file);
        });
}

/// Behind the last chunk, and only of what is still the file that was told.
void DirectGiving::sayThatItWasAll(const Bytes &file)
{
    run(
        file, [source = m_gifts.at(file).source] { return source->requireUnchanged(); },
        [this, file](Gift &ended, const Result<void> &) {
            ended.isSent = true;
            m_link->send(FileSent{file}, Link::Urgency::Bulk);
            if (!ended.window.isTaken())
                return;
            drop(file);
            m_offers.taken(file);
        });
}

// ---- Ends

void DirectGiving::refuse(const Bytes &file, Code code)
{
    m_link->send(FileRefused{file, quint8(code)}, Link::Urgency::Bulk);
    if (m_late.size() >= mostLate)
        m_late.pop_front();
    m_late.push_back({file, crossing});
    drop(file);
}

/// Who does not move gives way to the others of this link (PROTOCOL 16.7).
void DirectGiving::tick()
{
    const qint64 now = m_services.clock->monotonicMs();
    std::vector<Bytes> stalled;
    for (const auto &[file, gift] : m_gifts) {
        if (gift.moves && !gift.isReading && now - gift.lastMs >= m_services.settings.fileStallMs)
            stalled.push_back(file);
    }
    for (const Bytes &file : stalled) {
        const auto gift = m_gifts.find(file);
        if (gift != m_gifts.end() && gift->second.isSent)
            giveTurnBack(file);
        else if (gift != m_gifts.end())
            refuse(file, Code::FilePaused);
    }
    if (std::none_of(m_gifts.begin(), m_gifts.end(), [](const auto &one) { return one.second.moves; }))
        m_tick.stop();
}

/// They have all of it, and owe the last `took` alone.
void DirectGiving::giveTurnBack(const Bytes &file)
{
    m_gifts.at(file).moves = false;
    m_offers.rests(file);
    startNext();
}

bool DirectGiving::isIdle() const
{
    return m_waiting.empty() &&
           std::none_of(m_gifts.begin(), m_gifts.end(), [](const auto &one) { return one.second.moves; });
}

void DirectGiving::refuseNow(const Bytes &file)
{
    m_link->send(FileRefused{file, quint8(Code::FilePaused)});
}

void DirectGiving::drop(const Bytes &file)
{
    const bool moved = m_gifts.at(file).moves;
    m_gifts.erase(file);
    std::erase(m_waiting, file);
    if (moved)
        m_offers.rests(file);
    startNext();
}

/// What is sent is not refused any more (PROTOCOL 8.11).
void DirectGiving::withdraw(const Bytes &file, Code code)
{
    const auto found = m_gifts.find(file);
    if (found != m_gifts.end() && !found->second.isSent)
        refuse(file, code);
}

} // namespace waxwing
