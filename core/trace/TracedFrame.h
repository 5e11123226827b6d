// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

namespace waxwing {

/// One link that is watched, as the wire dock, a capture and a key log name it.
struct TracedLink
{
    quint64 id = 0;          ///< from 1, never used again
    bool isHostSide = false; ///< this end is the host's
    bool isLocal = false;    ///< in-process: no network carried it
    QString localAddress;
    quint16 localPort = 0;
    QString peerAddress;
    quint16 peerPort = 0;
    QString peerName;   ///< the account, or the room; empty until it is known
    Bytes random;       ///< of the guest hello, 32 bytes: how a key log names the link; empty before frame 1
    qint64 startNs = 0; ///< ns since 1970
    qint64 endNs = 0;   ///< 0 while it lives
    Error end;
    bool endedByPeer = false;
    quint64 notKept = 0; ///< bytes that came behind the last word of this side, and were only counted
};

/// One frame as it travelled, and what was inside; decoded by nobody yet.
struct FrameFacts
{
    enum class Kind : quint8 {
        Frame,
        Unframed ///< bytes that came and became no frame
    };

    qint64 timeNs = 0;        ///< ns since 1970, UTC
    quint64 link = 0;         ///< TracedLink::id
    quint64 streamOffset = 0; ///< bytes that this direction had carried before
    quint64 otherOffset = 0;  ///< bytes that the other direction had carried
    bool sent = false;
    Kind kind = Kind::Frame;
    bool hasContent = false; ///< a record that was sealed here, or opened here
    Code verdict{};          ///< Code{} where it was taken; else why the channel refused it
    QString detail;          ///< of a refusal
};

/// On its way into a log or a file: views hold during the call.
struct PassingFrame : FrameFacts
{
    BytesView bytes;
    BytesView content; ///< of a record: the CBOR that was inside, where hasContent
};

/// As a log gives it: a copy of its own.
struct TracedFrame : FrameFacts
{
    quint64 number = 0; ///< from 1, in the order of this log
    Bytes buffer;
    Bytes contentBuffer;

    [[nodiscard]] BytesView bytes() const { return buffer; }
    /// Of a record: the CBOR that was inside, where hasContent.
    [[nodiscard]] BytesView content() const { return contentBuffer; }
    /// To put it into another log or file; holds as long as this does.
    [[nodiscard]] PassingFrame passing() const
    {
        PassingFrame frame;
        static_cast<FrameFacts &>(frame) = *this;
        frame.bytes = buffer;
        frame.content = contentBuffer;
        return frame;
    }
};

} // namespace waxwing
