// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// How a link sends: what waits, in which order, and sealed as late as can be (PROTOCOL 5.4, 8.3).
#include "Link.h"

#include "Record.h"

namespace waxwing {

namespace {

constexpr qsizetype writeSize = 64 * 1024;
constexpr qint64 bulkMost =
    8 * 1024 * 1024; ///< but for calls; its windows let it be less, if it ends no file early

} // namespace

void Link::send(const Message &message, Urgency urgency)
{
    if (std::holds_alternative<IdentityProof>(message))
        m_channel.wipeExporter(); // its last use; a refresh may come from here on
    send(encode(message), urgency);
    if (std::holds_alternative<GetFile>(message) && !isClosing())
        expectAnswer();
}

void Link::sendOfCall(const Bytes &call, const Message &message)
{
    queue(encode(message), Urgency::Bulk, call);
}

void Link::queue(const EncodedMessage &message, Urgency urgency, const Bytes &call)
{
    if (isClosing())
        return;
    m_hasSpoken = true;
    m_queue.push(message, urgency, call);
    if (message.countsAsTalk)
        expectAnswer();
    if (m_gathers && m_queue.bytes() < writeSize)
        return;
    pump();
    if (m_queue.isEmpty())
        return;
    const qint64 limit = m_isLoggedIn ? m_settings.unsentPerMember : m_settings.unsentBeforeLogin;
    if (m_channel.role() == SecureChannel::Role::Host &&
        (unsentBytes() - m_queue.bulkBytes() > limit ||
         m_queue.bulkBytes() - m_queue.callBytes() > bulkMost)) { // a call's window is its own
        m_queue.clear();
        m_stage = Stage::Doomed; // not within the caller's loop over all members
        QMetaObject::invokeMethod(
            this,
            [this] {
                fail({Code::SlowReader, QStringLiteral("does not read")});
            },
            Qt::QueuedConnection);
    }
}

/// What was said before an end in the same breath.
void Link::sendGathered()
{
    if (std::exchange(m_gathers, false))
        pump();
}

/// Seals late: only while little waits in the socket.
void Link::pump()
{
    if (m_pumping || m_stage != Stage::Running || !m_channel.canSeal())
        return;
    m_pumping = true;
    Bytes out;
    out.reserve(qMin(qsizetype(m_queue.bytes()), 2 * writeSize) + frameSize(0)); // an update may follow
    ChannelEvents events;
    const auto mayWrite = [&] {
        return !m_queue.isEmpty() && m_stream->bytesToWrite() + out.size() < m_settings.socketHighWater;
    };
    // The last piece may take all that stood before it along, and nobody tells of that afterwards: look
    // again.
    while (mayWrite()) {
        sealNext(out, events);
        if (out.size() >= writeSize || !mayWrite()) {
            if (!out.isEmpty()) // the last one may seal to nothing
                write(out);
            out.resize(0);
        }
    }
    m_pumping = false;
    m_owesPong = m_owesPong && m_queue.hasControl();
    for (ChannelEvent &event : events)
        takeEvent(event);
}

void Link::sealNext(Bytes &out, ChannelEvents &events)
{
    const SendQueue::Item item = m_queue.pop();
    if (const auto *message = std::get_if<EncodedMessage>(&item)) {
        const std::optional<qsizetype> start = m_channel.seal(*message, out, events);
        if (start && m_tampersNext && message->countsAsTalk) {
            m_tampersNext = false;
            char &first = out[*start + limits::additionalDataSize];
            first = char(first ^ 1);
        }
    } else if (std::holds_alternative<SendQueue::RefreshOffer>(item)) {
        if (m_channel.sealRefresh(out, events))
            beginRefreshClock();
    } else if (m_channel.sealRefreshAnswer(out, events) && m_channel.role() == SecureChannel::Role::Guest) {
        beginRefreshClock();
    }
}

void Link::write(const Bytes &bytes)
{
    m_bytesSinceRefresh += bytes.size();
    if (m_tap) {
        m_tap->sent(bytes, m_sealed);
        m_sealed.clear();
    }
    m_stream->write(bytes);
}

void Link::sealed(qsizetype start, qsizetype size, const Bytes &content)
{
    m_sealed.push_back({start, size, content});
}

void Link::onBytesWritten()
{
    pump();
    if (!m_queue.isEmpty() || m_stream->bytesToWrite() > 0)
        return;
    if (m_deadlines.isSet(LinkDeadlines::RefreshQuiet))
        m_quietSinceMs = now();
}

} // namespace waxwing
