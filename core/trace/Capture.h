// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"
#include "Recording.h"

#include <QObject>
#include <QTimer>

#include <variant>

namespace waxwing {

class StoreThread;

/// One capture file from its start to its end: hands what is told of links and frames to the thread that
/// encodes and writes. What the log still holds is written first. In the network thread, where it never waits
/// for a disk: what waits for one is bounded, and beyond that the capture ends, not the conversation. Its
/// file is whole and closed when everything posted to `thread` is done.
class Capture : public QObject
{
    Q_OBJECT
public:
    /// `thread` is borrowed.
    Capture(std::shared_ptr<const FrameLog> log, StoreThread &thread, const CaptureWish &wish);
    ~Capture() override; ///< where it was not stopped and not a packet was written, its file is removed

    void began(const TracedLink &link);
    void add(const PassingFrame &frame);
    void ended(const TracedLink &link);
    /// What was told before is still written.
    void stop();
    [[nodiscard]] const CaptureView &view() const { return m_view; }

Q_SIGNALS:
    /// A state at once, numbers four times a second at most.
    void changed(const waxwing::CaptureView &view);

private:
    struct Began
    {
        TracedLink link;
    };
    struct Ended
    {
        TracedLink link;
    };
    using Event = std::variant<Began, TracedFrame, Ended>;
    struct Writer;
    struct Progress
    {
        Result<void> outcome;
        quint64 frames = 0;
        quint64 bytes = 0;
    };

    [[nodiscard]] bool isRunning() const;
    void begin(const std::shared_ptr<const FrameLog> &log);
    void take(Event event, qsizetype weight);
    void flush();
    void onWritten(const Progress &progress, qsizetype weight);
    void fail(const Error &error);
    void enter(RecordingState state);

    StoreThread &m_thread;
    std::shared_ptr<Writer> m_writer; ///< used in m_thread alone
    CaptureView m_view;
    std::vector<Event> m_queue;
    qsizetype m_queueBytes = 0;
    qsizetype m_waitingBytes = 0; ///< queued, and handed over but not yet written
    bool m_isWriting = false;
    QTimer m_tellTimer;
};

} // namespace waxwing
