// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Limits.h"
#include "Result.h"

#include <array>
#include <optional>
#include <variant>

namespace waxwing {

enum class FrameType : quint8 { GuestHello = 1, HostHello = 2, Record = 3, Alert = 4 };

/// One frame as it travelled: length u32 BE · type u8 · body (PROTOCOL 3).
struct Frame
{
    FrameType type = FrameType::Record;
    Bytes bytes; ///< the whole frame, header included

    [[nodiscard]] BytesView body() const { return BytesView(bytes).sliced(limits::frameHeaderSize); }
};

/// What a whole frame's header says it is; nothing where it is shorter than that, or the type is not known.
[[nodiscard]] std::optional<FrameType> frameTypeOf(BytesView frame);

/// A frame around a body.
Frame makeFrame(FrameType type, BytesView body);

/// Assembles one frame from pieces. Knows how much it still lacks, so that a link reads just that.
class FrameReader
{
public:
    /// Of the next frame on (PROTOCOL 3.2).
    void setLongestLength(quint32 typeAndBody) { m_longest = typeAndBody; }
    /// Bytes that the header or frame in hand still lacks; at least 1.
    [[nodiscard]] qsizetype lacking() const;
    struct NeedMore
    {};
    using Answer = std::variant<NeedMore, Frame, Error>;
    /// Takes at most lacking() bytes. Refuses length 0 and an unknown type (Malformed) and a length over the
    /// limit (TooLarge) as soon as the bytes that say so are there, before waiting or allocating; and then
    /// for good.
    Answer take(BytesView piece);
    /// What has come of the frame in hand; the reader then stands between two frames.
    Bytes takeUnfinished();
    /// True between two frames.
    [[nodiscard]] bool isBetweenFrames() const { return m_have == 0; }

private:
    [[nodiscard]] std::optional<Error> headerRefusal() const;

    quint32 m_longest = limits::frameLengthBeforeLogin;
    std::array<char, limits::frameHeaderSize> m_header{};
    Bytes m_frame;        ///< as long as the frame will be, once the header is there
    qsizetype m_have = 0; ///< bytes that have come, of the header or of the frame
};

/// Alert (PROTOCOL 9.3): code u8, for WrongVersion followed by the host's version u16 BE.
struct Alert
{
    quint8 code = 0;
    std::optional<quint16> version;
};
Frame makeAlert(const Alert &alert);
/// Refuses (Malformed) every other size: 3 bytes for WrongVersion, 1 for anything else, known or not.
Result<Alert> decodeAlert(BytesView body);

} // namespace waxwing
