// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Admissions.h"
#include "HostRoom.h"
#include "JobPool.h"
#include "TokenBucket.h"

#include <QObject>

namespace waxwing {

class Link;
class WireTrace;

/// What all connections of a host work with. Borrowed: RoomHost owns it and outlives them.
struct HostDesk
{
    LobbyShared &lobby;
    HostRoom &room;
    StoreThread &store;
    std::shared_ptr<RoomDatabase> database;
    Admissions &admissions;
    JobPool &jobs;
    const Settings &settings;
    QObject *context = nullptr; ///< where a commit is finished whose link has gone
    WireTrace *trace = nullptr; ///< none: nobody watches
};

/// One link at the host from its handshake to its end: takes it through the lobby, then carries what it says
/// into the room, at the rate that a member may have. A child of its link.
class HostConnection : public QObject
{
    Q_OBJECT
public:
    HostConnection(Link &link, HostDesk &desk);
    ~HostConnection() override;

Q_SIGNALS:
    void notice(const QString &line);

private:
    void onMessage(const Message &message);
    void onRefreshed();
    void onClosing(bool withWord);

    // The lobby
    void perform(LobbyAnswer answer);
    void setLoggedIn(const QString &name);
    void store(RegistrationCommit commit);
    void check(IdentityCheck check);
    void graduate(const LobbyGraduate &graduate);
    void take(const Resume &resume);
    void onRecorded(const Result<void> &result);
    void admitWhenReady();
    [[nodiscard]] bool owesResume() const;

    // The rates of a member (PROTOCOL 10)
    void takeAtRate(const Message &message);
    void countControl();
    [[nodiscard]] TokenBucket *bucketOf(const Message &message);
    void hold(qint64 waitMs);
    void takeHeld();

    Link &m_link;
    HostDesk &m_desk;
    std::unique_ptr<LobbyHost> m_lobby; ///< until admitted
    std::optional<LobbyGraduate> m_graduate;
    std::optional<Resume> m_resume;
    TokenBucket m_talk;
    TokenBucket m_other;
    std::vector<Message> m_held;
    int m_owed = 0; ///< tokens for records that the link has dealt with already
    bool m_isHolding = false;
    bool m_isRefreshed = false;
    bool m_isRecorded = false;
    bool m_isAdmitted = false;
    bool m_hasEnded = false;
};

} // namespace waxwing
