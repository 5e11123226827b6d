// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Dissection.h"

#include "CborDissector.h"
#include "Frame.h"
#include "MessageCodec.h"
#include "MessageType.h"
#include "ReadableValue.h"
#include "Record.h"

#include <QStringList>

namespace waxwing {

namespace {

QString latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

QString refusedAs(const Error &error)
{
    return QStringLiteral("Refused as %1: %2.").arg(codeName(error.code), error.detail);
}

/// The sentences that say something.
QString together(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

DissectedField rowOf(const LayoutField &field, qsizetype at, qsizetype size)
{
    DissectedField row;
    row.at = at;
    row.size = size;
    row.name = latin1(field.key);
    row.group = field.group;
    row.paragraph = field.paragraph;
    row.sentence = field.sentence;
    return row;
}

quint64 bigEndian(BytesView bytes)
{
    quint64 value = 0;
    for (const char byte : bytes)
        value = value << 8 | quint8(byte);
    return value;
}

const FrameTypeDescription *frameType(quint64 number)
{
    for (const FrameTypeDescription &type : frameTypes()) {
        if (type.type == number)
            return &type;
    }
    return nullptr;
}

QString readableField(const LayoutField &field, BytesView bytes)
{
    if (!field.isNumber || bytes.size() != field.size)
        return readableBytes(bytes);
    const quint64 number = bigEndian(bytes);
    if (field.key == "code")
        return readableCode(number);
    if (field.key != "type")
        return QString::number(number);
    const FrameTypeDescription *type = frameType(number);
    return QStringLiteral("%1 (%2)").arg(number).arg(type == nullptr ? QStringLiteral("unknown")
                                                                     : latin1(type->name));
}

/// A row for each field of the layout that the bytes from `at` to `end` have, and one for what is left.
void takeLayout(std::vector<DissectedField> &rows, const LayoutDescription &layout, BytesView frame,
                qsizetype at, qsizetype end)
{
    qsizetype behind = 0; // of the fields not yet taken
    for (const LayoutField &field : layout.fields)
        behind += field.isOptional ? 0 : field.size;
    for (const LayoutField &field : layout.fields) {
        behind -= field.isOptional ? 0 : field.size;
        const qsizetype left = end - at;
        const qsizetype size = field.size > 0 ? qMin(field.size, left) : qMax<qsizetype>(0, left - behind);
        if (size == 0)
            continue;
        rows.push_back(rowOf(field, at, size));
        rows.back().value = readableField(field, frame.sliced(at, size));
        at += size;
    }
    if (at == end)
        return;
    DissectedField rest;
    rest.at = at;
    rest.size = end - at;
    rest.name = QStringLiteral("undecoded");
    rest.value = readableBytes(frame.sliced(at, rest.size));
    rows.push_back(std::move(rest));
}

/// What a receiver refuses the header for, and what cannot be.
QString headerFault(BytesView frame, const FrameTypeDescription *type)
{
    if (frame.size() < limits::frameHeaderSize)
        return QStringLiteral("The frame ends inside its header.");
    const quint64 length = bigEndian(frame.first(limits::lengthFieldSize));
    if (length == 0)
        return QStringLiteral("Refused as malformed: frame of length 0.");
    const auto behind = quint64(frame.size() - limits::lengthFieldSize);
    if (length != behind)
        return QStringLiteral("The length field says %1, and %2 bytes are behind it.")
            .arg(length)
            .arg(behind);
    if (type == nullptr)
        return QStringLiteral("Refused as malformed: a frame of unknown type.");
    const bool isRecord = FrameType(type->type) == FrameType::Record;
    const quint32 most = isRecord ? limits::frameLength : limits::frameLengthBeforeLogin;
    if (length > most)
        return QStringLiteral("Refused as too large: a length of %1, at most %2.").arg(length).arg(most);
    return {};
}

/// Of the header alone: everything else needs the key (PROTOCOL 5.3).
QString recordFault(BytesView body)
{
    const qsizetype ciphertext = body.size() - limits::recordHeaderSize - limits::tagSize;
    if (ciphertext < 0)
        return QStringLiteral("Refused as record malformed: it is too short for its header and tag.");
    if (ciphertext < limits::smallestPlaintext || paddedSize(ciphertext - 4) != ciphertext)
        return QStringLiteral("Refused as bad padding at the latest: nothing is padded to %1 bytes.")
            .arg(ciphertext);
    if (bigEndian(body.sliced(4, 8)) >= limits::recordsPerEpoch)
        return QStringLiteral("Refused at the latest as unexpected: no epoch has that many records.");
    return {};
}

template <class T> QString refusal(const Result<T> &result)
{
    return result ? QString() : refusedAs(result.error());
}

QString helloFault(FrameType type, BytesView body)
{
    const Result<quint64> version = helloVersion(body);
    if (version && *version != limits::protocolVersion)
        return QStringLiteral("A hello of version %1 of the protocol, which is not this program's.")
            .arg(*version);
    return type == FrameType::GuestHello ? refusal(decodeGuestHello(body)) : refusal(decodeHostHello(body));
}

QString takeBody(Dissection &dissection, const FrameTypeDescription &type, BytesView frame)
{
    const BytesView body = frame.sliced(limits::frameHeaderSize);
    const FrameType frameType{type.type};
    if (type.layout.empty()) {
        CborDissector cbor(body, limits::frameHeaderSize, dissection.fields);
        const QString stopped = cbor.dissect(describedMessage(type.name), dissection.name);
        return together({helloFault(frameType, body), stopped});
    }
    takeLayout(dissection.fields, layoutNamed(type.layout), frame, limits::frameHeaderSize, frame.size());
    return frameType == FrameType::Record ? recordFault(body) : refusal(decodeAlert(body));
}

const MessageDescription *messageOf(BytesView content)
{
    const Result<std::string_view> type = typeOf(content);
    const MessageDescription *known = type ? describedMessage(*type) : nullptr;
    return known != nullptr && known->place == MessageDescription::Place::Record ? known : nullptr;
}

const MessageDescription *helloOf(BytesView body)
{
    if (decodeGuestHello(body))
        return describedMessage("guest hello");
    return decodeHostHello(body) ? describedMessage("host hello") : nullptr;
}

} // namespace

Dissection dissectFrame(BytesView frame)
{
    Dissection dissection;
    dissection.name = QStringLiteral("unknown");
    const qsizetype header = qMin(frame.size(), limits::frameHeaderSize);
    takeLayout(dissection.fields, layoutNamed("frame"), frame, 0, header);
    const FrameTypeDescription *type =
        header == limits::frameHeaderSize ? frameType(quint8(frame[limits::lengthFieldSize])) : nullptr;
    const QString wrongHeader = headerFault(frame, type);
    if (type != nullptr) {
        dissection.name = latin1(type->name);
        dissection.fault = takeBody(dissection, *type, frame);
    } else {
        takeLayout(dissection.fields, {}, frame, header, frame.size());
    }
    dissection.fault = together({wrongHeader, dissection.fault});
    return dissection;
}

Dissection dissectContent(BytesView content)
{
    Dissection dissection;
    const MessageDescription *hello = helloOf(content);
    const MessageDescription *known = hello != nullptr ? hello : messageOf(content);
    dissection.name = known != nullptr ? latin1(known->name) : QStringLiteral("unknown");
    CborDissector cbor(content, 0, dissection.fields);
    const QString stopped = cbor.dissect(known, dissection.name);
    dissection.fault = together({hello != nullptr ? QString() : refusal(decodeMessage(content)), stopped});
    return dissection;
}

Dissection dissectPlaintext(qsizetype contentSize, qsizetype plaintextSize)
{
    Dissection dissection;
    dissection.name = QStringLiteral("plaintext");
    const LayoutDescription &layout = layoutNamed("plaintext");
    const qsizetype prefix = layout.fields[0].size;
    const qsizetype padding = plaintextSize - prefix - contentSize;
    if (contentSize < 0 || contentSize > limits::content || paddedSize(contentSize) != plaintextSize) {
        dissection.fault = QStringLiteral("Refused as bad padding: content of %1 bytes in %2.")
                               .arg(contentSize)
                               .arg(plaintextSize);
        if (contentSize < 0 || padding < 0)
            return dissection;
    }
    const qsizetype sizes[] = {prefix, contentSize, padding};
    qsizetype at = 0;
    for (std::size_t i = 0; i < layout.fields.size(); ++i) {
        if (sizes[i] > 0) {
            dissection.fields.push_back(rowOf(layout.fields[i], at, sizes[i]));
            dissection.fields.back().value = counted(quint64(sizes[i]), QLatin1String("byte"));
        }
        at += sizes[i];
    }
    dissection.fields.front().value = QString::number(contentSize);
    return dissection;
}

QLatin1StringView messageNameOf(BytesView content)
{
    const MessageDescription *known = messageOf(content);
    return known == nullptr ? QLatin1StringView()
                            : QLatin1StringView(known->name.data(), qsizetype(known->name.size()));
}

} // namespace waxwing
