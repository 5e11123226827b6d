// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "PersonFields.h"

/// The fields of the messages of the room, each in the order of the wire (PROTOCOL 8).
namespace waxwing {

template <>
inline constexpr MessageAbout about<Welcome>{"welcome", Sender::Host, "8.1", "Admits the member."};
template <class V, As<Welcome> M> void fields(V &visitor, M &m)
{
    visitor.field("next", m.next, Unsigned{1}, "Number of the first said on this link.");
    visitor.type(m);
    visitor.field("counter", m.counter, Unsigned{}, "Highest counter stored for this device; 0 for none.");
    visitor.field("history", m.history, exactly(limits::historySize), "Random name of the room's numbering.");
    visitor.field("longest", m.longest, Unsigned{1, limits::textBytes}, "Longest text in bytes of UTF-8.");
    visitor.field("update_after", m.updateAfter, Unsigned{1, limits::updateEveryMost},
                  "N: say or said an epoch, then a key update.");
}

template <>
inline constexpr MessageAbout about<Roster>{"roster", Sender::Host, "8.1", "A page of who is here."};
template <class V, As<Roster> M> void fields(V &visitor, M &m)
{
    visitor.field("last", m.last, Flag{}, "Whether this page is the last.");
    visitor.type(m);
    visitor.field("people", m.people, People{}, "Who is here.");
}

template <>
inline constexpr MessageAbout about<Joined>{"joined", Sender::Host, "8.2", "People who came, or changed."};
template <class V, As<Joined> M> void fields(V &visitor, M &m)
{
    visitor.field("last", m.last, Flag{}, "Whether this page is the last of what was gathered.");
    visitor.type(m);
    visitor.field("people", m.people, People{}, "Who came, each with all linked devices.");
}

template <>
inline constexpr MessageAbout about<LeftRoom>{"left", Sender::Host, "8.2", "Someone's last link is gone."};
template <class V, As<LeftRoom> M> void fields(V &visitor, M &m)
{
    visitor.field("name", m.name, username, "Who left.");
    visitor.type(m);
}

inline constexpr Text spokenText{1, limits::textBytes};
inline constexpr Octets fileId = exactly(limits::fileIdSize);
inline constexpr Text fileName{1, quint64(limits::fileNameBytes)};

template <>
inline constexpr MessageAbout about<Say>{"say", Sender::Guest, "8.3", "Says something to the room."};
template <class V, As<Say> M> void fields(V &visitor, M &m)
{
    visitor.field("act", m.act, Choice<Act>{}, "What it does to the target (feature talk).");
    visitor.field("file", m.file, fileId,
                  "A file that the host keeps, and that comes with it (feature files).");
    visitor.field("text", m.text, spokenText, "What is said.");
    visitor.type(m);
    visitor.field("target", m.target, Unsigned{1}, "Number of the message that is meant (feature talk).");
    visitor.field("counter", m.counter, Unsigned{}, "The device's count of messages, rising.");
}

template <>
inline constexpr MessageAbout about<Said>{"said", Sender::Host, "8.3", "What somebody said, numbered."};
template <class V, As<Said> M> void fields(V &visitor, M &m)
{
    visitor.field("act", m.act, Choice<Act>{}, "What it does to the target (feature talk).");
    visitor.field("file", m.file, fileId, "The file that comes with it (feature files).");
    visitor.field("name", m.name, username, "Who said it.");
    visitor.field("size", m.size, Unsigned{}, "Bytes of the file.");
    visitor.field("text", m.text, spokenText, "What was said.");
    visitor.field("time", m.time, Unsigned{}, "The host's clock, ms since 1970-01-01 UTC.");
    visitor.type(m);
    visitor.field("device", m.device, exactly(limits::deviceSize), "The speaking device.");
    visitor.field("digest", m.digest, exactly(limits::hashSize), "SHA-256 of the file.");
    visitor.field("number", m.number, Unsigned{1}, "Place in the room's one order.");
    visitor.field("target", m.target, Unsigned{1}, "Number of the message that is meant (feature talk).");
    visitor.field("counter", m.counter, Unsigned{1}, "The counter of its say.");
    visitor.field("file_name", m.fileName, fileName, "What its sender calls the file: a suggestion.");
}

template <>
inline constexpr MessageAbout about<Ack>{"ack", Sender::Host, "8.3",
                                         "Everything up to it is numbered or known."};
template <class V, As<Ack> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("counter", m.counter, Unsigned{}, "Highest counter stored for this device.");
}

template <>
inline constexpr MessageAbout about<Received>{"received", Sender::Guest, "8.4",
                                              "Everything up to it arrived."};
template <class V, As<Received> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("number", m.number, Unsigned{1}, "Highest number that arrived.");
}

template <>
inline constexpr MessageAbout about<Delivered>{"delivered", Sender::Host, "8.4",
                                               "How many have the speaker's message."};
template <class V, As<Delivered> M> void fields(V &visitor, M &m)
{
    visitor.field("of", m.of, Unsigned{1}, "Other accounts here when it was numbered.");
    visitor.type(m);
    visitor.field("count", m.count, Unsigned{1}, "How many of them have it.");
    visitor.field("number", m.number, Unsigned{1}, "The message's number.");
}

template <>
inline constexpr MessageAbout about<KeyLog>{"key_log", Sender::Guest, "8.8",
                                            "This program's key log began or ended (feature key-log)."};
template <class V, As<KeyLog> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("running", m.running, Flag{}, "Whether keys of this link are being written down.");
}

template <>
inline constexpr MessageAbout about<KeyLogged>{"key_logged", Sender::Host, "8.8",
                                               "Somebody's key log began or ended (feature key-log)."};
template <class V, As<KeyLogged> M> void fields(V &visitor, M &m)
{
    visitor.field("name", m.name, username, "Whose program; absent for the host's own.");
    visitor.type(m);
    visitor.field("running", m.running, Flag{}, "Whether it writes keys down.");
}

template <>
inline constexpr MessageAbout about<Resume>{"resume", Sender::Guest, "8.9",
                                            "Says what is kept of this room (feature replay)."};
template <class V, As<Resume> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("after", m.after, Unsigned{}, "Highest number that is kept; absent with the history.");
    visitor.field("history", m.history, exactly(limits::historySize),
                  "The numbering it belongs to; absent where nothing is kept.");
}

template <>
inline constexpr MessageAbout about<Resumed>{"resumed", Sender::Host, "8.9",
                                             "Says what follows from before (feature replay)."};
template <class V, As<Resumed> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("count", m.count, Unsigned{}, "How many said from before follow.");
    visitor.field("complete", m.complete, Flag{}, "Whether nothing of what was missed is gone.");
}

template <>
inline constexpr MessageAbout about<Writing>{"writing", Sender::Guest, "8.10",
                                             "The person began or stopped writing (feature talk)."};
template <class V, As<Writing> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("active", m.active, Flag{}, "Whether a message is being written.");
}

template <>
inline constexpr MessageAbout about<Writes>{"writes", Sender::Host, "8.10",
                                            "Somebody began or stopped writing (feature talk)."};
template <class V, As<Writes> M> void fields(V &visitor, M &m)
{
    visitor.field("name", m.name, username, "Who writes.");
    visitor.type(m);
    visitor.field("active", m.active, Flag{}, "Whether a message is being written.");
}

template <>
inline constexpr MessageAbout about<Read>{"read", Sender::Guest, "8.10",
                                          "Everything up to it was seen by the person (feature talk)."};
template <class V, As<Read> M> void fields(V &visitor, M &m)
{
    visitor.type(m);
    visitor.field("number", m.number, Unsigned{1}, "Highest number that was seen.");
}

template <>
inline constexpr MessageAbout about<Seen>{"seen", Sender::Host, "8.10",
                                          "How many have seen the speaker's message (feature talk)."};
template <class V, As<Seen> M> void fields(V &visitor, M &m)
{
    visitor.field("of", m.of, Unsigned{1}, "Other accounts here when it was numbered.");
    visitor.type(m);
    visitor.field("count", m.count, Unsigned{1}, "How many of them have seen it.");
    visitor.field("number", m.number, Unsigned{1}, "The message's number.");
}

} // namespace waxwing
