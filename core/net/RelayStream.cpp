// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RelayStream.h"

#include <QTimerEvent>

#include <algorithm>

namespace waxwing {

namespace {

/// A shorter piece counts for this member's rate (PROTOCOL 16.1): where the window alone would make one,
/// more of it is waited for.
constexpr qsizetype shortestPiece = 4 * 1024;

/// What `hang_up` says of an end: a code of this machine alone means nothing to the other side.
Code wordFor(Code code)
{
    if (quint16(code) < 256)
        return code;
    return code == Code::NoAnswer ? Code::Idle : Code::Left;
}

} // namespace

RelayStream::RelayStream(std::unique_ptr<RelayPath> path, const Settings &settings)
    : m_path(std::move(path)), m_gatherMs(settings.relayedGatherMs)
{}

RelayStream::~RelayStream()
{
    if (!m_isOver)
        m_path->hangUp(wordFor(m_reason));
}

// ---- What the room's link brings

void RelayStream::relayCame(const Bytes &bytes)
{
    if (m_isOver)
        return;
    m_arrived += quint64(bytes.size());
    if (m_arrived - m_told > quint64(limits::relayWindow))
        return hangUp(Code::Unexpected, {Code::Unexpected, QStringLiteral("relayed beyond the window")});
    if (m_read > bytesAvailable()) { // what was read goes before more comes
        m_inbox.remove(0, m_read);
        m_read = 0;
    }
    m_inbox.append(bytes);
    if (std::exchange(m_readyPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_readyPosted = false;
            Q_EMIT readyRead();
        },
        Qt::QueuedConnection);
}

void RelayStream::relayedCame(quint64 count)
{
    if (m_isOver)
        return;
    if (count <= m_confirmed || count > m_sent)
        return hangUp(Code::Unexpected, {Code::Unexpected, QStringLiteral("more was taken than was sent")});
    m_confirmed = count;
    sendUnsent();
    if (m_isOver || std::exchange(m_writtenPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_writtenPosted = false;
            Q_EMIT bytesWritten();
        },
        Qt::QueuedConnection);
}

void RelayStream::hangUpCame(Code code)
{
    if (!m_isOver)
        end({code, QStringLiteral("the call has ended")});
}

// ---- The stream

qsizetype RelayStream::read(char *data, qsizetype size)
{
    const qsizetype taken = qMin(size, bytesAvailable());
    if (taken <= 0)
        return 0;
    std::copy_n(m_inbox.cbegin() + m_read, taken, data);
    m_read += taken;
    if (bytesAvailable() == 0) {
        m_inbox = {}; // an idle stream keeps no memory
        m_read = 0;
    }
    m_taken += quint64(taken);
    if (m_taken - m_told >= quint64(limits::relayedStep))
        tellTaken();
    else if (!m_timer.isActive() && !m_isOver)
        m_timer.start(m_gatherMs, this);
    return taken;
}

void RelayStream::write(BytesView bytes)
{
    if (m_isOver || m_isClosing)
        return;
    if (m_gone > unsent()) { // what was sent goes before more comes
        m_unsent.remove(0, m_gone);
        m_gone = 0;
    }
    m_unsent.append(bytes);
    sendUnsent();
}

void RelayStream::sendUnsent()
{
    while (unsent() > 0) {
        const auto room = limits::relayWindow - qint64(m_sent - m_confirmed);
        const qsizetype size = qMin<qsizetype>(unsent(), qMin<qint64>(room, limits::relayBytes));
        if (size <= 0 || (size < shortestPiece && size < unsent()))
            return;
        m_sent += quint64(size);
        m_gone += size;
        m_path->relay(m_unsent.sliced(m_gone - size, size));
    }
    m_unsent = {}; // an idle stream keeps no memory
    m_gone = 0;
    if (m_isClosing)
        hangUp(wordFor(m_reason), {Code::Lost, QStringLiteral("closed at this end")});
}

void RelayStream::tellTaken()
{
    m_timer.stop();
    if (m_isOver || m_taken == m_told)
        return;
    m_told = m_taken;
    m_path->relayed(m_told);
}

void RelayStream::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        tellTaken();
    else
        Stream::timerEvent(event);
}

void RelayStream::close()
{
    if (m_isOver)
        return;
    m_isClosing = true;
    sendUnsent();
}

void RelayStream::abort()
{
    m_inbox = {};
    m_read = 0;
    if (!m_isOver)
        hangUp(wordFor(m_reason), {Code::Lost, QStringLiteral("closed at this end")});
}

void RelayStream::hangUp(Code code, const Error &error)
{
    m_path->hangUp(code);
    end(error);
}

void RelayStream::end(const Error &error)
{
    m_isOver = true;
    m_timer.stop();
    m_unsent = {};
    m_gone = 0;
    m_sent = m_confirmed; // nothing waits any more
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT closed(error); }, Qt::QueuedConnection);
}

} // namespace waxwing
