// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LobbyFields.h"

/// The fields of a change of password and of a reset, each in the order of the wire (PROTOCOL 7.7, 7.8).
namespace waxwing {

template <>
inline constexpr MessageAbout about<ChangeFirst>{"change_first", Sender::Guest, "7.7",
                                                 "Begins a change of password (feature password)."};
template <class V, As<ChangeFirst> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "client-first-message of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<ChangeChallenge>{"change_challenge", Sender::Host, "7.7",
                                                     "Salt, iterations and nonce (feature password)."};
template <class V, As<ChangeChallenge> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "server-first-message of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<ChangeFinal>{
    "change_final", Sender::Guest, "7.7",
    "Proves the old password and brings what the host keeps of the new one (feature password)."};
template <class V, As<ChangeFinal> M> void fields(V &visitor, M &m)
{
    visitor.field("salt", m.salt, exactly(limits::saltSize), "Random salt of the new password.");
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "client-final-message of RFC 5802, by the old password.");
    visitor.field("iterations", m.iterations, Unsigned{}, "Of PBKDF2; the host takes 600,000 only.");
    visitor.field("server_key", m.serverKey, exactly(limits::hashSize), "ServerKey of the new password.");
    visitor.field("stored_key", m.storedKey, exactly(limits::hashSize), "StoredKey of the new password.");
}

template <>
inline constexpr MessageAbout about<Changed>{"changed", Sender::Host, "7.7",
                                             "The new password is stored (feature password)."};
template <class V, As<Changed> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "server-final-message of RFC 5802, v=, by the old password.");
}

template <>
inline constexpr MessageAbout about<Reset>{"reset", Sender::Guest, "7.8",
                                           "Sets a new password by the host's code (feature reset)."};
template <class V, As<Reset> M> void fields(V &visitor, M &m)
{
    visitor.field("code", m.code, judgedText, "One-time code of the host.");
    visitor.field("name", m.name, judgedText, "Username.");
    visitor.field("salt", m.salt, exactly(limits::saltSize), "Random salt.");
    visitor.type(m);
    visitor.field("iterations", m.iterations, Unsigned{}, "Of PBKDF2; the host takes 600,000 only.");
    visitor.field("server_key", m.serverKey, exactly(limits::hashSize), "ServerKey of RFC 5802.");
    visitor.field("stored_key", m.storedKey, exactly(limits::hashSize), "StoredKey of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<ResetDone>{"reset_done", Sender::Host, "7.8",
                                               "The new password is stored (feature reset)."};
template <class V, As<ResetDone> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

} // namespace waxwing
