// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultCodec.h"

#include <QtEndian>
#include <algorithm>
#include <utility>

namespace waxwing::vaultCodec {

namespace {

constexpr quint8 mineFlag = 1;
constexpr quint8 editedFlag = 2;
constexpr quint8 erasedFlag = 4;
constexpr quint8 fileFlag = 8;
constexpr quint8 allFlags = 15;

// Of what is outgoing.
constexpr quint8 hasTarget = 1;
constexpr quint8 hasFile = 2;

class Writer
{
public:
    explicit Writer(qsizetype expected) : m_bytes(expected, Qt::Uninitialized) {}
    template <class T> Writer &number(T value)
    {
        qToBigEndian(value, next(sizeof(T)));
        return *this;
    }
    Writer &raw(BytesView bytes)
    {
        std::copy(bytes.begin(), bytes.end(), next(bytes.size()));
        return *this;
    }
    [[nodiscard]] Bytes take()
    {
        m_bytes.truncate(m_size);
        return std::move(m_bytes);
    }

private:
    char *next(qsizetype size)
    {
        const qsizetype at = std::exchange(m_size, m_size + size);
        if (m_size > m_bytes.size())
            m_bytes.resize(std::max(m_size, 2 * m_bytes.size()));
        return m_bytes.data() + at;
    }

    Bytes m_bytes; ///< with room to spare
    qsizetype m_size = 0;
};

/// Reads on, or notes that it could not.
class Reader
{
public:
    explicit Reader(BytesView bytes) : m_rest(bytes) {}
    template <class T> T number()
    {
        const BytesView encoded = raw(sizeof(T));
        return encoded.isEmpty() ? T(0) : qFromBigEndian<T>(encoded.data());
    }
    BytesView raw(qsizetype size)
    {
        if (size > m_rest.size()) {
            m_failed = true;
            return {};
        }
        const BytesView result = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return result;
    }
    [[nodiscard]] BytesView rest() const { return m_rest; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    BytesView m_rest;
    bool m_failed = false;
};

void write(Writer &writer, const FileNote &file)
{
    const Bytes name = file.name.toUtf8();
    writer.number(static_cast<quint8>(file.id.size())).raw(file.id).number(file.size);
    writer.number(static_cast<quint8>(file.digest.size())).raw(file.digest);
    writer.number(static_cast<quint16>(name.size())).raw(name);
}

FileNote readFile(Reader &reader)
{
    FileNote file;
    file.id = reader.raw(reader.number<quint8>()).toByteArray();
    file.size = reader.number<quint64>();
    file.digest = reader.raw(reader.number<quint8>()).toByteArray();
    file.name = QString::fromUtf8(reader.raw(reader.number<quint16>()));
    return file;
}

} // namespace

Bytes packMessage(const StoredMessage &message, quint32 run, qint64 keptMs)
{
    const Bytes name = message.name.toUtf8();
    const Bytes text = message.text.toUtf8();
    const int flags = (message.mine ? mineFlag : 0) | (message.isEdited ? editedFlag : 0) |
                      (message.isErased ? erasedFlag : 0) | (message.file ? fileFlag : 0);
    Writer writer(80 + message.device.size() + name.size() + text.size());
    writer.number(run).number(message.number).number(static_cast<quint8>(flags));
    writer.number(message.timeMs).number(keptMs).number(message.counter).number(message.replyTo);
    writer.number(message.delivered).number(message.of).number(message.seen);
    writer.number(static_cast<quint8>(message.device.size())).raw(message.device);
    writer.number(static_cast<quint16>(name.size())).raw(name);
    if (message.file)
        write(writer, *message.file);
    return writer.raw(text).take();
}

std::optional<PackedMessage> unpackMessage(std::span<const quint8> bytes)
{
    Reader reader(toView(bytes));
    PackedMessage message;
    message.place.run = reader.number<quint32>();
    message.place.number = reader.number<quint64>();
    const auto flags = reader.number<quint8>();
    message.mine = (flags & mineFlag) != 0;
    message.isEdited = (flags & editedFlag) != 0;
    message.isErased = (flags & erasedFlag) != 0;
    message.timeMs = reader.number<qint64>();
    message.keptMs = reader.number<qint64>();
    message.counter = reader.number<quint64>();
    message.replyTo = reader.number<quint64>();
    message.delivered = reader.number<quint64>();
    message.of = reader.number<quint64>();
    message.seen = reader.number<quint64>();
    message.device = reader.raw(reader.number<quint8>());
    message.name = reader.raw(reader.number<quint16>());
    if ((flags & fileFlag) != 0)
        message.file = readFile(reader);
    message.text = reader.rest();
    if (reader.hasFailed() || (flags & ~allFlags) != 0)
        return std::nullopt;
    return message;
}

StoredMessage toStored(const PackedMessage &packed)
{
    StoredMessage message;
    message.number = packed.place.number;
    message.name = QString::fromUtf8(packed.name);
    message.device = packed.device.toByteArray();
    message.counter = packed.counter;
    message.text = QString::fromUtf8(packed.text);
    message.timeMs = packed.timeMs;
    message.replyTo = packed.replyTo;
    message.mine = packed.mine;
    message.isEdited = packed.isEdited;
    message.isErased = packed.isErased;
    message.delivered = packed.delivered;
    message.of = packed.of;
    message.seen = packed.seen;
    message.file = packed.file;
    return message;
}

Bytes packOutgoing(const OutgoingMessage &message)
{
    const Bytes text = message.text.toUtf8();
    Writer writer(32 + text.size());
    writer.number(message.counter).number(message.timeMs);
    writer.number(static_cast<quint8>(message.act ? static_cast<int>(*message.act) + 1 : 0));
    const int has = (message.target ? hasTarget : 0) | (message.file ? hasFile : 0);
    writer.number(static_cast<quint8>(has)).number(message.target.value_or(0));
    writer.number(message.failed ? static_cast<quint16>(*message.failed) : quint16(0));
    if (message.file)
        write(writer, *message.file);
    return writer.raw(text).take();
}

std::optional<OutgoingMessage> unpackOutgoing(std::span<const quint8> bytes)
{
    Reader reader(toView(bytes));
    OutgoingMessage message;
    message.counter = reader.number<quint64>();
    message.timeMs = reader.number<qint64>();
    const int act = reader.number<quint8>();
    const auto has = reader.number<quint8>();
    const auto target = reader.number<quint64>();
    const auto failed = reader.number<quint16>();
    if ((has & hasFile) != 0)
        message.file = readFile(reader);
    if (reader.hasFailed() || act > static_cast<int>(Act::Erase) + 1)
        return std::nullopt;
    if (act > 0)
        message.act = static_cast<Act>(act - 1);
    if ((has & hasTarget) != 0)
        message.target = target;
    if (failed != 0)
        message.failed = static_cast<Code>(failed);
    message.text = QString::fromUtf8(reader.rest());
    return message;
}

} // namespace waxwing::vaultCodec
