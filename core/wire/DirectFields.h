// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomFields.h"

/// The fields of calls and of what goes over a direct link, each in the order of the wire (PROTOCOL 16).
namespace waxwing {

inline constexpr Octets callName = exactly(limits::callSize);

template <>
inline constexpr MessageAbout about<Call>{"call", Sender::Guest, "16.1",
                                          "Calls a device of another member (feature direct)."};
template <class V, As<Call> M> void fields(V &visitor, M &m)
{
    visitor.field("call", m.call, callName, "The call's random name, made by the caller.");
    visitor.field("name", m.name, username, "Who is called.");
    visitor.type(m);
    visitor.field("device", m.device, exactly(limits::deviceSize), "The device that is called.");
}

template <>
inline constexpr MessageAbout about<Called>{"called", Sender::Host, "16.1",
                                            "Another member calls this device (feature direct)."};
template <class V, As<Called> M> void fields(V &visitor, M &m)
{
    visitor.field("call", m.call, callName, "The call's name.");
    visitor.field("name", m.name, username, "Who calls.");
    visitor.type(m);
    visitor.field("device", m.device, exactly(limits::deviceSize), "The calling device.");
}

template <>
inline constexpr MessageAbout about<Relay>{"relay", Sender::Either, "16.1",
                                           "A piece of a direct link's stream (feature direct)."};
template <class V, As<Relay> M> void fields(V &visitor, M &m)
{
    visitor.field("call", m.call, callName, "The call's name.");
    visitor.type(m);
    visitor.field("bytes", m.bytes, Octets{1, quint64(limits::relayBytes)},
                  "The next bytes of the stream; the host cannot open them.");
}

template <>
inline constexpr MessageAbout about<Relayed>{"relayed", Sender::Either, "16.1",
                                             "How much of the stream was taken (feature direct)."};
template <class V, As<Relayed> M> void fields(V &visitor, M &m)
{
    visitor.field("call", m.call, callName, "The call's name.");
    visitor.type(m);
    visitor.field("count", m.count, Unsigned{1}, "Bytes of this call that were taken, all together.");
}

template <>
inline constexpr MessageAbout about<HangUp>{"hang_up", Sender::Either, "16.1",
                                            "Ends a call, with the reason (feature direct)."};
template <class V, As<HangUp> M> void fields(V &visitor, M &m)
{
    visitor.field("call", m.call, callName, "The call's name.");
    visitor.field("code", m.code, CodeNumber{}, "Why; a claim of whoever relays it.");
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<GuestProof>{"guest", Sender::Guest, "16.3",
                                                "Proves who the caller of a direct link is."};
template <class V, As<GuestProof> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("identity", m.identity, publicKey, "The caller's identity, SPKI DER.");
    visitor.field("signature", m.signature, exactly(limits::rsaBytes), "RSA-PSS over th3 and the identity.");
}

template <>
inline constexpr MessageAbout about<Tell>{"tell", Sender::Either, "16.5",
                                          "Says something to the other member, on a direct link."};
template <class V, As<Tell> M> void fields(V &visitor, M &m)
{
    visitor.field("act", m.act, Choice<Act>{}, "What it does to the target.");
    visitor.field("file", m.file, fileId, "The file that comes with it.");
    visitor.field("size", m.size, Unsigned{}, "Bytes of the file.");
    visitor.field("text", m.text, spokenText, "What is said.");
    visitor.field("time", m.time, Unsigned{}, "The sender's clock, ms since 1970-01-01 UTC.");
    visitor.type(m);
    visitor.field("device", m.device, exactly(limits::deviceSize), "The device that sent the target.");
    visitor.field("digest", m.digest, exactly(limits::hashSize), "SHA-256 of the file.");
    visitor.field("target", m.target, Unsigned{1}, "Counter of the message that is meant.");
    visitor.field("counter", m.counter, Unsigned{1}, "The device's count in this conversation, rising.");
    visitor.field("file_name", m.fileName, fileName, "What its sender calls the file: a suggestion.");
}

template <>
inline constexpr MessageAbout about<Told>{"told", Sender::Either, "16.5",
                                          "Everything up to it is stored, on a direct link."};
template <class V, As<Told> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("counter", m.counter, Unsigned{},
                  "Highest counter stored of the other device; 0 for none.");
}

} // namespace waxwing
