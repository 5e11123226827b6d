// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Frame.h"

#include <QtEndian>

#include <algorithm>

namespace waxwing {

std::optional<FrameType> frameTypeOf(BytesView frame)
{
    if (frame.size() < limits::frameHeaderSize)
        return {};
    const auto type = quint8(frame[limits::lengthFieldSize]);
    const bool isKnown = type >= quint8(FrameType::GuestHello) && type <= quint8(FrameType::Alert);
    return isKnown ? std::optional(FrameType(type)) : std::nullopt;
}

Frame makeFrame(FrameType type, BytesView body)
{
    Frame frame{type, Bytes(limits::frameHeaderSize, Qt::Uninitialized)};
    qToBigEndian(quint32(1 + body.size()), frame.bytes.data());
    frame.bytes[limits::lengthFieldSize] = char(type);
    frame.bytes.append(body);
    return frame;
}

qsizetype FrameReader::lacking() const
{
    const qsizetype wanted = m_frame.isEmpty() ? limits::frameHeaderSize : m_frame.size();
    return qMax<qsizetype>(1, wanted - m_have);
}

/// What is wrong with the header as far as it is there (PROTOCOL 3.1, 3.2).
std::optional<Error> FrameReader::headerRefusal() const
{
    if (m_have < limits::lengthFieldSize)
        return {};
    const auto length = qFromBigEndian<quint32>(m_header.data());
    if (length == 0)
        return Error{Code::Malformed, QStringLiteral("frame of length 0")};
    if (length > m_longest)
        return Error{Code::TooLarge,
                     QStringLiteral("frame of length %1, at most %2").arg(length).arg(m_longest)};
    if (m_have < limits::frameHeaderSize)
        return {};
    const auto type = quint8(m_header[limits::lengthFieldSize]);
    if (type < quint8(FrameType::GuestHello) || type > quint8(FrameType::Alert))
        return Error{Code::Malformed, QStringLiteral("frame of unknown type %1").arg(type)};
    return {};
}

FrameReader::Answer FrameReader::take(BytesView piece)
{
    Q_ASSERT(piece.size() <= lacking());
    if (!m_frame.isEmpty()) {
        std::copy(piece.begin(), piece.end(), m_frame.begin() + m_have);
        m_have += piece.size();
    } else {
        const qsizetype taken = qMin(piece.size(), limits::frameHeaderSize - m_have);
        std::copy_n(piece.begin(), taken, m_header.begin() + m_have);
        m_have += taken;
        if (const auto refusal = headerRefusal())
            return *refusal;
        if (m_have < limits::frameHeaderSize)
            return NeedMore();
        const auto length = qFromBigEndian<quint32>(m_header.data());
        m_frame = Bytes(limits::lengthFieldSize + qsizetype(length), Qt::Uninitialized);
        std::copy(m_header.begin(), m_header.end(), m_frame.begin());
    }
    if (m_have < m_frame.size())
        return NeedMore();
    m_have = 0;
    return Frame{FrameType(quint8(m_header[limits::lengthFieldSize])), std::exchange(m_frame, Bytes())};
}

Bytes FrameReader::takeUnfinished()
{
    const qsizetype have = std::exchange(m_have, 0);
    if (m_frame.isEmpty())
        return {m_header.data(), have};
    Bytes begun = std::exchange(m_frame, Bytes());
    begun.truncate(have);
    return begun;
}

Frame makeAlert(const Alert &alert)
{
    Bytes body(1, char(alert.code));
    if (alert.version) {
        const quint16 version = qToBigEndian(*alert.version);
        body.append(BytesView(reinterpret_cast<const char *>(&version), sizeof version));
    }
    return makeFrame(FrameType::Alert, body);
}

Result<Alert> decodeAlert(BytesView body)
{
    if (body.isEmpty())
        return failure(Code::Malformed, QStringLiteral("empty alert"));
    Alert alert{quint8(body.front()), {}};
    const bool hasVersion = alert.code == quint8(Code::WrongVersion);
    if (body.size() != (hasVersion ? 3 : 1))
        return failure(Code::Malformed, QStringLiteral("alert of %1 bytes").arg(body.size()));
    if (hasVersion)
        alert.version = qFromBigEndian<quint16>(body.data() + 1);
    return alert;
}

} // namespace waxwing
