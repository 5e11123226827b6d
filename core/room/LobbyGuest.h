// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "Messages.h"
#include "Result.h"
#include "Scram.h"

#include <optional>
#include <variant>
#include <vector>

namespace waxwing {

// What a guest learns in the lobby.
struct LobbyOpened
{
    Lobby lobby;
};
struct NameJudged
{
    QString name;
    Checked verdict;
};
struct AccountMade
{};
struct PasswordReset
{};
/// The host's salt and iterations, within limits: answer with answerChallenge().
struct KeysNeeded
{
    Bytes salt;
    int iterations = 0;
};
/// The host knows the password's proof; `name` is the username as registered.
struct LoginDone
{
    QString name;
};
enum class LobbyRequest { Check, Register, Login, Reset };
struct RequestRefused
{
    LobbyRequest request = LobbyRequest::Check;
    Refused refused;
};
using LobbyEvent =
    std::variant<LobbyOpened, NameJudged, AccountMade, PasswordReset, KeysNeeded, LoginDone, RequestRefused>;

/// What a step gives: messages to send, what happened, or why the link has to end.
struct LobbyStep
{
    std::vector<Message> send;
    std::vector<LobbyEvent> events;
    std::optional<Error> refusal;
};

/// The lobby as a guest goes through it on one link, without I/O (PROTOCOL 7). One question at a time.
///
///   WaitingForLobby → Open ⇄ Checking
///                     Open ⇄ Registering
///                     Open ⇄ Resetting
///                     Open → WaitingForChallenge → Deriving → WaitingForVerdict → Proving → Done
///   WaitingForChallenge, WaitingForVerdict → Open (refused)
///   any → Refused (fails closed)
class LobbyGuest
{
public:
    enum class State {
        WaitingForLobby,
        Open,
        Checking,
        Registering,
        Resetting,
        WaitingForChallenge,
        Deriving,
        WaitingForVerdict,
        Proving,
        Done,
        Refused
    };

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    /// Whether the host owes an answer: only then does the guest's clock run.
    [[nodiscard]] bool isWaitingForHost() const;
    // How much this link still takes: the next one beyond ends it (PROTOCOL 7.1).
    [[nodiscard]] int checksLeft() const { return limits::checksPerLink - m_checks; }
    [[nodiscard]] int registersLeft() const { return limits::registersPerLink - m_registers; }
    [[nodiscard]] int resetsLeft() const { return limits::resetsPerLink - m_resets; }
    [[nodiscard]] int loginsLeft() const { return limits::loginsPerLink - m_logins; }

    LobbyStep receive(const Message &message);

    // Questions, only while isOpen() and something is left of their kind.
    LobbyStep check(const QString &name, const QString &invite);
    LobbyStep registerAccount(const Register &account);
    LobbyStep resetPassword(const Reset &wish); ///< only where the lobby names the feature
    LobbyStep logIn(ScramClient scram);
    /// Deriving: the keys that belong to the salt and iterations asked for.
    LobbyStep answerChallenge(const ScramClientKeys &keys, std::span<const quint8> exporter);
    /// Proving: the last word of the lobby.
    LobbyStep prove(const IdentityProof &proof);

private:
    LobbyStep refuse(Code code, const QString &detail);
    LobbyStep unexpected(const Message &message);
    LobbyStep on(const Lobby &lobby);
    LobbyStep on(const Checked &checked);
    LobbyStep on(const Registered &registered);
    LobbyStep on(const ResetDone &done);
    LobbyStep on(const ServerFirst &first);
    LobbyStep on(const ServerFinal &final);
    LobbyStep on(const Refused &refused);

    State m_state = State::WaitingForLobby;
    std::optional<ScramClient> m_scram;
    QString m_nameAsked;
    int m_checks = 0;
    int m_registers = 0;
    int m_resets = 0;
    int m_logins = 0;
};

} // namespace waxwing
