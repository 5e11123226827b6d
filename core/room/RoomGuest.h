// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FactQueue.h"
#include "HostAcceptance.h"
#include "HostDialler.h"
#include "PasswordChange.h"
#include "ReconnectSchedule.h"
#include "RoomEntry.h"
#include "RoomTalk.h"
#include "SleepWatch.h"

#include <QTimer>

namespace waxwing {

/// Takes part in one room: connects, accepts or refuses the host, enters, talks, comes back after a break.
/// Lives in the network thread; what it tells goes through facts(), what it is asked comes as calls in its
/// own thread.
///
///   Idle → Connecting → HostUnknown | HostDiffers | Lobby → Entering → InRoom ⇄ Reconnecting
///   any → Ended (final) · any → Idle (cancel, leave)
class RoomGuest : public QObject
{
    Q_OBJECT
public:
    explicit RoomGuest(const GuestServices &services, QObject *parent = nullptr);
    ~RoomGuest() override; ///< says goodbye where there is somebody to say it to

    [[nodiscard]] FactQueue *facts() { return &m_facts; }

    // Wishes; RoomClient.h says what they mean. Those that do not fit the stage do nothing.
    void join(const JoinTarget &target);
    /// The room of this process, over the in-process stream, as the host's own person.
    void joinLocal(RoomHost *host);
    void cancel();
    void acceptHost();
    void meetAsNew();
    void refuseHost();
    void checkName(const QString &name, const QString &invite);
    void registerAccount(const QString &name, const QString &email, SecretBytes password,
                         const QString &invite);
    void logIn(const QString &name, SecretBytes password);
    void resetPassword(const QString &name, SecretBytes code, SecretBytes password, SecretBytes earlier);
    void changePassword(SecretBytes old, SecretBytes fresh);
    // Answers to a vault that does not open.
    void tryEarlierPassword(SecretBytes password) { m_vault.retryWith(std::move(password)); }
    void putVaultAside() { m_vault.putAsideAndGoOn(); }
    void refuseVault();
    void refuseEntry(const Error &error); ///< a form whose password cannot be one
    void say(quint64 localId, const OutgoingMessage &message) { m_talk.say(localId, message); }
    void changeWaiting(quint64 localId, const QString &text) { m_talk.changeWaiting(localId, text); }
    void setWriting(bool writing) { m_talk.setWriting(writing); }
    void tellRead(quint64 number) { m_talk.tellRead(number); }
    [[nodiscard]] DirectTalk &direct() { return m_talk.direct(); }
    void retry(quint64 localId) { m_talk.retry(localId); }
    void discard(quint64 localId) { m_talk.discard(localId); }
    void tryNow();
    void leave();
    void tamperWithNext();
    void lookAt(const QString &name) { m_talk.lookAt(name); }
    [[nodiscard]] FileTalk &files() { return m_talk.files(); }

private:
    void connectParts();
    void begin(const JoinTarget &target);
    void beginLocal();
    void dial();
    void onEstablished(Link *link, const HostAddress &address);
    void connectLink(Link *link);
    void onJudged(const HostAcceptance::Judgement &judgement, const HostAddress &address);
    void onDiffers(const HostAcceptance::Judgement &judgement);
    void onHostAccepted();
    void onDialFailed(const Error &error, bool byPeer);
    void onMessage(Link *link, const Message &message);
    void onLinkOver(Link *link, const Error &error, bool byPeer);
    void onLobbyOpened(const Lobby &lobby);
    void onRefused(const LobbyRefusal &refusal);
    void onLoggedIn(const QString &username);
    void onVaultOpened();
    void onVaultTroubled(VaultTrouble trouble);
    void onEntered(const RoomMirror::Self &self);
    void onAdmitted();
    void onAwoke(qint64 sleptMs);
    void reconnectIn(int delayMs, Code cause);
    void reconnectNow();
    void dropLink(Code code);
    void end(const Error &error);
    void setStage(RoomStage stage, const Error &error = {});
    void showLobby();
    [[nodiscard]] bool mayEnter() const { return m_stage == RoomStage::Lobby; }

    GuestServices m_services;
    FactQueue m_facts;
    VaultKeeper m_vault;
    RoomEntry m_entry;
    PasswordChange m_password;
    SecretBytes m_earlier; ///< in a reset: may still open the vault
    RoomTalk m_talk;
    HostDialler m_dialler;
    ReconnectSchedule m_schedule;
    QTimer m_reconnectTimer;
    SleepWatch m_sleep;
    RoomStage m_stage = RoomStage::Idle;
    JoinTarget m_target;
    QPointer<RoomHost> m_localHost;
    bool m_isLocal = false; ///< joinLocal()
    HostAcceptance m_acceptance;
    std::optional<HostAcceptance::Judgement> m_differed; ///< an earlier address of the link
    Link *m_link = nullptr;
    bool m_accepted = false; ///< the host at the other end of m_link, or of the last one
    bool m_entered = false;  ///< `identity` is sent on m_link
    HostView m_host;
    Bytes m_hostDigest;
    Lobby m_lobby;
    Code m_cause = Code::Lost;
};

} // namespace waxwing
