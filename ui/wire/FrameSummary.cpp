// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameSummary.h"

#include "Dissection.h"
#include "ForeignText.h"
#include "Frame.h"

#include <QDateTime>
#include <QLocale>
#include <QtEndian>

namespace waxwing {

FrameSummary FrameSummary::of(const TracedFrame &frame)
{
    FrameSummary summary;
    const BytesView bytes = frame.bytes();
    if (frame.kind != TracedFrame::Kind::Frame || bytes.size() <= limits::lengthFieldSize)
        return summary;
    summary.type = quint8(bytes[limits::lengthFieldSize]);
    summary.isRecord =
        summary.type == quint8(FrameType::Record) && bytes.size() >= limits::additionalDataSize;
    if (summary.isRecord) {
        summary.epoch = qFromBigEndian<quint32>(bytes.data() + limits::frameHeaderSize);
        summary.sequence = qFromBigEndian<quint64>(bytes.data() + limits::frameHeaderSize + 4);
    }
    if (frame.hasContent)
        summary.message = messageNameOf(frame.content());
    return summary;
}

QString FrameSummary::name(const FrameFacts &frame) const
{
    if (frame.kind == TracedFrame::Kind::Unframed)
        return tr("no frame");
    switch (FrameType(type)) {
    case FrameType::GuestHello:
        return tr("guest hello");
    case FrameType::HostHello:
        return tr("host hello");
    case FrameType::Alert:
        return tr("alert");
    case FrameType::Record:
        break;
    default:
        return tr("unknown");
    }
    if (!frame.hasContent)
        return tr("sealed");
    return message.isEmpty() ? tr("sealed · unknown") : tr("sealed · %1").arg(message);
}

bool FrameSummary::isRefused(const FrameFacts &frame)
{
    return !frame.sent && (frame.verdict != Code{} || frame.kind == TracedFrame::Kind::Unframed);
}

QString FrameSummary::verdict(const FrameFacts &frame)
{
    if (frame.sent)
        return tr("sent");
    if (frame.verdict != Code{})
        return codeName(frame.verdict);
    return frame.kind == TracedFrame::Kind::Unframed ? tr("not read") : tr("taken");
}

QString FrameSummary::peer(const std::optional<TracedLink> &link)
{
    if (!link)
        return {};
    if (!link->peerName.isEmpty())
        return foreignText(link->peerName);
    if (link->isLocal)
        return tr("this program");
    return addressWords(link->peerAddress, link->peerPort);
}

QString FrameSummary::addressWords(const QString &address, quint16 port)
{
    const bool isIpv6 = address.contains(u':');
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(address, QString::number(port));
}

QString FrameSummary::time(qint64 timeNs)
{
    return QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString FrameSummary::clock(qint64 timeNs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).time(),
                              QStringLiteral("HH:mm:ss"));
}

} // namespace waxwing
