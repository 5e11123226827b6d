// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Capture.h"

#include "CaptureEncoder.h"
#include "CaptureFile.h"
#include "StoreThread.h"

#include <QCoreApplication>

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype longestWait = 64 * 1024 * 1024; ///< bytes of frames that a slow disk may leave waiting
constexpr qsizetype eventWeight = 512;              ///< about what keeps one beside its bytes
constexpr qsizetype writeSize = 1024 * 1024;
constexpr quint64 slice = 1'000; ///< frames taken from the log at once, while it keeps others waiting
constexpr qsizetype sliceSize = 1024 * 1024;
constexpr int tellEveryMs = 250;

QString program()
{
    return (QStringLiteral("Waxwing ") + QCoreApplication::applicationVersion()).trimmed();
}

} // namespace

/// What the writing thread works with.
struct Capture::Writer
{
    explicit Writer(const CaptureWish &w) : wish(w), encoder(w.readable, program()) {}

    const CaptureWish wish;
    CaptureEncoder encoder;
    CaptureFile file;
    Bytes out; ///< encoded, not yet written
    qsizetype headerSize = 0;
    quint64 frames = 0;
    Result<void> outcome; ///< the first failure sticks

    void open();
    void giveUp();
    void writeHistory(const FrameLog &log, std::vector<TracedLink> links, quint64 end);
    void write(const std::vector<Event> &events);
    void add(const TracedFrame &frame);
    void write(qsizetype atLeast);
    [[nodiscard]] Progress progress() const { return {outcome, frames, file.size()}; }
};

void Capture::Writer::open()
{
    outcome = file.open(wish.path, wish.mayReplace);
    out = encoder.header();
    headerSize = out.size();
    write(0);
}

/// A file in which nothing stands would only be in the way of the next one.
void Capture::Writer::giveUp()
{
    if (file.isOpen() && file.size() == quint64(headerSize))
        file.remove();
    else
        file.close();
}

/// The frames up to `end` that are still kept, between them the ends of the links that had ended.
void Capture::Writer::writeHistory(const FrameLog &log, std::vector<TracedLink> links, quint64 end)
{
    for (const TracedLink &link : links)
        encoder.know(link);
    std::erase_if(links, [](const TracedLink &link) { return link.endNs == 0; });
    std::sort(links.begin(), links.end(),
              [](const TracedLink &left, const TracedLink &right) { return left.endNs < right.endNs; });
    auto ended = links.cbegin();
    const auto tellEndsUntil = [&](qint64 timeNs) {
        for (; ended != links.cend() && ended->endNs < timeNs; ++ended)
            encoder.end(*ended, out);
    };
    for (quint64 next = log.first(); next < end && outcome;) {
        const std::vector<TracedFrame> some = log.frames(next, std::min(slice, end - next), sliceSize);
        for (const TracedFrame &frame : some) {
            tellEndsUntil(frame.timeNs);
            add(frame);
        }
        next = some.empty() ? end : some.back().number + 1;
    }
    tellEndsUntil(std::numeric_limits<qint64>::max());
    write(0);
}

void Capture::Writer::write(const std::vector<Event> &events)
{
    for (const Event &event : events) {
        if (const auto *frame = std::get_if<TracedFrame>(&event))
            add(*frame);
        else if (const auto *began = std::get_if<Began>(&event))
            encoder.begin(began->link, out);
        else
            encoder.end(std::get<Ended>(event).link, out);
    }
    write(0);
}

void Capture::Writer::add(const TracedFrame &frame)
{
    frames += encoder.add(frame.passing(), out) ? 1 : 0;
    write(writeSize);
}

void Capture::Writer::write(qsizetype atLeast)
{
    if (out.size() < atLeast)
        return;
    if (outcome && !out.isEmpty())
        outcome = file.append(out);
    out.resize(0);
}

Capture::Capture(std::shared_ptr<const FrameLog> log, StoreThread &thread, const CaptureWish &wish)
    : m_thread(thread), m_writer(std::make_shared<Writer>(wish))
{
    m_view.state = RecordingState::Starting;
    m_view.path = wish.path;
    m_view.readable = wish.readable;
    m_tellTimer.setSingleShot(true);
    m_tellTimer.setInterval(tellEveryMs);
    connect(&m_tellTimer, &QTimer::timeout, this, [this] { Q_EMIT changed(m_view); });
    begin(log);
}

Capture::~Capture()
{
    m_thread.post([writer = m_writer, events = std::move(m_queue)] {
        writer->write(events);
        writer->giveUp();
    });
}

void Capture::begin(const std::shared_ptr<const FrameLog> &log)
{
    m_isWriting = true;
    m_thread.run(
        this,
        [writer = m_writer, log, links = log->links(), end = log->end()] {
            writer->open();
            writer->writeHistory(*log, links, end);
            return writer->progress();
        },
        [this](const Progress &progress) { onWritten(progress, 0); });
}

void Capture::began(const TracedLink &link)
{
    take(Began{link}, 0);
}

void Capture::add(const PassingFrame &frame)
{
    if (!isRunning())
        return;
    TracedFrame copy;
    static_cast<FrameFacts &>(copy) = frame;
    copy.buffer = frame.bytes.toByteArray();
    if (m_view.readable)
        copy.contentBuffer = frame.content.toByteArray();
    const qsizetype weight = copy.buffer.size() + copy.contentBuffer.size();
    take(std::move(copy), weight);
}

void Capture::ended(const TracedLink &link)
{
    take(Ended{link}, 0);
}

bool Capture::isRunning() const
{
    return isUnderWay(m_view.state);
}

void Capture::take(Event event, qsizetype weight)
{
    if (!isRunning())
        return;
    m_queue.push_back(std::move(event));
    m_queueBytes += weight + eventWeight;
    m_waitingBytes += weight + eventWeight;
    if (m_waitingBytes > longestWait)
        return fail({Code::RecordingFailed,
                     QStringLiteral("The disk is too slow for the file %1: too much was waiting for it.")
                         .arg(m_view.path)});
    if (!m_isWriting)
        flush();
}

/// One batch at a time: what comes meanwhile makes the next one.
void Capture::flush()
{
    m_isWriting = true;
    m_thread.run(
        this,
        [writer = m_writer, events = std::exchange(m_queue, {})] {
            writer->write(events);
            return writer->progress();
        },
        [this, weight = std::exchange(m_queueBytes, 0)](const Progress &progress) {
            onWritten(progress, weight);
        });
}

void Capture::onWritten(const Progress &progress, qsizetype weight)
{
    m_isWriting = false;
    m_waitingBytes -= weight;
    m_view.frames = progress.frames;
    m_view.bytes = progress.bytes;
    if (!isRunning())
        return;
    if (!progress.outcome)
        return fail(progress.outcome.error());
    if (m_view.state == RecordingState::Starting)
        enter(RecordingState::Running);
    else if (!m_tellTimer.isActive())
        m_tellTimer.start();
    if (!m_queue.empty())
        flush();
}

void Capture::stop()
{
    if (!isRunning())
        return;
    m_thread.run(
        this,
        [writer = m_writer, events = std::exchange(m_queue, {})] {
            writer->write(events);
            writer->file.close();
            return writer->progress();
        },
        [this](const Progress &progress) {
            onWritten(progress, 0);
            if (progress.outcome) {
                enter(RecordingState::Off);
            } else {
                m_view.error = progress.outcome.error();
                enter(RecordingState::Failed);
            }
        });
    m_tellTimer.stop();
    m_view.state = RecordingState::Off; // takes nothing more; told when all is written
}

void Capture::fail(const Error &error)
{
    m_queue.clear();
    m_queueBytes = 0;
    m_thread.post([writer = m_writer] { writer->file.close(); });
    m_view.error = error;
    enter(RecordingState::Failed);
}

void Capture::enter(RecordingState state)
{
    m_tellTimer.stop();
    m_view.state = state;
    Q_EMIT changed(m_view);
}

} // namespace waxwing
