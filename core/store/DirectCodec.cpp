// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectCodec.h"

#include "Limits.h"

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

namespace waxwing::directCodec {

namespace {

constexpr auto version = QDataStream::Qt_6_4;
constexpr quint8 editedFlag = 1;
constexpr quint8 erasedFlag = 2;

template <class... Values> Bytes written(const Values &...values)
{
    Bytes bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(version);
    (stream << ... << values);
    return bytes;
}

/// True where these were all the bytes.
template <class... Values> bool read(std::span<const quint8> bytes, Values &...values)
{
    const Bytes copy =
        Bytes::fromRawData(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    QDataStream stream(copy);
    stream.setVersion(version);
    (stream >> ... >> values);
    return stream.status() == QDataStream::Ok && stream.atEnd();
}

} // namespace

Bytes pack(const DirectContact &contact)
{
    return written(contact.name, contact.counter, contact.sent, contact.told, contact.lastRead,
                   contact.draft);
}

std::optional<DirectContact> unpackContact(std::span<const quint8> bytes)
{
    DirectContact contact;
    if (!read(bytes, contact.name, contact.counter, contact.sent, contact.told, contact.lastRead,
              contact.draft))
        return {};
    return contact;
}

Bytes pack(qint64 contact, const DirectIdentity &identity)
{
    return written(contact, identity.digest, identity.device, identity.spki, quint8(identity.trust),
                   identity.told, identity.taken, identity.read);
}

std::optional<DirectIdentity> unpackIdentity(qint64 contact, std::span<const quint8> bytes)
{
    DirectIdentity identity;
    qint64 whose = 0;
    quint8 trust = 0;
    const bool isRead = read(bytes, whose, identity.digest, identity.device, identity.spki, trust,
                             identity.told, identity.taken, identity.read);
    if (!isRead || whose != contact || trust > quint8(DirectTrust::Refused) ||
        identity.digest.size() != limits::hashSize || identity.device.size() != limits::deviceSize)
        return {};
    identity.trust = DirectTrust(trust);
    return identity;
}

Bytes pack(const MessageRow &row)
{
    const DirectMessage &message = row.message;
    const quint8 flags = quint8((message.isEdited ? editedFlag : 0) | (message.isErased ? erasedFlag : 0));
    const quint8 act = quint8(message.act ? int(*message.act) + 1 : 0);
    const FileNote file = message.file.value_or(FileNote());
    return written(row.contact, row.sender, message.counter, row.keptMs, message.device, message.timeMs,
                   flags, act, message.targetDevice, message.target, message.text, file.id, file.name,
                   file.size, file.digest);
}

bool unpack(std::span<const quint8> bytes, MessageRow &row)
{
    DirectMessage &message = row.message;
    qint64 contact = 0;
    qint64 sender = 0;
    quint64 counter = 0;
    quint8 flags = 0;
    quint8 act = 0;
    FileNote file;
    if (!read(bytes, contact, sender, counter, row.keptMs, message.device, message.timeMs, flags, act,
              message.targetDevice, message.target, message.text, file.id, file.name, file.size, file.digest))
        return false;
    if (contact != row.contact || sender != row.sender || counter != message.counter ||
        act > quint8(Act::Erase) + 1 || flags > (editedFlag | erasedFlag))
        return false;
    message.isEdited = (flags & editedFlag) != 0;
    message.isErased = (flags & erasedFlag) != 0;
    if (act > 0)
        message.act = Act(act - 1);
    if (!file.id.isEmpty())
        message.file = std::move(file);
    return true;
}

namespace {

/// Walks over what QDataStream wrote.
class Walk
{
public:
    explicit Walk(std::span<const quint8> bytes) : m_rest(bytes) {}

    template <class T> T number()
    {
        const auto encoded = raw(sizeof(T));
        return encoded.empty() ? T(0) : qFromBigEndian<T>(encoded.data());
    }
    /// Bytes or text, behind their length.
    std::span<const quint8> sized()
    {
        constexpr quint32 null = 0xffffffff;
        const auto size = number<quint32>();
        return size == null ? std::span<const quint8>() : raw(size);
    }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    std::span<const quint8> raw(std::size_t size)
    {
        if (size > m_rest.size()) {
            m_failed = true;
            return {};
        }
        const auto result = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return result;
    }

    std::span<const quint8> m_rest;
    bool m_failed = false;
};

} // namespace

std::optional<Glance> glance(std::span<const quint8> bytes, const MessageRow &row)
{
    Walk walk(bytes);
    const bool isRow = walk.number<qint64>() == row.contact && walk.number<qint64>() == row.sender &&
                       walk.number<quint64>() == row.message.counter;
    (void)walk.number<qint64>(); // when it was kept
    (void)walk.sized();          // its device
    Glance glance;
    glance.timeMs = walk.number<qint64>();
    glance.isErased = (walk.number<quint8>() & erasedFlag) != 0;
    (void)walk.number<quint8>();  // act,
    (void)walk.sized();           // device
    (void)walk.number<quint64>(); // and counter of what it is about
    glance.text = walk.sized();
    return isRow && !walk.hasFailed() ? std::optional(glance) : std::nullopt;
}

BytesView Glance::utf8(Bytes &buffer) const
{
    const auto units = static_cast<qsizetype>(text.size() / 2);
    buffer.resize(units);
    char *to = buffer.data();
    quint8 other = 0;
    for (qsizetype i = 0; i < units; ++i) {
        const quint8 low = text[static_cast<std::size_t>(2 * i + 1)];
        other |= quint8(text[static_cast<std::size_t>(2 * i)] | (low & 0x80));
        to[i] = static_cast<char>(low);
    }
    if (other != 0) { // most are ASCII
        QString wide(units, Qt::Uninitialized);
        qFromBigEndian<char16_t>(text.data(), units, wide.data());
        buffer = wide.toUtf8();
    }
    return buffer;
}

} // namespace waxwing::directCodec
