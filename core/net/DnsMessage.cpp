// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DnsMessage.h"

#include "DnsReader.h"

#include <QHash>
#include <QtEndian>
#include <algorithm>

namespace waxwing {

namespace {

constexpr quint16 responseBit = 0x8000;
constexpr quint16 authoritativeBit = 0x0400;
constexpr quint16 truncatedBit = 0x0200;
constexpr quint16 operationAndError = 0x780F;
constexpr quint16 topBit = 0x8000;      ///< of a class: QU in questions, cache flush in records
constexpr quint16 pointerBits = 0xC000; ///< RFC 1035 4.1.4
constexpr qsizetype mostOffset = 0x3FFF;

/// Writes a message; a name's tail that was written before becomes a pointer to it.
class Writer
{
public:
    void number16(quint16 value)
    {
        char bytes[2];
        qToBigEndian(value, bytes);
        m_bytes.append(bytes, 2);
    }
    void number32(quint32 value)
    {
        char bytes[4];
        qToBigEndian(value, bytes);
        m_bytes.append(bytes, 4);
    }
    void name(const DnsName &name)
    {
        for (DnsName rest = name; !rest.isEmpty(); rest = rest.parent()) {
            const Bytes key = rest.wire();
            if (const auto known = m_offsets.constFind(key); known != m_offsets.cend())
                return number16(static_cast<quint16>(pointerBits | *known));
            if (m_bytes.size() <= mostOffset)
                m_offsets.insert(key, static_cast<quint16>(m_bytes.size()));
            const Bytes &label = rest.labels().first();
            m_bytes.append(static_cast<char>(label.size()));
            m_bytes.append(label);
        }
        m_bytes.append('\0');
    }
    void record(const DnsRecord &record)
    {
        name(record.name);
        number16(record.type);
        number16(record.flushes ? record.recordClass | topBit : record.recordClass);
        number32(record.ttl);
        const qsizetype at = m_bytes.size();
        number16(0);
        data(record);
        qToBigEndian(static_cast<quint16>(m_bytes.size() - at - 2), m_bytes.data() + at);
    }
    [[nodiscard]] Bytes take() { return std::move(m_bytes); }

private:
    void data(const DnsRecord &record)
    {
        if (const auto *target = std::get_if<DnsName>(&record.data))
            return name(*target);
        if (const auto *service = std::get_if<DnsService>(&record.data)) {
            number16(service->priority);
            number16(service->weight);
            number16(service->port);
            return name(service->target); // RFC 6762 18.14 allows it here
        }
        m_bytes.append(record.dataBytes());
    }

    Bytes m_bytes;
    QHash<Bytes, quint16> m_offsets;
};

Bytes addressBytes(const QHostAddress &address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        char bytes[4];
        qToBigEndian(address.toIPv4Address(), bytes);
        return {bytes, 4};
    }
    const Q_IPV6ADDR six = address.toIPv6Address();
    return {reinterpret_cast<const char *>(six.c), 16};
}

Bytes textBytes(const DnsText &text)
{
    Bytes bytes;
    for (const Bytes &string : text.strings) {
        bytes.append(static_cast<char>(static_cast<quint8>(qMin<qsizetype>(string.size(), 255))));
        bytes.append(string.left(255));
    }
    return bytes.isEmpty() ? Bytes(1, '\0') : bytes;
}

std::optional<DnsQuestion> readQuestion(DnsReader &in)
{
    const auto name = in.name();
    const auto type = in.number16();
    const auto recordClass = in.number16();
    if (!name || !type || !recordClass)
        return {};
    return DnsQuestion{*name, *type, static_cast<quint16>(*recordClass & ~topBit),
                       (*recordClass & topBit) != 0};
}

std::optional<DnsData> readData(DnsReader &in, quint16 type, qsizetype end)
{
    switch (type) {
    case dns::typePtr:
        if (const auto name = in.name())
            return DnsData(*name);
        return {};
    case dns::typeSrv: {
        const auto priority = in.number16();
        const auto weight = in.number16();
        const auto port = in.number16();
        if (const auto target = in.name(); target && port)
            return DnsData(DnsService{*priority, *weight, *port, *target});
        return {};
    }
    case dns::typeTxt: {
        DnsText text;
        while (in.position() < end) {
            const auto string = in.string();
            if (!string)
                return {};
            if (!string->isEmpty()) // RFC 6763 6.4: to be ignored
                text.strings.append(*string);
        }
        return DnsData(text);
    }
    default:
        break;
    }
    const auto bytes = in.bytes(end - in.position());
    if (!bytes)
        return {};
    if (type == dns::typeA && bytes->size() == 4)
        return DnsData(QHostAddress(qFromBigEndian<quint32>(bytes->constData())));
    if (type == dns::typeAaaa && bytes->size() == 16)
        return DnsData(QHostAddress(reinterpret_cast<const quint8 *>(bytes->constData())));
    if (type == dns::typeA || type == dns::typeAaaa)
        return {};
    return DnsData(*bytes);
}

std::optional<DnsRecord> readRecord(DnsReader &in)
{
    DnsRecord record;
    const auto name = in.name();
    const auto type = in.number16();
    const auto recordClass = in.number16();
    const auto ttl = in.number32();
    const auto length = in.number16();
    if (!name || !type || !recordClass || !ttl || !length || *length > in.left())
        return {};
    const qsizetype end = in.position() + *length;
    const auto data = readData(in, *type, end);
    if (!data || in.position() != end)
        return {};
    record.name = *name;
    record.type = *type;
    record.recordClass = static_cast<quint16>(*recordClass & ~topBit);
    record.flushes = (*recordClass & topBit) != 0;
    record.ttl = *ttl;
    record.data = *data;
    return record;
}

bool readRecords(DnsReader &in, int count, QList<DnsRecord> &records)
{
    for (int i = 0; i < count; ++i) {
        auto record = readRecord(in);
        if (!record)
            return false;
        records.append(std::move(*record));
    }
    return true;
}

} // namespace

Bytes DnsRecord::dataBytes() const
{
    if (const auto *bytes = std::get_if<Bytes>(&data))
        return *bytes;
    if (const auto *target = std::get_if<DnsName>(&data))
        return target->wire();
    if (const auto *text = std::get_if<DnsText>(&data))
        return textBytes(*text);
    if (const auto *address = std::get_if<QHostAddress>(&data))
        return addressBytes(*address);
    const auto &service = std::get<DnsService>(data);
    Bytes bytes(6, Qt::Uninitialized);
    qToBigEndian(service.priority, bytes.data());
    qToBigEndian(service.weight, bytes.data() + 2);
    qToBigEndian(service.port, bytes.data() + 4);
    return bytes + service.target.wire();
}

bool DnsRecord::isBefore(const DnsRecord &left, const DnsRecord &right)
{
    if (left.recordClass != right.recordClass)
        return left.recordClass < right.recordClass;
    if (left.type != right.type)
        return left.type < right.type;
    const Bytes a = left.dataBytes();
    const Bytes b = right.dataBytes();
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char one, char other) {
        return static_cast<quint8>(one) < static_cast<quint8>(other);
    });
}

Result<DnsMessage> DnsMessage::parse(BytesView bytes)
{
    if (bytes.size() > dns::mostBytes)
        return failure(Code::TooLarge, QStringLiteral("%1 bytes").arg(bytes.size()));
    DnsReader in(bytes);
    DnsMessage message;
    const auto id = in.number16();
    const auto flags = in.number16();
    std::optional<quint16> counts[4];
    int entries = 0;
    for (auto &count : counts) {
        count = in.number16();
        entries += count.value_or(0);
    }
    if (!counts[3])
        return failure(Code::Malformed, QStringLiteral("shorter than a header"));
    if (*flags & operationAndError) // RFC 6762 18.3, 18.11
        return failure(Code::Malformed, QStringLiteral("an operation or error code"));
    if (entries > dns::mostEntries)
        return failure(Code::TooLarge, QStringLiteral("%1 entries").arg(entries));
    message.id = *id;
    message.isResponse = (*flags & responseBit) != 0;
    message.isTruncated = (*flags & truncatedBit) != 0;
    for (int i = 0; i < *counts[0]; ++i) {
        const auto question = readQuestion(in);
        if (!question)
            return failure(Code::Malformed, QStringLiteral("a question"));
        message.questions.append(*question);
    }
    if (!readRecords(in, *counts[1], message.answers) || !readRecords(in, *counts[2], message.authorities) ||
        !readRecords(in, *counts[3], message.additionals))
        return failure(Code::Malformed, QStringLiteral("a record"));
    if (in.left() != 0)
        return failure(Code::Malformed, QStringLiteral("%1 bytes left over").arg(in.left()));
    return message;
}

Bytes DnsMessage::encode() const
{
    Writer out;
    out.number16(id);
    quint16 flags = isResponse ? responseBit | authoritativeBit : 0;
    if (isTruncated)
        flags |= truncatedBit;
    out.number16(flags);
    for (const qsizetype count : {questions.size(), answers.size(), authorities.size(), additionals.size()})
        out.number16(static_cast<quint16>(count));
    for (const DnsQuestion &question : questions) {
        out.name(question.name);
        out.number16(question.type);
        out.number16(question.wantsUnicast ? question.recordClass | topBit : question.recordClass);
    }
    for (const auto *section : {&answers, &authorities, &additionals}) {
        for (const DnsRecord &record : *section)
            out.record(record);
    }
    return out.take();
}

} // namespace waxwing
