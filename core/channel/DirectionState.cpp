// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectionState.h"

#include "Record.h"

namespace waxwing {

DirectionState::DirectionState(RecordCipher::Direction direction, SecretBytes secret, quint32 epoch)
    : m_direction(direction), m_epoch(epoch), m_secret(std::move(secret)),
      m_cipher(direction, keySchedule::epochKeys(m_secret))
{}

void DirectionState::seal(BytesView content, Bytes &out)
{
    Q_ASSERT(m_direction == RecordCipher::Direction::Seal && !isUsedUp());
    const std::span<quint8> frame = appendRecord(out, {m_epoch, m_sequence}, content);
    m_cipher.seal(frame, m_sequence++);
}

Result<BytesView> DirectionState::open(Frame &frame)
{
    const Result<RecordHeader> header = decodeRecordHeader(frame);
    if (!header)
        return tl::make_unexpected(header.error());
    const auto claim = [&](Code code, const QString &why) {
        return failure(code, QStringLiteral("claims to be record %1 of epoch %2, expected %3 of %4: %5")
                                 .arg(header->sequence)
                                 .arg(header->epoch)
                                 .arg(m_sequence)
                                 .arg(m_epoch)
                                 .arg(why));
    };
    if (header->epoch != m_epoch)
        return claim(Code::WrongEpoch, QStringLiteral("another epoch"));
    if (header->sequence < m_sequence)
        return claim(Code::Replayed, QStringLiteral("again"));
    if (header->sequence > m_sequence || isUsedUp())
        return claim(Code::Skipped, QStringLiteral("too early"));
    if (!m_cipher.open(toMutableSpan(frame.bytes), m_sequence))
        return claim(Code::Tampered, QStringLiteral("the tag does not fit"));
    ++m_sequence;
    const qsizetype plaintextSize = frame.bytes.size() - limits::additionalDataSize - limits::tagSize;
    return contentOf(BytesView(frame.bytes).sliced(limits::additionalDataSize, plaintextSize));
}

void DirectionState::update()
{
    advance(keySchedule::next(m_secret));
}

void DirectionState::advance(SecretBytes secret)
{
    m_secret = std::move(secret);
    const EpochKeys keys = keySchedule::epochKeys(m_secret);
    m_cipher.setKeys(keys);
    ++m_epoch;
    m_sequence = 0;
    m_talk = 0;
    tellKeys(keys);
}

void DirectionState::setKeyTrace(KeyTrace *trace)
{
    m_keyTrace = trace;
    if (trace)
        tellKeys(keySchedule::epochKeys(m_secret));
}

void DirectionState::tellKeys(const EpochKeys &keys) const
{
    if (m_keyTrace)
        m_keyTrace->epochBegan(m_direction == RecordCipher::Direction::Seal, m_epoch, keys);
}

} // namespace waxwing
