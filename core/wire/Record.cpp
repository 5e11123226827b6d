// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Record.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>

namespace waxwing {

namespace {

constexpr qsizetype prefixSize = 4; ///< length of the content, u32 BE

/// Each byte the one before it, and the first zero: up to 4 KiB at the speed of memcmp.
bool isZeros(BytesView bytes)
{
    return bytes.isEmpty() || (bytes.front() == 0 && std::memcmp(bytes.data(), bytes.data() + 1,
                                                                 std::size_t(bytes.size()) - 1) == 0);
}

} // namespace

Result<RecordHeader> decodeRecordHeader(const Frame &frame)
{
    const BytesView body = frame.body();
    if (body.size() < limits::recordHeaderSize + limits::tagSize)
        return failure(Code::RecordMalformed, QStringLiteral("record of %1 bytes").arg(frame.bytes.size()));
    return RecordHeader{qFromBigEndian<quint32>(body.data()), qFromBigEndian<quint64>(body.data() + 4)};
}

qsizetype paddedSize(qsizetype contentSize)
{
    const auto n = std::size_t(contentSize + prefixSize);
    const std::size_t exponent = std::bit_width(n) - 1;
    const std::size_t step = exponent < 9 ? 32 : std::size_t(1) << (exponent - 4);
    return std::max(limits::smallestPlaintext, qsizetype((n + step - 1) / step * step));
}

void layOutRecord(Bytes &frame, const RecordHeader &header, BytesView content)
{
    frame.resize(0);
    appendRecord(frame, header, content);
}

std::span<quint8> appendRecord(Bytes &out, const RecordHeader &header, BytesView content)
{
    const qsizetype plaintext = paddedSize(content.size());
    const qsizetype whole = frameSize(content.size());
    const qsizetype start = out.size();
    out.resize(start + whole);
    const std::span<quint8> frame = toMutableSpan(out).last(std::size_t(whole));
    char *to = out.data() + start;
    qToBigEndian(quint32(whole - limits::lengthFieldSize), to);
    to[limits::lengthFieldSize] = char(FrameType::Record);
    qToBigEndian(header.epoch, to + limits::frameHeaderSize);
    qToBigEndian(header.sequence, to + limits::frameHeaderSize + 4);
    to += limits::additionalDataSize;
    qToBigEndian(quint32(content.size()), to);
    std::copy(content.begin(), content.end(), to + prefixSize);
    const qsizetype used = prefixSize + content.size();
    std::memset(to + used, 0, std::size_t(plaintext + limits::tagSize - used));
    return frame;
}

Result<BytesView> contentOf(BytesView plaintext)
{
    if (plaintext.size() < limits::smallestPlaintext)
        return failure(Code::BadPadding, QStringLiteral("plaintext of %1 bytes").arg(plaintext.size()));
    const auto size = qsizetype(qFromBigEndian<quint32>(plaintext.data()));
    if (size > limits::content || paddedSize(size) != plaintext.size())
        return failure(Code::BadPadding,
                       QStringLiteral("content of %1 bytes in %2").arg(size).arg(plaintext.size()));
    if (!isZeros(plaintext.sliced(prefixSize + size)))
        return failure(Code::BadPadding, QStringLiteral("padding that is not zero"));
    return plaintext.sliced(prefixSize, size);
}

} // namespace waxwing
