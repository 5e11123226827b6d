// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandIds.h"
#include "CommandLine.h"
#include "Engine.h"
#include "ExitCode.h"
#include "History.h"
#include "HeadlessDirect.h"
#include "HeadlessFiles.h"
#include "HeadlessRecording.h"
#include "MessageAuthors.h"
#include "InputLines.h"
#include "Sentences.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <map>

namespace waxwing {

/// `--headless --join`: registers or logs in and then talks: standard input is said, what others say is
/// printed. With --json by the vocabulary of HEADLESS.md.
class HeadlessGuest : public QObject
{
    Q_OBJECT
public:
    HeadlessGuest(Engine &engine, InputLines &input, const Invocation &invocation, QString password,
                  QObject *parent = nullptr);

    /// One that may still open what is kept here.
    void setEarlierPassword(QString password) { m_earlierPassword = std::move(password); }
    /// Of the host: the password is a new one. Wiped when it is used.
    void setResetCode(QString code) { m_resetCode = std::move(code); }
    void start();
    void leave();

Q_SIGNALS:
    void finished(waxwing::ExitCode code);

private:
    void connectClient();
    void join();
    void sayNotRecorded(const Error &error);
    void onStageChanged(RoomStage stage);
    void enterLobby();
    void onVaultTroubled(VaultTrouble trouble);
    void onRefused(const LobbyRefusal &refusal);
    void connectPasswords();
    void sayWhatResetLoses() const;
    void changePassword(const QJsonObject &command, const QJsonValue &id);
    void askForPasswords();
    void onPasswordChanged();
    [[nodiscard]] int otherDevices() const;
    void onPasswordRefused(const LobbyRefusal &refusal);
    void onMessages(const QList<RoomMessage> &messages);
    void onChanges(const QList<RoomChange> &changes);
    void onWaiting(const RoomMessage &message);
    void onChangeWaiting(const RoomChange &change);
    void onResumed(quint64 count, bool isComplete);
    void onWriters();
    void onNotices(const QList<RoomNotice> &notices);
    void onProgress(const QList<MessageProgress> &progress);
    void sayProgress(const MessageProgress &step);
    void leaveIfAllIsSaid();
    void onKeyLogs();
    void sayKeyLog(const QString &name, bool running) const;
    void onReconnecting();
    void onLine(const QByteArray &line);
    void onTalkLine(const QString &line);
    void onCommand(const QJsonObject &command);
    void say(const QString &text, std::optional<Act> act, quint64 target, const QJsonValue &id);
    void readHistory(const QJsonObject &command, const QJsonValue &id);
    void onPage(const HistoryPage &page);
    void sayPeople(const QJsonValue &id);
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
    QString m_earlierPassword;
    QString m_resetCode;
    RoomClient *m_client = nullptr;
    HeadlessRecording m_recording;
    HeadlessDirect m_direct;
    HeadlessFiles m_files;
    CommandIds m_ids;
    QSet<quint64> m_waiting; ///< said, and neither acknowledged nor failed
    struct Reach
    {
        quint64 delivered = 0;
        quint64 seen = 0;
    };
    std::map<quint64, Reach> m_reach;     ///< by number, as told last, of the last 4,096
    MessageAuthors m_authors;             ///< without --json
    QHash<quint64, QJsonValue> m_pages;   ///< of history, asked for: id of the command
    QStringList m_writers;                ///< as told last
    KeyLogsView m_keyLogs;                ///< as told last
    std::optional<QJsonValue> m_changing; ///< a change of password is under way; id of its command
    bool m_json = false;
    bool m_hasAsked = false; ///< the one login or registration has begun
    bool m_hasEntered = false;
    bool m_asksToLeave = false;
    int m_unsaid = 0; ///< lines that may be the passwords which could not be asked for
    bool m_leaves = false;
    bool m_isSaying = false;
    bool m_inputEnded = false;
    bool m_ended = false;
};

} // namespace waxwing
