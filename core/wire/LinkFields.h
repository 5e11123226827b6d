// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FieldRules.h"
#include "FieldVisitors.h"

/// The fields of both hellos and of what protects a link, each in the order of the wire (PROTOCOL 5 and 6).
namespace waxwing {

/// An RSA public key as SPKI DER. That it is 3072 bits and well made is judged where it is loaded
/// (PROTOCOL 6.2).
inline constexpr Octets publicKey{1, 1'024};

template <>
inline constexpr MessageAbout about<GuestHello>{"guest hello", Sender::Guest, "6.1", "Opens a link."};
template <class V, As<GuestHello> M> void fields(V &visitor, M &m)
{
    visitor.field("key", m.key, publicKey, "The guest's one-time RSA key, SPKI DER.");
    visitor.field("share", m.share, exactly(limits::shareSize), "The guest's X25519 public value.");
    visitor.field("random", m.random, exactly(limits::randomSize), "Random bytes of this link.");
    visitor.field("version", m.version, Unsigned{1, 1}, "Version of the protocol.");
}

template <> inline constexpr MessageAbout about<HostHello>{"host hello", Sender::Host, "6.1", "Answers it."};
template <class V, As<HostHello> M> void fields(V &visitor, M &m)
{
    visitor.field("share", m.share, exactly(limits::shareSize), "The host's X25519 public value.");
    visitor.field("random", m.random, exactly(limits::randomSize), "Random bytes of this link.");
    visitor.field("secret", m.secret, exactly(limits::rsaBytes), "A fresh 32 B secret under RSA-OAEP.");
    visitor.field("version", m.version, Unsigned{1, 1}, "Version of the protocol.");
}

template <>
inline constexpr MessageAbout about<Ready>{"ready", Sender::Guest, "6.3",
                                           "Proves that the secret was opened."};
template <class V, As<Ready> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<HostProof>{"host", Sender::Host, "6.4", "Proves who the host is."};
template <class V, As<HostProof> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("identity", m.identity, publicKey, "The host's identity, SPKI DER.");
    visitor.field("signature", m.signature, exactly(limits::rsaBytes), "RSA-PSS over th2 and the identity.");
}

template <>
inline constexpr MessageAbout about<Update>{"update", Sender::Either, "5.4",
                                            "Ends the sender's epoch: key update."};
template <class V, As<Update> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<Refresh>{"refresh", Sender::Host, "5.5",
                                             "Offers fresh X25519 for both directions."};
template <class V, As<Refresh> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("share", m.share, exactly(limits::shareSize), "The host's new X25519 public value.");
}

template <>
inline constexpr MessageAbout about<Refreshed>{"refreshed", Sender::Guest, "5.5",
                                               "Answers it and ends the guest's epoch."};
template <class V, As<Refreshed> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("share", m.share, exactly(limits::shareSize), "The guest's new X25519 public value.");
}

template <>
inline constexpr MessageAbout about<RefreshEnd>{"refresh_end", Sender::Host, "5.5",
                                                "Ends the refresh and the host's epoch."};
template <class V, As<RefreshEnd> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<Ping>{"ping", Sender::Either, "8.7", "Asks for a sign of life."};
template <class V, As<Ping> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<Pong>{"pong", Sender::Either, "8.7", "Answers a ping at once."};
template <class V, As<Pong> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<Close>{"close", Sender::Either, "9.3",
                                           "The last word of a link, with the reason."};
template <class V, As<Close> M> void fields(V &visitor, M &m)
{
    visitor.field("code", m.code, CodeNumber{}, "Why; an unlisted number is legal.");
    visitor.type(m);
}

} // namespace waxwing
