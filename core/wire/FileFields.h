// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomFields.h"

/// The fields of what carries files, each in the order of the wire (PROTOCOL 8.11).
namespace waxwing {

template <>
inline constexpr MessageAbout about<FileLimits>{"file_limits", Sender::Host, "8.11",
                                                "What files the room takes (feature files)."};
template <class V, As<FileLimits> M> void fields(V &visitor, M &m)
{
    visitor.field("room", m.room, Unsigned{}, "Bytes that can still be kept.");
    visitor.type(m);
    visitor.field("largest", m.largest, Unsigned{}, "Bytes of the largest file; 0: none are taken.");
}

template <>
inline constexpr MessageAbout about<PutFile>{"put", Sender::Guest, "8.11",
                                             "Wants to give the room a file (feature files)."};
template <class V, As<PutFile> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's random name, made by its sender.");
    visitor.field("name", m.name, fileName, "What its sender calls it.");
    visitor.field("size", m.size, Unsigned{}, "Bytes of the whole file.");
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<PutFrom>{"put_from", Sender::Host, "8.11",
                                             "Wants the file, from there on (feature files)."};
template <class V, As<PutFrom> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
    visitor.field("offset", m.offset, Unsigned{}, "First byte that is wanted.");
}

template <>
inline constexpr MessageAbout about<FileChunk>{"chunk", Sender::Either, "8.11",
                                               "The next piece of a file (feature files)."};
template <class V, As<FileChunk> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
    visitor.field("bytes", m.bytes, Octets{1, quint64(limits::chunkBytes)}, "The piece.");
    visitor.field("offset", m.offset, Unsigned{}, "Its place in the file.");
}

template <>
inline constexpr MessageAbout about<FileTook>{"took", Sender::Either, "8.11",
                                              "How much of a file was taken (feature files)."};
template <class V, As<FileTook> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
    visitor.field("offset", m.offset, Unsigned{1}, "Everything below it is taken.");
}

template <>
inline constexpr MessageAbout about<PutEnd>{"put_end", Sender::Guest, "8.11",
                                            "All of the file is sent (feature files)."};
template <class V, As<PutEnd> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
    visitor.field("digest", m.digest, exactly(limits::hashSize), "SHA-256 of the whole file.");
}

template <>
inline constexpr MessageAbout about<FileKept>{"kept", Sender::Host, "8.11",
                                              "The room keeps the file (feature files)."};
template <class V, As<FileKept> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<FileRefused>{"file_refused", Sender::Host, "8.11",
                                                 "Ends a put or get, with the reason (feature files)."};
template <class V, As<FileRefused> M> void fields(V &visitor, M &m)
{
    visitor.field("code", m.code, CodeNumber{}, "Why.");
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<GetFile>{"get", Sender::Guest, "8.11",
                                             "Wants a file, from there on (feature files)."};
template <class V, As<GetFile> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
    visitor.field("offset", m.offset, Unsigned{}, "First byte that is wanted.");
}

template <>
inline constexpr MessageAbout about<FileSent>{"sent", Sender::Host, "8.11",
                                              "All of the file was sent (feature files)."};
template <class V, As<FileSent> M> void fields(V &visitor, M &m)
{
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
}

template <>
inline constexpr MessageAbout about<StopFile>{"stop", Sender::Guest, "8.11",
                                              "Ends a put or get, with the reason (feature files)."};
template <class V, As<StopFile> M> void fields(V &visitor, M &m)
{
    visitor.field("code", m.code, CodeNumber{}, "Why: cancelled, or paused.");
    visitor.field("file", m.file, fileId, "The file's name.");
    visitor.type(m);
}

} // namespace waxwing
