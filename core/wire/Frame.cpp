// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Frame.h"

#include <QtEndian>

namespace waxwing {

namespace {

quint32 lengthField(BytesView frame)
{
    return qFromBigEndian<quint32>(frame.data());
}

} // namespace

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
    if (m_whole == 0)
        return qMax<qsizetype>(1, limits::frameHeaderSize - m_frame.size());
    return m_whole - m_frame.size();
}

/// What is wrong with the header as far as it is there (PROTOCOL 3.1, 3.2).
std::optional<Error> FrameReader::headerRefusal() const
{
    if (m_frame.size() < limits::lengthFieldSize)
        return {};
    const quint32 length = lengthField(m_frame);
    if (length == 0)
        return Error{Code::Malformed, QStringLiteral("frame of length 0")};
    if (length > m_longest)
        return Error{Code::TooLarge,
                     QStringLiteral("frame of length %1, at most %2").arg(length).arg(m_longest)};
    if (m_frame.size() < limits::frameHeaderSize)
        return {};
    const auto type = quint8(m_frame[limits::lengthFieldSize]);
    if (type < quint8(FrameType::GuestHello) || type > quint8(FrameType::Alert))
        return Error{Code::Malformed, QStringLiteral("frame of unknown type %1").arg(type)};
    return {};
}

FrameReader::Answer FrameReader::take(BytesView piece)
{
    Q_ASSERT(piece.size() <= lacking());
    if (m_whole == 0) {
        if (m_frame.size() < limits::frameHeaderSize)
            m_frame.append(piece);
        if (const auto refusal = headerRefusal())
            return *refusal;
        if (m_frame.size() < limits::frameHeaderSize)
            return NeedMore();
        m_whole = limits::lengthFieldSize + qsizetype(lengthField(m_frame));
        m_frame.reserve(m_whole);
    } else {
        m_frame.append(piece);
    }
    if (m_frame.size() < m_whole)
        return NeedMore();
    m_whole = 0;
    const auto type = FrameType(quint8(m_frame[limits::lengthFieldSize]));
    return Frame{type, std::exchange(m_frame, Bytes())};
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
