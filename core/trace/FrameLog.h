// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ByteRing.h"
#include "TracedFrame.h"

#include <QHash>
#include <QMutex>

#include <limits>
#include <optional>
#include <vector>

namespace waxwing {

/// The last frames of the links of one room: 100,000 of them or 64 MiB (DESIGN §5), the oldest forgotten
/// first. They are copied into a ring that is made once: to keep the buffers themselves costs more, for
/// memory is then never given back in the order in which it was taken. One thread writes; any thread reads.
class FrameLog
{
public:
    struct Limits
    {
        qsizetype frames = 100'000;
        qsizetype bytes = 64 * 1024 * 1024;
    };
    FrameLog();
    explicit FrameLog(const Limits &limits);

    // Writing
    quint64 addLink(TracedLink link); ///< gives its id
    void nameLink(quint64 link, const QString &peer);
    void setLinkRandom(quint64 link, const Bytes &random); ///< of its guest hello
    void setLinkNotKept(quint64 link, quint64 bytes);
    void endLink(quint64 link, const Error &error, bool byPeer, qint64 timeNs);
    /// Gives it its number. A frame of a link that is not known is dropped; one that is larger than half of
    /// the log is forgotten at once, and all before it. Where `sharedContent` is not null, the content is
    /// these bytes: sealed for many, they are kept once.
    void add(const PassingFrame &frame, const Bytes *sharedContent = nullptr);

    // Reading. Numbers are consecutive.
    [[nodiscard]] quint64 first() const; ///< of the oldest frame that is kept
    [[nodiscard]] quint64 end() const;   ///< one past the newest; first() == end(): none
    [[nodiscard]] std::optional<TracedFrame> frame(quint64 number) const;
    /// Those of [from, from + count) that are kept; the first ones, where they have `mostBytes` together.
    [[nodiscard]] std::vector<TracedFrame>
    frames(quint64 from, quint64 count, qsizetype mostBytes = std::numeric_limits<qsizetype>::max()) const;
    [[nodiscard]] std::optional<TracedLink> link(quint64 id) const;
    /// Those that live, or of which a frame is kept; in the order in which they began.
    [[nodiscard]] std::vector<TracedLink> links() const;
    /// Rises with every change of a link: a name, an end.
    [[nodiscard]] quint64 linksVersion() const;

private:
    struct KeptLink
    {
        TracedLink link;
        qsizetype frames = 0;
    };
    struct KeptFrame
    {
        FrameFacts facts; ///< without the detail
        quint64 bytesAt = 0;
        quint64 contentAt = 0;
        quint32 size = 0;
        quint32 contentSize = 0;
    };
    [[nodiscard]] quint64 sharingWindow() const { return quint64(m_ring.capacity()) / 16; }
    [[nodiscard]] bool isOverwritten(const KeptFrame &frame) const;
    quint64 keepContent(const PassingFrame &frame, const Bytes *shared);
    void forgetOldest();
    void forgetLinkIfDone(quint64 id);
    [[nodiscard]] quint64 firstKept() const { return m_next - quint64(m_count); }
    [[nodiscard]] std::size_t slotOf(quint64 number) const
    {
        return std::size_t(number % quint64(m_mostFrames));
    }
    [[nodiscard]] TracedFrame copyOf(quint64 number) const;

    const qsizetype m_mostFrames;
    mutable QMutex m_mutex;
    std::vector<KeptFrame> m_frames; ///< a ring, by slotOf(); grows up to the most that there may be
    qsizetype m_count = 0;
    QHash<quint64, QString> m_details; ///< of refusals, by number: few have one
    ByteRing m_ring;
    Bytes m_sharedContent; ///< the last that was sealed for many
    quint64 m_sharedAt = 0;
    QHash<quint64, KeptLink> m_links;
    quint64 m_next = 1; ///< number of the next frame
    quint64 m_nextLink = 1;
    quint64 m_linksVersion = 0;
};

} // namespace waxwing
