// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CaptureText.h"

#include "Dissection.h"
#include "Frame.h"
#include "Record.h"

#include <algorithm>

namespace waxwing::captureText {

namespace {

QString wayOf(const TracedLink &link, const PassingFrame &frame)
{
    return frame.sent == link.isHostSide ? QStringLiteral("from the host to the guest")
                                         : QStringLiteral("from the guest to the host");
}

std::optional<FrameType> typeOf(const PassingFrame &frame)
{
    return frame.kind == FrameFacts::Kind::Frame ? frameTypeOf(frame.bytes) : std::nullopt;
}

QString recordName(const PassingFrame &frame)
{
    const auto header = decodeRecordHeader({FrameType::Record, frame.bytes.toByteArray()});
    if (!header)
        return QStringLiteral("Sealed record too short to be one");
    return QStringLiteral("Sealed record %1 of epoch %2").arg(header->sequence).arg(header->epoch);
}

QString nameOf(const PassingFrame &frame)
{
    const std::optional<FrameType> type = typeOf(frame);
    if (type == FrameType::GuestHello)
        return QStringLiteral("Guest hello");
    if (type == FrameType::HostHello)
        return QStringLiteral("Host hello");
    if (type == FrameType::Alert)
        return QStringLiteral("Alert");
    return type == FrameType::Record ? recordName(frame) : QStringLiteral("No frame");
}

QString whatItIs(const PassingFrame &frame)
{
    const std::optional<FrameType> type = typeOf(frame);
    if (type == FrameType::GuestHello)
        return QStringLiteral("In the clear: a random value, an X25519 share and a one-time RSA key.");
    if (type == FrameType::HostHello)
        return QStringLiteral(
            "In the clear: a random value, an X25519 share and a secret sealed under the guest's RSA key.");
    if (type == FrameType::Alert)
        return QStringLiteral("In the clear: why the host ends the connection.");
    if (type == FrameType::Record)
        return QStringLiteral("It opens only with the key of this epoch and direction.");
    return QStringLiteral("Bytes that became no frame of this protocol.");
}

/// With what `register` leaves at the host and the proof of one login, anybody could log in as that person;
/// an invite lets in whoever has it.
QString shownValue(const QString &message, const DissectedField &field)
{
    const auto isOne = [](const QString &name, std::initializer_list<const char *> names) {
        return std::any_of(names.begin(), names.end(),
                           [&](const char *each) { return name == QLatin1StringView(each); });
    };
    const QString hidden = QStringLiteral("hidden");
    if (isOne(field.name, {"stored_key", "server_key", "invite"}))
        return hidden;
    if (!isOne(message, {"check", "register", "client_final", "server_final"}) ||
        !isOne(field.name, {"scram", "undecoded", "trailing"}))
        return field.value;
    const qsizetype proof = message == QLatin1StringView("client_final") ? field.value.indexOf(u",p=") : -1;
    return proof < 0 ? hidden : field.value.first(proof) + QStringLiteral(",p=hidden\"");
}

} // namespace

QString outside(const TracedLink &link, const PassingFrame &frame)
{
    QString text =
        QStringLiteral("%1: %2 bytes %3. %4")
            .arg(nameOf(frame), QString::number(frame.bytes.size()), wayOf(link, frame), whatItIs(frame));
    if (frame.verdict != Code{})
        text += QStringLiteral(" The receiver refused it: %1.").arg(codeName(frame.verdict));
    return text;
}

QString inside(const PassingFrame &frame)
{
    const QLatin1StringView name = frame.hasContent ? messageNameOf(frame.content) : QLatin1StringView();
    return name.isEmpty() ? QString() : QStringLiteral("Inside: %1.").arg(name);
}

QString readable(const TracedLink &link, const PassingFrame &frame)
{
    const std::optional<FrameType> type = typeOf(frame);
    const bool isHello = type == FrameType::GuestHello || type == FrameType::HostHello;
    if (!frame.hasContent && !isHello)
        return {};
    const Dissection inner =
        dissectContent(isHello ? frame.bytes.sliced(limits::frameHeaderSize) : frame.content);
    QString text = QStringLiteral("%1, %2, in: %3\n").arg(inner.name, wayOf(link, frame), nameOf(frame));
    for (const DissectedField &field : inner.fields) {
        if (field.depth > 0)
            text += QString(2 * field.depth, u' ') + field.name + QStringLiteral(": ") +
                    shownValue(inner.name, field) + u'\n';
    }
    if (!inner.fault.isEmpty())
        text += inner.fault + u'\n';
    return text;
}

} // namespace waxwing::captureText
