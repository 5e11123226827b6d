// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandLine.h"
#include "Engine.h"
#include "ExitCode.h"
#include "HeadlessRecording.h"
#include "InputLines.h"
#include "Sentences.h"

#include <QHash>
#include <QJsonObject>

namespace waxwing {

/// `--headless --host`: a room with no window. Ctrl+C ends the room for all; SIGTERM closes it as away.
class HeadlessHost : public QObject
{
    Q_OBJECT
public:
    HeadlessHost(Engine &engine, InputLines &input, const Invocation &invocation, QObject *parent = nullptr);

    /// Opens the room; `passphrase` seals the identity.
    void start(std::optional<SecretBytes> passphrase);
    void close(Code code);

Q_SIGNALS:
    void finished(waxwing::ExitCode code);

private:
    void onStateChanged(HostControl::State state);
    void onLine(const QByteArray &line);
    void onResetAnswered(const ResetAnswer &answer);
    [[nodiscard]] Circumstances aboutRoom() const;
    void sayOpened();
    void fail(const Error &error);
    void sayFailed(const Error &error);

    Engine &m_engine;
    InputLines &m_input;
    quint16 m_port = 0;
    bool m_json = false;
    HostControl *m_host = nullptr;
    HeadlessRecording m_recording;
    QHash<quint64, QJsonValue> m_resets;     ///< asked for: id of the command
    std::optional<SecretBytes> m_passphrase; ///< until the room opens
};

} // namespace waxwing
