// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandLine.h"
#include "TraceControl.h"

namespace waxwing {

/// What a program without a window records (--capture, --keylog): begins before the room does, and says what
/// comes of it.
class HeadlessRecording : public QObject
{
    Q_OBJECT
public:
    /// `trace` is null where nothing is to be recorded.
    HeadlessRecording(TraceControl *trace, const Invocation &invocation, QObject *parent);

    /// begun() or failed() follows, perhaps at once.
    void start();

Q_SIGNALS:
    void begun();
    void failed(const waxwing::Error &error); ///< before it began; what fails later is told as an event

private:
    void onCaptureChanged(const CaptureView &view);
    void onKeyLogChanged(const KeyLogView &view);
    void startKeyLog();
    void onBegun();
    void onFailed(const QString &what, const QString &path, const Error &error);
    void sayStopped(const QString &what, const QString &path, const Error &error) const;

    TraceControl *const m_trace;
    const Invocation m_invocation;
    bool m_hasBegun = false;
    bool m_hasFailed = false; ///< before it began: for good
};

} // namespace waxwing
