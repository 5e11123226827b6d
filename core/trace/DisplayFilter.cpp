// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DisplayFilter.h"

#include "Frame.h"
#include "MessageCodec.h"
#include "Record.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype runSize = 8;

struct Ports
{
    quint16 source = 0;
    quint16 destination = 0;
};

Ports portsOf(const TracedFrame &frame, const TracedLink &link)
{
    return frame.sent ? Ports{link.localPort, link.peerPort} : Ports{link.peerPort, link.localPort};
}

QString portsFilter(const Ports &ports)
{
    return QStringLiteral("tcp.srcport == %1 && tcp.dstport == %2").arg(ports.source).arg(ports.destination);
}

/// Type and body where the bytes are a frame; what was thrown away has none.
std::optional<FrameType> typeOf(const TracedFrame &frame)
{
    return frame.kind == TracedFrame::Kind::Frame ? frameTypeOf(frame.bytes()) : std::nullopt;
}

Bytes randomOf(FrameType type, BytesView body)
{
    if (type == FrameType::GuestHello) {
        const auto hello = decodeGuestHello(body);
        return hello ? hello->random : Bytes();
    }
    const auto hello = decodeHostHello(body);
    return hello ? hello->random : Bytes();
}

BytesView runOf(const TracedFrame &frame, Bytes &random)
{
    const BytesView bytes = frame.bytes();
    const auto type = typeOf(frame);
    const auto from = [bytes](qsizetype at) {
        return bytes.sliced(at, std::min(runSize, bytes.size() - at));
    };
    if (type == FrameType::Record && bytes.size() > limits::additionalDataSize)
        return from(limits::additionalDataSize);
    if (type == FrameType::GuestHello || type == FrameType::HostHello) {
        random = randomOf(*type, bytes.sliced(limits::frameHeaderSize));
        if (random.size() >= runSize)
            return BytesView(random).first(runSize);
        if (bytes.size() >= limits::frameHeaderSize + runSize)
            return from(limits::frameHeaderSize);
    }
    return from(0);
}

} // namespace

QString displayFilterOf(const TracedFrame &frame, const TracedLink &link)
{
    if (link.isLocal || frame.bytes().size() == 0)
        return {};
    Bytes random;
    const BytesView run = runOf(frame, random);
    return portsFilter(portsOf(frame, link)) + QStringLiteral(" && tcp.payload contains ") +
           QString::fromLatin1(run.toByteArray().toHex(':'));
}

QString dissectorFilterOf(const TracedFrame &frame, const TracedLink &link)
{
    const auto type = typeOf(frame);
    if (link.isLocal || !type)
        return {};
    QString own = QStringLiteral("waxwing.type == %1").arg(int(*type));
    if (*type == FrameType::Record && frame.bytes().size() >= limits::additionalDataSize) {
        const auto header = decodeRecordHeader({*type, frame.bytes().toByteArray()});
        if (header)
            own = QStringLiteral("waxwing.epoch == %1 && waxwing.sequence == %2")
                      .arg(header->epoch)
                      .arg(header->sequence);
    }
    return own + QStringLiteral(" && ") + portsFilter(portsOf(frame, link));
}

} // namespace waxwing
