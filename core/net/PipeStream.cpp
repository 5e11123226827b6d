// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PipeStream.h"

#include <QMutex>

#include <array>
#include <cstring>

namespace waxwing {

struct PipeStream::Shared
{
    struct End
    {
        PipeStream *stream = nullptr; ///< null once it has gone
        Bytes inbox;                  ///< written by the other end
        qsizetype read = 0;           ///< of the inbox
        bool readyPosted = false;
        bool writtenPosted = false;
        bool closed = false;       ///< takes and gives nothing more
        bool closedPosted = false; ///< told of the end
        [[nodiscard]] qsizetype available() const { return inbox.size() - read; }
    };
    QMutex mutex;
    std::array<End, 2> ends;

    // All with the mutex held: a stream cannot go while it is posted to, since its destructor takes the
    // mutex.
    void postReady(End &to);
    void postWritten(End &to);
    void postClosed(End &to);
};

void PipeStream::Shared::postReady(End &to)
{
    if (!to.stream || std::exchange(to.readyPosted, true))
        return;
    QMetaObject::invokeMethod(
        to.stream,
        [stream = to.stream, this, &to] {
            {
                const QMutexLocker lock(&mutex);
                to.readyPosted = false;
            }
            Q_EMIT stream->readyRead();
        },
        Qt::QueuedConnection);
}

void PipeStream::Shared::postWritten(End &to)
{
    if (!to.stream || std::exchange(to.writtenPosted, true))
        return;
    QMetaObject::invokeMethod(
        to.stream,
        [stream = to.stream, this, &to] {
            {
                const QMutexLocker lock(&mutex);
                to.writtenPosted = false;
            }
            Q_EMIT stream->bytesWritten();
        },
        Qt::QueuedConnection);
}

void PipeStream::Shared::postClosed(End &to)
{
    if (!to.stream || std::exchange(to.closedPosted, true))
        return;
    QMetaObject::invokeMethod(
        to.stream,
        [stream = to.stream] {
            Q_EMIT stream->closed(Error{Code::Lost, QStringLiteral("the other end has gone")});
        },
        Qt::QueuedConnection);
}

PipeStream::PipeStream(std::shared_ptr<Shared> shared, int end) : m_shared(std::move(shared)), m_end(end)
{
    m_shared->ends[std::size_t(m_end)].stream = this;
}

std::pair<std::unique_ptr<PipeStream>, std::unique_ptr<PipeStream>> PipeStream::makePair()
{
    auto shared = std::make_shared<Shared>();
    std::unique_ptr<PipeStream> first(new PipeStream(shared, 0));
    std::unique_ptr<PipeStream> second(new PipeStream(shared, 1));
    return {std::move(first), std::move(second)};
}

PipeStream::~PipeStream()
{
    end();
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->ends[std::size_t(m_end)].stream = nullptr;
}

qsizetype PipeStream::bytesAvailable() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->ends[std::size_t(m_end)].available();
}

qsizetype PipeStream::read(char *data, qsizetype size)
{
    const QMutexLocker lock(&m_shared->mutex);
    Shared::End &mine = m_shared->ends[std::size_t(m_end)];
    const qsizetype taken = qMin(size, mine.available());
    if (taken <= 0)
        return 0;
    std::memcpy(data, mine.inbox.constData() + mine.read, std::size_t(taken));
    mine.read += taken;
    if (mine.available() == 0) {
        mine.inbox = {}; // an idle pipe keeps no memory
        mine.read = 0;
    }
    m_shared->postWritten(m_shared->ends[std::size_t(1 - m_end)]);
    return taken;
}

void PipeStream::write(BytesView bytes)
{
    const QMutexLocker lock(&m_shared->mutex);
    Shared::End &mine = m_shared->ends[std::size_t(m_end)];
    Shared::End &other = m_shared->ends[std::size_t(1 - m_end)];
    if (mine.closed || other.closed || bytes.isEmpty())
        return;
    if (other.read > other.available()) { // what was read goes before more comes
        other.inbox.remove(0, other.read);
        other.read = 0;
    }
    other.inbox.append(bytes);
    m_shared->postReady(other);
}

qsizetype PipeStream::bytesToWrite() const
{
    const QMutexLocker lock(&m_shared->mutex);
    const Shared::End &other = m_shared->ends[std::size_t(1 - m_end)];
    return other.closed ? 0 : other.available();
}

void PipeStream::close()
{
    end();
}

/// What was written stays with the other end, as with a socket whose system has it already.
void PipeStream::abort()
{
    end();
    const QMutexLocker lock(&m_shared->mutex);
    Shared::End &mine = m_shared->ends[std::size_t(m_end)];
    mine.inbox = {};
    mine.read = 0;
}

void PipeStream::end()
{
    const QMutexLocker lock(&m_shared->mutex);
    Shared::End &mine = m_shared->ends[std::size_t(m_end)];
    if (mine.closed)
        return;
    mine.closed = true;
    m_shared->postClosed(mine);
    m_shared->postClosed(m_shared->ends[std::size_t(1 - m_end)]);
}

} // namespace waxwing
