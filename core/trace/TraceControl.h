// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameLog.h"
#include "Recording.h"

#include <QObject>

#include <functional>
#include <memory>

namespace waxwing {

class ContextGuard;
class WireTrace;

/// A WireTrace as a window sees it, in the GUI thread: the log to look at, and what is recorded into files.
class TraceControl : public QObject
{
    Q_OBJECT
public:
    /// `trace` lives in the network thread; it may die before this, with its room.
    explicit TraceControl(WireTrace *trace, QObject *parent = nullptr);
    ~TraceControl() override;

    /// For any thread; outlives this and the room.
    [[nodiscard]] std::shared_ptr<const FrameLog> log() const { return m_log; }

    /// In place of the one before. What the log still holds is written first, with its own times.
    void startCapture(const CaptureWish &wish);
    void stopCapture();
    [[nodiscard]] const CaptureView &capture() const { return m_capture; }

    /// The keys of this program's own links, from now on: whoever reads the file can read the conversation,
    /// and everybody in the room is told (PROTOCOL 8.8). In place of the one before.
    void startKeyLog(const QString &path);
    void stopKeyLog();
    [[nodiscard]] const KeyLogView &keyLog() const { return m_keyLog; }

Q_SIGNALS:
    void keyLogChanged(const waxwing::KeyLogView &view);
    /// A state at once; the numbers of one that runs four times a second at most.
    void captureChanged(const waxwing::CaptureView &view);

private:
    void ask(std::function<void(WireTrace &)> wish);
    void onEnded();

    const std::shared_ptr<const FrameLog> m_log;
    WireTrace *const m_trace; ///< only for m_guard's calls
    const std::shared_ptr<ContextGuard> m_guard;
    CaptureView m_capture;
    KeyLogView m_keyLog;
    bool m_hasEnded = false; ///< the room, and with it the trace
};

} // namespace waxwing
