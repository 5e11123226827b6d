// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HeadlessRecording.h"

#include "JsonLines.h"
#include "Sentences.h"
#include "Terminal.h"

#include <utility>

namespace waxwing {

HeadlessRecording::HeadlessRecording(TraceControl *trace, const Invocation &invocation, QObject *parent)
    : QObject(parent), m_trace(trace), m_invocation(invocation)
{
    if (!m_trace)
        return;
    connect(m_trace, &TraceControl::captureChanged, this, &HeadlessRecording::onCaptureChanged);
    connect(m_trace, &TraceControl::keyLogChanged, this, &HeadlessRecording::onKeyLogChanged);
}

/// One after the other: the capture, the key log, the room.
void HeadlessRecording::start()
{
    if (m_trace && !m_invocation.captureFile.isEmpty())
        m_trace->startCapture({m_invocation.captureFile});
    else
        startKeyLog();
}

void HeadlessRecording::onCaptureChanged(const CaptureView &view)
{
    if (view.state == RecordingState::Running && m_trace->keyLog().state == RecordingState::Off)
        startKeyLog();
    else if (view.state == RecordingState::Failed)
        onFailed(QStringLiteral("capture"), view.path, view.error);
}

void HeadlessRecording::startKeyLog()
{
    if (m_hasBegun || m_hasFailed)
        return;
    if (!m_trace || m_invocation.keyLogFile.isEmpty())
        return onBegun();
    terminal::writeError(Sentences::keyLogWarning(m_invocation.keyLogFile));
    m_trace->startKeyLog(m_invocation.keyLogFile);
}

void HeadlessRecording::onKeyLogChanged(const KeyLogView &view)
{
    if (view.state == RecordingState::Failed)
        return onFailed(QStringLiteral("key log"), view.path, view.error);
    if (view.state != RecordingState::Running || m_hasBegun)
        return;
    if (!view.warning.isEmpty())
        terminal::writeError(view.warning);
    onBegun();
}

void HeadlessRecording::onBegun()
{
    if (m_hasFailed)
        return;
    m_hasBegun = true;
    Q_EMIT begun();
}

void HeadlessRecording::onFailed(const QString &what, const QString &path, const Error &error)
{
    if (m_hasBegun)
        sayStopped(what, path, error);
    else if (!std::exchange(m_hasFailed, true))
        Q_EMIT failed(error);
}

void HeadlessRecording::sayStopped(const QString &what, const QString &path, const Error &error) const
{
    if (m_invocation.json)
        json::write(QStringLiteral("recording_failed"), {{QStringLiteral("what"), what},
                                                         {QStringLiteral("file"), path},
                                                         {QStringLiteral("code"), codeName(error.code)},
                                                         {QStringLiteral("detail"), error.detail}});
    else
        terminal::writeError(Sentences::of(error.code) + u' ' + error.detail);
}

} // namespace waxwing
