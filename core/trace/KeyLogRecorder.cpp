// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyLogRecorder.h"

#include "KeyLogFile.h"
#include "StoreThread.h"

#include <utility>

namespace waxwing {

namespace {

constexpr qsizetype longestWait = 16 * 1024 * 1024; ///< bytes of lines that a slow disk may leave waiting

void appendHex(Bytes &line, std::span<const quint8> bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    for (const quint8 byte : bytes) {
        line.append(digits[byte >> 4]);
        line.append(digits[byte & 0x0F]);
    }
}

} // namespace

/// What the writing thread works with.
struct KeyLogRecorder::Writer
{
    KeyLogFile file;
    Result<void> outcome; ///< the first failure sticks

    Result<QString> open(const QString &path)
    {
        const Result<QString> opened = file.open(path);
        if (!opened)
            outcome = tl::make_unexpected(opened.error());
        return opened;
    }
    Result<void> write(Bytes lines)
    {
        if (outcome && !lines.isEmpty())
            outcome = file.append(lines);
        wipe(toMutableSpan(lines));
        return outcome;
    }
};

KeyLogRecorder::KeyLogRecorder(StoreThread &thread, const QString &path)
    : m_thread(thread), m_writer(std::make_shared<Writer>())
{
    m_view.state = RecordingState::Starting;
    m_view.path = path;
    m_isWriting = true;
    m_thread.run(
        this, [writer = m_writer, path] { return writer->open(path); },
        [this](const Result<QString> &opened) {
            m_isWriting = false;
            if (!isRunning())
                return;
            if (!opened)
                return fail(opened.error());
            m_view.warning = *opened;
            m_view.state = RecordingState::Running;
            Q_EMIT changed(m_view);
            flush();
        });
}

KeyLogRecorder::~KeyLogRecorder()
{
    m_thread.post([writer = m_writer, lines = std::exchange(m_lines, {})]() mutable {
        writer->write(std::move(lines));
        writer->file.close();
    });
}

bool KeyLogRecorder::isRunning() const
{
    return isUnderWay(m_view.state);
}

void KeyLogRecorder::add(BytesView random, bool isGuestToHost, quint32 epoch, const EpochKeys &keys)
{
    if (!isRunning())
        return;
    constexpr qsizetype longestLine = 9 + 64 + 5 + 11 + 65 + 24 + 2;
    if (m_lines.capacity() - m_lines.size() < longestLine) { // no copy is left behind unwiped
        Bytes larger;
        larger.reserve(qMax<qsizetype>(4'096, 2 * m_lines.size()));
        larger.append(m_lines);
        wipe(toMutableSpan(m_lines));
        m_lines.swap(larger);
    }
    m_lines.append("WAXWING_1 ");
    appendHex(m_lines, toSpan(random));
    m_lines.append(isGuestToHost ? " g2h " : " h2g ");
    m_lines.append(Bytes::number(epoch)).append(' ');
    appendHex(m_lines, keys.key.span());
    m_lines.append(' ');
    appendHex(m_lines, keys.iv.span());
    m_lines.append('\n');
    ++m_lineCount;
    if (m_lines.size() > longestWait)
        return fail({Code::RecordingFailed,
                     QStringLiteral("The disk is too slow for the file %1: too much was waiting for it.")
                         .arg(m_view.path)});
    flush();
}

/// One batch at a time: what comes meanwhile makes the next one.
void KeyLogRecorder::flush()
{
    if (m_isWriting || m_lines.isEmpty())
        return;
    m_isWriting = true;
    m_thread.run(
        this,
        [writer = m_writer, lines = std::exchange(m_lines, {})]() mutable {
            return writer->write(std::move(lines));
        },
        [this, count = std::exchange(m_lineCount, 0)](const Result<void> &outcome) {
            onWritten(outcome, count);
        });
}

void KeyLogRecorder::onWritten(const Result<void> &outcome, quint64 lines)
{
    m_isWriting = false;
    if (outcome)
        m_view.lines += lines;
    if (!isRunning())
        return;
    if (!outcome)
        return fail(outcome.error());
    Q_EMIT changed(m_view);
    flush();
}

void KeyLogRecorder::stop()
{
    if (!isRunning())
        return;
    m_view.state = RecordingState::Off;
    m_thread.run(
        this,
        [writer = m_writer, lines = std::exchange(m_lines, {})]() mutable {
            const Result<void> outcome = writer->write(std::move(lines));
            writer->file.close();
            return outcome;
        },
        [this, count = std::exchange(m_lineCount, 0)](const Result<void> &outcome) {
            if (!outcome)
                return fail(outcome.error());
            m_view.lines += count;
            Q_EMIT changed(m_view);
        });
}

void KeyLogRecorder::fail(const Error &error)
{
    wipe(toMutableSpan(m_lines));
    m_lines.clear();
    m_thread.post([writer = m_writer] { writer->file.close(); });
    m_view.state = RecordingState::Failed;
    m_view.error = error;
    Q_EMIT changed(m_view);
}

} // namespace waxwing
