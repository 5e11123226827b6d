// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Engine.h"
#include "GuestKeys.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <atomic>

namespace waxwing::test {

/// One person at one PC: a profile, an engine, a client, and all that the client ever told.
class Visitor : public QObject
{
    Q_OBJECT
public:
    /// Another PC, or the same one after a restart where the folder is given.
    Visitor(const QString &sourceFolder, Settings settings, const QString &folder = {},
            bool showsFiles = false);
    ~Visitor() override;

    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] Engine &engine() { return *m_engine; }
    RoomClient &client();
    void setClient(RoomClient *client); ///< watches this one instead

    static JoinTarget typed(quint16 port);
    static JoinTarget linked(const HostInfo &info);
    /// Its engine's network thread stands from here until goOn(), so that all that is asked of it meanwhile
    /// is handled in one go, before any answer. In a room, where the engine looks for sleep; false where it
    /// comes to no stand.
    [[nodiscard]] bool hold();
    void goOn() { m_goesOn.release(); }

    void registers(const QString &name);
    void logsIn(const QString &name);

    [[nodiscard]] QStringList texts() const; ///< "name: text"
    [[nodiscard]] MessageState stateOf(quint64 localId) const;
    [[nodiscard]] bool hasStage(RoomStage stage) const { return stages.contains(stage); }
    [[nodiscard]] int notices(RoomNotice::Kind kind) const;
    [[nodiscard]] QStringList peopleNames();

    QList<RoomStage> stages;
    QList<RoomMessage> messages;
    QList<RoomNotice> told;
    QList<LobbyRefusal> refusals;
    QList<NameVerdict> verdicts;
    QHash<quint64, MessageProgress> progress;
    std::atomic<qint64> sleptMs = 0; ///< by this PC

    static QString password() { return QStringLiteral("correct horse battery"); }

private:
    std::atomic<bool> m_isToStand = false;
    QSemaphore m_stands; ///< given by the network thread
    QSemaphore m_goesOn; ///< waited for by it
    QTemporaryDir m_temporary;
    QString m_folder;
    QuickKeys m_keys;
    std::unique_ptr<Engine> m_engine;
    RoomClient *m_client = nullptr;
};

/// Short times, so that no test waits.
Settings quickSettings();

} // namespace waxwing::test
