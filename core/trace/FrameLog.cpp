// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameLog.h"

#include <QMutexLocker>

#include <algorithm>

namespace waxwing {

FrameLog::FrameLog() : FrameLog(Limits{}) {}

FrameLog::FrameLog(const Limits &limits) : m_mostFrames(limits.frames), m_ring(limits.bytes) {}

quint64 FrameLog::addLink(TracedLink link)
{
    const QMutexLocker lock(&m_mutex);
    link.id = m_nextLink++;
    ++m_linksVersion;
    const quint64 id = link.id;
    m_links.insert(id, {std::move(link), 0});
    return id;
}

void FrameLog::nameLink(quint64 link, const QString &peer)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_links.find(link);
    if (found == m_links.end())
        return;
    found->link.peerName = peer;
    ++m_linksVersion;
}

void FrameLog::setLinkRandom(quint64 link, const Bytes &random)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_links.find(link);
    if (found == m_links.end())
        return;
    found->link.random = random;
    ++m_linksVersion;
}

void FrameLog::setLinkNotKept(quint64 link, quint64 bytes)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_links.find(link);
    if (found == m_links.end())
        return;
    found->link.notKept = bytes;
    ++m_linksVersion;
}

void FrameLog::endLink(quint64 link, const Error &error, bool byPeer, qint64 timeNs)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_links.find(link);
    if (found == m_links.end())
        return;
    found->link.end = error;
    found->link.endedByPeer = byPeer;
    found->link.endNs = timeNs;
    ++m_linksVersion;
    forgetLinkIfDone(link);
}

void FrameLog::add(const PassingFrame &frame, const Bytes *sharedContent)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_links.find(frame.link);
    if (found == m_links.end())
        return;
    if (m_mostFrames == 0 || frame.bytes.size() + frame.content.size() > m_ring.capacity() / 2) {
        while (m_count > 0) // it does not fit, so all that is older goes with it: numbers are consecutive
            forgetOldest();
        ++m_next;
        return;
    }
    ++found->frames;
    const std::size_t slot = slotOf(m_next);
    if (m_count == m_mostFrames)
        forgetOldest();
    if (slot >= m_frames.size())
        m_frames.resize(std::min(std::size_t(m_mostFrames), std::max<std::size_t>(1'024, 2 * slot)));
    KeptFrame &kept = m_frames[slot];
    kept.facts = frame;
    if (!frame.detail.isEmpty())
        m_details.insert(m_next, std::exchange(kept.facts.detail, {}));
    kept.contentSize = quint32(frame.content.size());
    kept.contentAt = keepContent(frame, sharedContent);
    kept.size = quint32(frame.bytes.size());
    kept.bytesAt = m_ring.put(frame.bytes);
    ++m_count;
    ++m_next;
    while (isOverwritten(m_frames[slotOf(firstKept())]))
        forgetOldest();
}

/// A frame goes a little before its bytes do, so that a content that it shares with others, which lies before
/// them by at most the window, is there as long as any of them.
bool FrameLog::isOverwritten(const KeptFrame &frame) const
{
    const quint64 oldest = m_ring.oldest();
    return frame.bytesAt < oldest + (oldest > 0 ? sharingWindow() : 0) ||
           (frame.contentSize > 0 && frame.contentAt < oldest);
}

quint64 FrameLog::keepContent(const PassingFrame &frame, const Bytes *shared)
{
    if (!shared)
        return m_ring.put(frame.content);
    const bool isKept = shared->constData() == m_sharedContent.constData() &&
                        shared->size() == m_sharedContent.size() && !m_sharedContent.isEmpty() &&
                        m_ring.nextPosition(frame.bytes.size()) <= m_sharedAt + sharingWindow();
    if (!isKept) {
        m_sharedContent = *shared;
        m_sharedAt = m_ring.put(*shared);
    }
    return m_sharedAt;
}

void FrameLog::forgetOldest()
{
    const quint64 link = m_frames[slotOf(firstKept())].facts.link;
    if (!m_details.isEmpty())
        m_details.remove(firstKept());
    --m_count;
    const auto found = m_links.find(link);
    if (found == m_links.end())
        return;
    if (--found->frames == 0)
        forgetLinkIfDone(link);
}

void FrameLog::forgetLinkIfDone(quint64 id)
{
    const auto found = m_links.constFind(id);
    if (found != m_links.constEnd() && found->frames == 0 && found->link.endNs != 0) {
        m_links.erase(found);
        ++m_linksVersion;
    }
}

quint64 FrameLog::first() const
{
    const QMutexLocker lock(&m_mutex);
    return firstKept();
}

quint64 FrameLog::end() const
{
    const QMutexLocker lock(&m_mutex);
    return m_next;
}

TracedFrame FrameLog::copyOf(quint64 number) const
{
    const KeptFrame &kept = m_frames[slotOf(number)];
    TracedFrame frame;
    static_cast<FrameFacts &>(frame) = kept.facts;
    frame.number = number;
    frame.detail = m_details.value(number);
    frame.buffer = m_ring.view(kept.bytesAt, kept.size).toByteArray();
    frame.contentBuffer = m_ring.view(kept.contentAt, kept.contentSize).toByteArray();
    return frame;
}

std::optional<TracedFrame> FrameLog::frame(quint64 number) const
{
    const QMutexLocker lock(&m_mutex);
    if (number < firstKept() || number >= m_next)
        return std::nullopt;
    return copyOf(number);
}

std::vector<TracedFrame> FrameLog::frames(quint64 from, quint64 count, qsizetype mostBytes) const
{
    const QMutexLocker lock(&m_mutex);
    const quint64 begin = std::max(from, firstKept());
    const quint64 stop = from > m_next || count > m_next - from ? m_next : from + count;
    std::vector<TracedFrame> found;
    for (quint64 number = begin; number < stop && mostBytes > 0; ++number) {
        found.push_back(copyOf(number));
        mostBytes -= found.back().buffer.size() + found.back().contentBuffer.size();
    }
    return found;
}

std::optional<TracedLink> FrameLog::link(quint64 id) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_links.constFind(id);
    return found == m_links.constEnd() ? std::nullopt : std::optional(found->link);
}

std::vector<TracedLink> FrameLog::links() const
{
    std::vector<TracedLink> all;
    {
        const QMutexLocker lock(&m_mutex);
        for (const KeptLink &kept : m_links)
            all.push_back(kept.link);
    }
    std::sort(all.begin(), all.end(),
              [](const TracedLink &left, const TracedLink &right) { return left.id < right.id; });
    return all;
}

quint64 FrameLog::linksVersion() const
{
    const QMutexLocker lock(&m_mutex);
    return m_linksVersion;
}

} // namespace waxwing
