// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandLine.h"
#include "Engine.h"
#include "ExitCode.h"
#include "InputLines.h"
#include "Sentences.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace waxwing {

/// `--headless --join`: registers or logs in and then talks: standard input is said, what others say is
/// printed. With --json by the vocabulary of HEADLESS.md.
class HeadlessGuest : public QObject
{
    Q_OBJECT
public:
    HeadlessGuest(Engine &engine, InputLines &input, const Invocation &invocation, QString password,
                  QObject *parent = nullptr);

    void start();
    void leave();

Q_SIGNALS:
    void finished(waxwing::ExitCode code);

private:
    void connectClient();
    void onStageChanged(RoomStage stage);
    void enterLobby();
    void onRefused(const LobbyRefusal &refusal);
    void onMessages(const QList<RoomMessage> &messages);
    void onNotices(const QList<RoomNotice> &notices);
    void onProgress(const QList<MessageProgress> &progress);
    void leaveIfAllIsSaid();
    void onReconnecting();
    void onLine(const QByteArray &line);
    void onTalkLine(const QString &line);
    void onCommand(const QJsonObject &command);
    void say(const QString &text, const QJsonValue &id);
    [[nodiscard]] Circumstances aboutTarget() const;
    void sayHost();
    void sayNotAccepted(Code code);
    void sayClosed(const Error &error);
    void sayEntered();
    void end(ExitCode code);

    Engine &m_engine;
    InputLines &m_input;
    Invocation m_invocation;
    QString m_password;
    RoomClient *m_client = nullptr;
    QHash<quint64, QJsonValue> m_ids; ///< of say commands that gave one and may still be answered
    QSet<quint64> m_waiting;          ///< said, and neither acknowledged nor failed
    bool m_json = false;
    bool m_hasAsked = false; ///< the one login or registration has begun
    bool m_hasEntered = false;
    bool m_asksToLeave = false;
    bool m_leaves = false;
    bool m_inputEnded = false;
    bool m_ended = false;
};

} // namespace waxwing
