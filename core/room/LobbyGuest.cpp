// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LobbyGuest.h"

#include "MessageCodec.h"
#include "RoomName.h"
#include "Username.h"

#include <QtGlobal>

namespace waxwing {

namespace {

LobbyStep sends(Message message)
{
    LobbyStep step;
    step.send.push_back(std::move(message));
    return step;
}

LobbyStep tells(LobbyEvent event)
{
    LobbyStep step;
    step.events.push_back(std::move(event));
    return step;
}

} // namespace

bool LobbyGuest::isWaitingForHost() const
{
    switch (m_state) {
    case State::WaitingForLobby:
    case State::Checking:
    case State::Registering:
    case State::Resetting:
    case State::WaitingForChallenge:
    case State::WaitingForVerdict:
    case State::Done:
        return true;
    case State::Open:
    case State::Deriving:
    case State::Proving:
    case State::Refused:
        break;
    }
    return false;
}

LobbyStep LobbyGuest::refuse(Code code, const QString &detail)
{
    m_state = State::Refused;
    m_scram.reset();
    LobbyStep step;
    step.refusal = Error{code, detail};
    return step;
}

LobbyStep LobbyGuest::unexpected(const Message &message)
{
    return refuse(Code::Unexpected, QStringLiteral("\"%1\" has no place here").arg(messageName(message)));
}

// PROTOCOL 7.1: whatever the state does not wait for ends the link.
LobbyStep LobbyGuest::receive(const Message &message)
{
    const State state = m_state;
    const bool mayBeRefused = state == State::Checking || state == State::Registering ||
                              state == State::Resetting || state == State::WaitingForChallenge ||
                              state == State::WaitingForVerdict;
    return std::visit(
        Overloaded{
            [&](const Lobby &lobby) {
                return state == State::WaitingForLobby ? on(lobby) : unexpected(message);
            },
            [&](const Checked &checked) {
                return state == State::Checking ? on(checked) : unexpected(message);
            },
            [&](const Registered &made) {
                return state == State::Registering ? on(made) : unexpected(message);
            },
            [&](const ResetDone &done) { return state == State::Resetting ? on(done) : unexpected(message); },
            [&](const ServerFirst &first) {
                return state == State::WaitingForChallenge ? on(first) : unexpected(message);
            },
            [&](const ServerFinal &final) {
                return state == State::WaitingForVerdict ? on(final) : unexpected(message);
            },
            [&](const Refused &refused) { return mayBeRefused ? on(refused) : unexpected(message); },
            [&](const auto &) { return unexpected(message); },
        },
        message);
}

LobbyStep LobbyGuest::on(const Lobby &lobby)
{
    if (const auto name = checkRoomName(lobby.room); !name)
        return refuse(Code::Malformed, QStringLiteral("the room's name: ") + codeName(name.error().code));
    m_state = State::Open;
    return tells(LobbyOpened{lobby});
}

LobbyStep LobbyGuest::on(const Checked &checked)
{
    if (checked.code.has_value() != (checked.verdict == Verdict::NotAllowed))
        return refuse(Code::Malformed, QStringLiteral("a verdict on a name and its code do not fit"));
    m_state = State::Open;
    return tells(NameJudged{m_nameAsked, checked});
}

LobbyStep LobbyGuest::on(const Registered &)
{
    m_state = State::Open;
    return tells(AccountMade{});
}

LobbyStep LobbyGuest::on(const ResetDone &)
{
    m_state = State::Open;
    return tells(PasswordReset{});
}

LobbyStep LobbyGuest::on(const ServerFirst &first)
{
    const auto challenge = m_scram->challenge(first.scram.toUtf8());
    if (!challenge)
        return refuse(challenge.error().code, challenge.error().detail);
    m_state = State::Deriving;
    return tells(KeysNeeded{challenge->salt, challenge->iterations});
}

// PROTOCOL 7.4: a wrong v= is a host that does not know this person.
LobbyStep LobbyGuest::on(const ServerFinal &final)
{
    if (const auto known = m_scram->finish(final.scram.toUtf8()); !known)
        return refuse(known.error().code, known.error().detail);
    if (const auto name = checkReceivedUsername(final.name); !name)
        return refuse(Code::Malformed,
                      QStringLiteral("the username as registered: ") + codeName(name.error().code));
    if (foldedName(final.name) != foldedName(m_scram->username()))
        return refuse(Code::Malformed, QStringLiteral("a log-in as somebody else"));
    m_scram.reset();
    m_state = State::Proving;
    return tells(LoginDone{final.name});
}

LobbyStep LobbyGuest::on(const Refused &refused)
{
    LobbyRequest request = LobbyRequest::Login;
    if (m_state == State::Checking)
        request = LobbyRequest::Check;
    else if (m_state == State::Registering)
        request = LobbyRequest::Register;
    else if (m_state == State::Resetting)
        request = LobbyRequest::Reset;
    m_scram.reset();
    m_state = State::Open;
    return tells(RequestRefused{request, refused});
}

LobbyStep LobbyGuest::check(const QString &name, const QString &invite)
{
    Q_ASSERT(isOpen() && checksLeft() > 0);
    ++m_checks;
    m_nameAsked = name;
    m_state = State::Checking;
    Check check;
    check.name = name;
    if (!invite.isEmpty())
        check.invite = invite;
    return sends(check);
}

LobbyStep LobbyGuest::registerAccount(const Register &account)
{
    Q_ASSERT(isOpen() && registersLeft() > 0);
    ++m_registers;
    m_state = State::Registering;
    return sends(account);
}

LobbyStep LobbyGuest::resetPassword(const Reset &wish)
{
    Q_ASSERT(isOpen() && resetsLeft() > 0);
    ++m_resets;
    m_state = State::Resetting;
    return sends(wish);
}

LobbyStep LobbyGuest::logIn(ScramClient scram)
{
    Q_ASSERT(isOpen() && loginsLeft() > 0);
    ++m_logins;
    m_state = State::WaitingForChallenge;
    m_scram.emplace(std::move(scram));
    return sends(ClientFirst{QString::fromUtf8(m_scram->clientFirst())});
}

LobbyStep LobbyGuest::answerChallenge(const ScramClientKeys &keys, std::span<const quint8> exporter)
{
    Q_ASSERT(m_state == State::Deriving);
    m_state = State::WaitingForVerdict;
    return sends(ClientFinal{QString::fromUtf8(m_scram->clientFinal(keys, exporter))});
}

LobbyStep LobbyGuest::prove(const IdentityProof &proof)
{
    Q_ASSERT(m_state == State::Proving);
    m_state = State::Done;
    return sends(proof);
}

} // namespace waxwing
