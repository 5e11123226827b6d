// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TraceControl.h"

#include "ContextGuard.h"
#include "WireTrace.h"

namespace waxwing {

TraceControl::TraceControl(WireTrace *trace, QObject *parent)
    : QObject(parent), m_log(trace->log()), m_trace(trace), m_guard(ContextGuard::make(trace))
{
    connect(
        trace, &WireTrace::captureChanged, this,
        [this](const CaptureView &view) {
            m_capture = view;
            Q_EMIT captureChanged(m_capture);
        },
        Qt::QueuedConnection);
    connect(
        trace, &WireTrace::keyLogChanged, this,
        [this](const KeyLogView &view) {
            m_keyLog = view;
            Q_EMIT keyLogChanged(m_keyLog);
        },
        Qt::QueuedConnection);
    connect(trace, &QObject::destroyed, this, &TraceControl::onEnded, Qt::QueuedConnection);
}

TraceControl::~TraceControl() = default;

void TraceControl::ask(std::function<void(WireTrace &)> wish)
{
    m_guard->deliver([trace = m_trace, wish = std::move(wish)] { wish(*trace); });
}

/// What it recorded goes on to the end of its last link, and ends with it.
void TraceControl::onEnded()
{
    m_hasEnded = true;
    if (isUnderWay(m_capture.state)) {
        m_capture.state = RecordingState::Off;
        Q_EMIT captureChanged(m_capture);
    }
    if (isUnderWay(m_keyLog.state)) {
        m_keyLog.state = RecordingState::Off;
        Q_EMIT keyLogChanged(m_keyLog);
    }
}

void TraceControl::startCapture(const CaptureWish &wish)
{
    if (m_hasEnded)
        return;
    m_capture = {};
    m_capture.state = RecordingState::Starting;
    m_capture.path = wish.path;
    m_capture.readable = wish.readable;
    ask([wish](WireTrace &trace) { trace.startCapture(wish); });
    Q_EMIT captureChanged(m_capture);
}

void TraceControl::stopCapture()
{
    ask([](WireTrace &trace) { trace.stopCapture(); });
}

void TraceControl::startKeyLog(const QString &path)
{
    if (m_hasEnded)
        return;
    m_keyLog = {};
    m_keyLog.state = RecordingState::Starting;
    m_keyLog.path = path;
    ask([path](WireTrace &trace) { trace.startKeyLog(path); });
    Q_EMIT keyLogChanged(m_keyLog);
}

void TraceControl::stopKeyLog()
{
    ask([](WireTrace &trace) { trace.stopKeyLog(); });
}

} // namespace waxwing
