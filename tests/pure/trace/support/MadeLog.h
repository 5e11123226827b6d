// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyTimeline.h"
#include "MessageCodec.h"
#include "Record.h"

namespace waxwing {

/// A log with frames whose header and content say what a test wants: no cipher is needed to look at them.
class MadeLog
{
public:
    explicit MadeLog(const FrameLog::Limits &limits = {}) : log(limits) { log.addLink({}); }

    void add(bool sent, quint32 epoch, const Message &message, qint64 seconds = 0, quint64 more = 0)
    {
        const EncodedMessage encoded = encode(message);
        TracedFrame frame;
        frame.link = 1;
        frame.sent = sent;
        frame.timeNs = 1'000'000'000 + seconds * 1'000'000'000;
        layOutRecord(frame.buffer, {epoch, 0}, encoded.content);
        frame.hasContent = true;
        frame.contentBuffer = encoded.content;
        m_bytes[sent ? 1 : 0] += more;
        frame.streamOffset = m_bytes[sent ? 1 : 0];
        frame.otherOffset = m_bytes[sent ? 0 : 1];
        m_bytes[sent ? 1 : 0] += quint64(frame.buffer.size());
        log.add(frame.passing());
    }
    /// Of a guest's log.
    void refresh(quint32 sentEpoch, quint32 receivedEpoch, qint64 seconds = 0, quint64 more = 0)
    {
        add(false, receivedEpoch, Refresh{Bytes(32, 'r')}, seconds, more);
        add(true, sentEpoch, Refreshed{Bytes(32, 's')}, seconds);
        add(false, receivedEpoch, RefreshEnd{}, seconds);
    }
    void begin()
    {
        add(true, 0, Ready{});
        add(false, 0, HostProof{Bytes(422, 'i'), Bytes(384, 's')});
        refresh(1, 1);
        add(false, 2, Welcome{5, 100, Bytes(16, 'h'), 1, 0});
    }
    static Said said() { return {1, QStringLiteral("ravi"), Bytes(16, 'd'), 1, 1, QStringLiteral("hi")}; }

    FrameLog log;

private:
    quint64 m_bytes[2] = {0, 0};
};

inline KeyTimeline readTimeline(const FrameLog &log, quint64 link = 1, quint64 most = 4'096)
{
    KeyTimeline timeline(link);
    do {
        if (!timeline.advance(log, most))
            qFatal("frames went missing");
    } while (!timeline.isUpToDate(log));
    return timeline;
}

/// The frames of talk that fall.
inline std::vector<quint64> fallen(const KeyTimeline &timeline, const KeyLeak &leak)
{
    const KeyFall fall = timeline.fallsWith(leak);
    std::vector<quint64> frames;
    for (const KeyTimeline::Entry &entry : timeline.entries()) {
        if (!entry.isBegin && fall.covers(entry.sent, entry.epoch))
            frames.push_back(entry.frame);
    }
    return frames;
}

} // namespace waxwing
