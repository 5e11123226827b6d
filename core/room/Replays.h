// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FanOut.h"
#include "RoomDatabase.h"
#include "StoreThread.h"
#include "TalkLog.h"

#include <QObject>

namespace waxwing {

/// Brings members what was said while they were away (PROTOCOL 8.9): reads it page by page in the store's
/// thread, one page of all members at a time, so that what is being said waits for no more than that; holds
/// back while much waits for a link; and gives a member over to the FanOut without a gap or a repetition.
///
///   Waiting (for its turn, or until its link has taken enough) → Reading → Waiting
///                                                                Reading, the last lap → handed over
class Replays : public QObject
{
    Q_OBJECT
public:
    /// All borrowed; `database` is used in the store's thread alone.
    Replays(const Settings &settings, StoreThread &store, std::shared_ptr<RoomDatabase> database,
            TalkLog &log, FanOut &fanOut, QObject *parent = nullptr);

    /// The member gets what is kept from `next` on, and then what the FanOut has. It is in the FanOut, and
    /// everything numbered so far was posted.
    void begin(HostMember &member, quint64 next);
    /// It has gone.
    void end(const HostMember &member);
    /// To one who may not have had everything up to its own message: goes out when it has.
    void acknowledge(HostMember &member, quint64 counter);
    [[nodiscard]] bool isIdle() const { return m_waiting.empty() && !m_reading; }

Q_SIGNALS:
    void caughtUp(quint64 member); ///< it gets the others' talk as it comes
    void failed(quint64 member, const waxwing::Error &error);
    void notice(const QString &line);

private:
    struct Page
    {
        struct Row
        {
            EncodedMessage message;
            quint64 number = 0;
        };
        std::vector<Row> rows;
        int damaged = 0;
    };
    static Result<Page> read(RoomDatabase &database, NumberRange range, const features::Common &common);
    void schedule();
    void readNext();
    void readFor(HostMember &member);
    void onRead(const NumberRange &range, const Result<Page> &page);
    void leaveOut(const NumberRange &range, const Page &page);
    void hand(HostMember &member, const Page &page);
    void handOver(HostMember &member);
    static void tellAck(HostMember &member);
    [[nodiscard]] bool mayRead(const HostMember &member) const;

    const Settings &m_settings;
    StoreThread &m_store;
    std::shared_ptr<RoomDatabase> m_database;
    TalkLog &m_log;
    FanOut &m_fanOut;
    std::deque<HostMember *> m_waiting;
    HostMember *m_reading = nullptr; ///< whose page it is; null: of nobody who is still here
    bool m_isBusy = false;           ///< the store reads a page
    bool m_isScheduled = false;
};

} // namespace waxwing
