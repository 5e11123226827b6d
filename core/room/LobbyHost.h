// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "AccountBook.h"
#include "Clock.h"
#include "Features.h"
#include "InviteBook.h"
#include "LoginThrottle.h"
#include "ResetBook.h"
#include "VerifierCommit.h"

#include <QStringList>

namespace waxwing {

/// What all lobbies of one room share. Borrowed: RoomHost owns it.
struct LobbyShared
{
    explicit LobbyShared(const Settings &s) : accounts(s), logins(s), changes(s), registrations(s) {}

    Clock *clock = nullptr;
    Random *random = nullptr;
    QString room;
    Registration registration = Registration::Open;
    QStringList features = features::ours(); ///< that the host names
    SecretBytes unknownNameKey;
    AccountBook accounts;
    InviteBook invites;
    ResetBook resets;
    QSet<qint64> verifiersUnderWay; ///< accounts whose new verifier is being stored
    QHash<qint64, quint64> proven;  ///< how many log-ins of an account were told that the password is right
    Bytes hostDigest;               ///< SHA-256 of the host's SPKI
    LoginThrottle logins;
    LoginThrottle changes; ///< wrong old passwords, by account alone: a login clears none of them
    RegistrationThrottle registrations;
};

/// An account to store; answered by LobbyHost::registered().
struct RegistrationCommit
{
    Account account;
    std::optional<Bytes> invite; ///< digest
};

/// A member's signature to check, in the pool; answered by LobbyHost::verified().
struct IdentityCheck
{
    Bytes identity; ///< SPKI
    SecretBytes statement;
    Bytes signature;
    /// WeakKey, Malformed, BadSignature.
    [[nodiscard]] Result<PublicKey> run() const;
};

/// Who has come through the lobby.
struct LobbyGraduate
{
    qint64 account = 0;
    Bytes identity; ///< SHA-256 of the SPKI
    Bytes device;
    features::Common common = {}; ///< capabilities that both sides named
    Resume resume = {};           ///< what it keeps; with the feature replay
};

/// What a step gives: answers in order, and at most one thing that has to be done elsewhere first.
struct LobbyAnswer
{
    std::vector<Message> messages;
    std::optional<QString> loggedIn; ///< `v=` is the last of messages; the username as registered
    std::optional<RegistrationCommit> commit;
    std::optional<VerifierCommit> verifier;
    std::optional<IdentityCheck> check;
    std::optional<LobbyGraduate> graduate;
    std::optional<Resume> resume;
    std::optional<Error> end; ///< the link ends with this code
    QStringList notices;      ///< for the log
};

/// The lobby of one link at the host, without I/O: from the handshake to `identity` (PROTOCOL 7).
///
///   Fresh → Open ⇄ Registering (commit)
///           Open ⇄ Resetting (verifier)
///           Open ⇄ WaitingForProof → WaitingForIdentity → Verifying (check) → Done
///   Verifying, Done: one `resume` where both sides named the feature (PROTOCOL 8.9)
///   any → Ended (fails closed)
class LobbyHost
{
public:
    enum class State {
        Fresh,
        Open,
        Registering,
        Resetting,
        WaitingForProof,
        WaitingForIdentity,
        Verifying,
        Done,
        Ended
    };
    LobbyHost(LobbyShared &shared, QString address, bool isLocal);
    ~LobbyHost(); ///< a registration whose commit is under way stays reserved: registered() comes in any case
    LobbyHost(const LobbyHost &) = delete;
    LobbyHost &operator=(const LobbyHost &) = delete;

    [[nodiscard]] State state() const { return m_state; }
    LobbyAnswer start(); ///< `lobby`
    LobbyAnswer receive(const Message &message, const SecretBytes &exporter);
    LobbyAnswer verified(const Result<PublicKey> &key);
    /// Whether the account is stored. The book is changed by finish() below, also when this link has gone.
    LobbyAnswer registered(const Result<qint64> &id);
    /// Whether the new verifier of a reset is stored; VerifierCommit::finish() came first.
    LobbyAnswer stored(const VerifierCommit &commit, const Result<void> &result);
    static void finish(LobbyShared &shared, RegistrationCommit commit, const Result<qint64> &id);

private:
    struct Login;
    /// What throttles remember of a name that nobody has; no account's folded name is longer.
    static constexpr qsizetype longestFolded = 128;

    LobbyAnswer on(const Check &check);
    LobbyAnswer on(const Register &wish);
    LobbyAnswer on(const Reset &wish);
    LobbyAnswer on(const ClientFirst &first);
    LobbyAnswer on(const ClientFinal &final, const SecretBytes &exporter);
    LobbyAnswer on(const IdentityProof &proof, const SecretBytes &exporter);
    LobbyAnswer on(const Resume &resume);

    [[nodiscard]] Result<std::optional<Bytes>> checkInvite(const std::optional<QString> &token) const;
    [[nodiscard]] Result<RegistrationCommit> judge(const Register &wish) const;
    [[nodiscard]] LoginTry loginTry(const QString &folded) const;
    [[nodiscard]] ScramVerifier verifierFor(const QString &folded) const;
    LobbyAnswer refuseLogin(Code code, const QString &folded);
    LobbyAnswer refuse(Code code, int waitSeconds = 0, int left = 0);
    LobbyAnswer end(Code code, const QString &detail);

    LobbyShared &m_shared;
    QString m_address;
    bool m_isLocal;
    State m_state = State::Fresh;
    int m_checks = 0;
    int m_registers = 0;
    int m_resets = 0;
    qint64 m_reset =
        0; ///< the account that has a new password by this link: what others tried is not its matter
    int m_logins = 0;
    bool m_owesResume = false; ///< the guest does
    std::unique_ptr<Login> m_login;
    LobbyGraduate m_graduate;
};

} // namespace waxwing
