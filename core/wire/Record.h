// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Frame.h"

namespace waxwing {

/// Epoch and sequence of a sealed record (PROTOCOL 5.1).
struct RecordHeader
{
    quint32 epoch = 0;
    quint64 sequence = 0;
};

/// Refuses with Code::RecordMalformed a length field under 29: header and tag alone (PROTOCOL 5.3).
Result<RecordHeader> decodeRecordHeader(const Frame &frame);

/// n = content + 4, padded to max(256, next multiple of max(32, 2^(⌊log2 n⌋−4))) (PROTOCOL 5.2).
qsizetype paddedSize(qsizetype contentSize);

/// The size of the whole frame around a content of this size.
inline qsizetype frameSize(qsizetype contentSize)
{
    return limits::additionalDataSize + paddedSize(contentSize) + limits::tagSize;
}

/// Appends a frame with header, length prefix, content and zeros, and room for the tag, and gives it; ready
/// for RecordCipher::seal. No allocation where the capacity of `out` suffices.
std::span<quint8> appendRecord(Bytes &out, const RecordHeader &header, BytesView content);
/// The same in place of what `frame` held.
void layOutRecord(Bytes &frame, const RecordHeader &header, BytesView content);

/// The content inside an opened record's plaintext. Refuses (BadPadding) any other size and any padding byte
/// that is not zero.
Result<BytesView> contentOf(BytesView plaintext);

} // namespace waxwing
