// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "LinkFields.h"

/// The fields of the messages of the lobby, each in the order of the wire (PROTOCOL 7).
namespace waxwing {

/// What a person typed and the host judges with a code of its own: only a bound against nonsense here.
inline constexpr Text judgedText{0, 1'024};
/// A username as registered: 32 code points of up to 4 bytes.
inline constexpr Text username{1, 4 * limits::usernameCodePoints};
inline constexpr Text scramText{1, 2'048};

template <>
inline constexpr MessageAbout about<Lobby>{"lobby", Sender::Host, "7.1",
                                           "Tells the room's name and its rules."};
template <class V, As<Lobby> M> void fields(V &visitor, M &m)
{
    visitor.field("room", m.room, Text{1, limits::roomNameBytes}, "Name of the room.");
    visitor.type(m);
    visitor.field("features", m.features, FeatureNames{}, "What the host can do beyond the base.");
    visitor.field("registration", m.registration, Choice<Registration>{}, "Who may register.");
}

template <>
inline constexpr MessageAbout about<Check>{"check", Sender::Guest, "7.2", "Asks whether a name is free."};
template <class V, As<Check> M> void fields(V &visitor, M &m)
{
    visitor.field("name", m.name, judgedText, "The name as typed, normalised.");
    visitor.type(m);
    visitor.field("invite", m.invite, judgedText, "Invite token.");
}

template <> inline constexpr MessageAbout about<Checked>{"checked", Sender::Host, "7.2", "Answers a check."};
template <class V, As<Checked> M> void fields(V &visitor, M &m)
{
    visitor.field("code", m.code, CodeNumber{},
                  "Why not; there exactly when the verdict is \"not allowed\".");
    visitor.type(m);
    visitor.field("verdict", m.verdict, Choice<Verdict>{}, "Whether the name may be registered.");
}

template <>
inline constexpr MessageAbout about<Register>{"register", Sender::Guest, "7.3", "Makes an account."};
template <class V, As<Register> M> void fields(V &visitor, M &m)
{
    visitor.field("name", m.name, judgedText, "Username.");
    visitor.field("salt", m.salt, exactly(limits::saltSize), "Random salt.");
    visitor.type(m);
    visitor.field("email", m.email, judgedText, "E-mail address.");
    visitor.field("invite", m.invite, judgedText, "Invite token.");
    visitor.field("iterations", m.iterations, Unsigned{}, "Of PBKDF2; the host takes 600,000 only.");
    visitor.field("server_key", m.serverKey, exactly(limits::hashSize), "ServerKey of RFC 5802.");
    visitor.field("stored_key", m.storedKey, exactly(limits::hashSize), "StoredKey of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<Registered>{"registered", Sender::Host, "7.3", "The account is stored."};
template <class V, As<Registered> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<ClientFirst>{"client_first", Sender::Guest, "7.4", "Begins a login."};
template <class V, As<ClientFirst> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "client-first-message of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<ServerFirst>{"server_first", Sender::Host, "7.4",
                                                 "Salt, iterations and nonce."};
template <class V, As<ServerFirst> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "server-first-message of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<ClientFinal>{"client_final", Sender::Guest, "7.4", "The guest's proof."};
template <class V, As<ClientFinal> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "client-final-message of RFC 5802.");
}

template <>
inline constexpr MessageAbout about<ServerFinal>{"server_final", Sender::Host, "7.4", "The host's proof."};
template <class V, As<ServerFinal> M> void fields(V &visitor, M &m)
{
    visitor.field("name", m.name, username, "The username as registered.");
    visitor.type(m);
    visitor.field("scram", m.scram, scramText, "server-final-message of RFC 5802, v=.");
}

template <>
inline constexpr MessageAbout about<Refused>{"refused", Sender::Host, "7.1", "Answers no; the link goes on."};
template <class V, As<Refused> M> void fields(V &visitor, M &m)
{
    visitor.field("code", m.code, CodeNumber{}, "Why.");
    visitor.field("left", m.left, Unsigned{0, 1'000}, "Tries left before a wait.");
    visitor.type(m);
    visitor.field("wait", m.wait, Unsigned{0, 86'400}, "Seconds until another try is taken.");
}

template <>
inline constexpr MessageAbout about<IdentityProof>{"identity", Sender::Guest, "7.5",
                                                   "Proves whose device this is; last of the lobby."};
template <class V, As<IdentityProof> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("device", m.device, exactly(limits::deviceSize), "The device's random name.");
    visitor.field("features", m.features, FeatureNames{}, "What the guest can do beyond the base.");
    visitor.field("identity", m.identity, publicKey, "The member's identity, SPKI DER.");
    visitor.field("signature", m.signature, exactly(limits::rsaBytes),
                  "RSA-PSS over exporter, identity and name.");
}

} // namespace waxwing
