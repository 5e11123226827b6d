// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <vector>

namespace waxwing {

/// Told what one link's stream carried, byte for byte, and what was inside; never a key. Views hold during
/// the call; nothing is decoded. In the link's thread.
class WireTap
{
public:
    virtual ~WireTap() = default;

    /// One record among bytes that were sent, and what was sealed in it.
    struct Sealed
    {
        qsizetype start = 0;
        qsizetype size = 0;
        Bytes content;
    };
    /// Bytes that go into the stream in one piece: the records that `sealed` names, one behind the other, or,
    /// where it is empty, one frame in the clear (hello, alert). A content sealed for many is the same shared
    /// bytes for each.
    virtual void sent(BytesView bytes, const std::vector<Sealed> &sealed) = 0;

    /// A frame came. What became of it follows at once, in arrived(): meanwhile it is opened in place.
    virtual void arriving(BytesView frame) = 0;
    /// `content`: of a record that opened, else null. `refusal`: why the channel did not take the frame; null
    /// where it did.
    virtual void arrived(BytesView content, const Error *refusal) = 0;

    /// Bytes that came and became no frame: refused at their header, cut off by the end, or thrown away
    /// behind the last word of this side.
    virtual void unframed(BytesView bytes) = 0;
    /// Once at most, before ended(): how many bytes more were thrown away and only counted.
    virtual void notTold(quint64 bytes) = 0;

    /// Once, last.
    virtual void ended(const Error &error, bool byPeer) = 0;
};

} // namespace waxwing
