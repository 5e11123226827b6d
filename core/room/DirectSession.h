// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectRecords.h"
#include "GuestServices.h"
#include "Link.h"
#include "TokenBucket.h"

#include <QElapsedTimer>
#include <QPointer>

#include <deque>

namespace waxwing {

/// What is told on one direct link, from the end of its first refresh on (PROTOCOL 16.5): sends what is kept
/// and not known there, hands in what comes, acknowledges what is stored. Whoever breaks the rules ends the
/// link. Keeps nothing: it asks for what it sends, and is told what was stored. Network thread.
class DirectSession : public QObject
{
    Q_OBJECT
public:
    /// Where both sides stood when the link began.
    struct Start
    {
        QString name;
        Bytes identity;      ///< of the other side, digest
        Bytes device;        ///< of the other side
        quint64 told = 0;    ///< what is known of ours there
        quint64 taken = 0;   ///< what is stored of theirs
        quint64 sent = 0;    ///< highest of ours that may have gone out before
        quint64 counter = 0; ///< highest that we gave
        quint64 updateEvery = 0;
    };
    DirectSession(Link *link, const Start &start, const GuestServices &services, QObject *parent = nullptr);
    ~DirectSession() override;

    [[nodiscard]] const Start &start() const { return m_start; }
    [[nodiscard]] Link *link() const { return m_link; }
    /// Takes what is of files (PROTOCOL 16.7), once both sides have said `told`; an error ends the link.
    using TakeOfFiles = std::function<Result<void>(const Message &)>;
    void setFiles(TakeOfFiles take) { m_takeOfFiles = std::move(take); }
    void begin(); ///< says the first `told`

    /// Something more of ours is kept, up to that counter.
    void more(quint64 counter);
    /// Answer to outgoingWanted(), in order. Those that are void only move the place on.
    void offer(const std::vector<DirectMessage> &messages);
    void notNow() { m_isAsking = false; } ///< answer to outgoingWanted(): more() asks again
    /// Answer to arrived(): kept, or known.
    void stored();
    void setWriting(bool writing);
    void tellRead(quint64 counter); ///< of theirs
    [[nodiscard]] bool isIdle() const
    {
        return m_waits.empty() && !m_isAsking && m_arrived.empty() && !m_isStoring;
    }

Q_SIGNALS:
    /// So many that stand above that counter.
    void outgoingWanted(quint64 above, int count);
    void arrived(const std::vector<waxwing::DirectMessage> &messages);
    void toldCame(quint64 counter);
    void began(); ///< both sides have said their first `told`
    /// They have more of ours than is known here; the link is of no use until the counters are above that.
    void olderCopyFound(quint64 counter);
    void readCame(quint64 counter);
    void writingCame(bool active);
    void somethingHappened(); ///< not idle just now

private:
    void receive(const Message &message);
    Result<void> on(const Tell &tell);
    Result<void> on(const Told &told);
    Result<void> on(const Read &read);
    Result<void> onOther(const Message &message);
    void onWriting(bool active);
    void charge(const Message &message);
    void payRates();
    void ask();
    void storeArrived();
    void tellTaken();

    struct Rate
    {
        TokenBucket bucket;
        int owed = 0; ///< came in a frame that was taken already
    };
    QPointer<Link> m_link;
    TakeOfFiles m_takeOfFiles;
    const GuestServices &m_services;
    Rate m_tells; ///< PROTOCOL 10, as a host holds a member back
    Rate m_others;
    const Start m_start;
    quint64 m_counter;           ///< highest of ours that is kept
    quint64 m_sent = 0;          ///< highest that went out, or is known there, or has no text any more
    quint64 m_told = 0;          ///< as the other side said last
    std::deque<quint64> m_waits; ///< went out, and is not told
    quint64 m_taken;             ///< stored of theirs
    quint64 m_heard;             ///< highest that came
    quint64 m_storing = 0;       ///< highest of what is on its way to the vault
    int m_untold = 0;            ///< tells that came and are not told yet
    std::vector<DirectMessage> m_arrived;
    quint64 m_readHere = 0; ///< of theirs, as they were told
    quint64 m_readThere = 0;
    QElapsedTimer m_sinceWriting;
    bool m_hasTheirTold = false;
    bool m_isAsking = false;
    bool m_isStoring = false;
    bool m_isScheduled = false;
    bool m_owesTold = false;
};

} // namespace waxwing
