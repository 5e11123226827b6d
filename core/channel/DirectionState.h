// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Frame.h"
#include "KeyTrace.h"
#include "RecordCipher.h"

namespace waxwing {

/// One direction of an open link: its secret, its cipher and where it stands in its epoch (PROTOCOL 5).
class DirectionState
{
public:
    DirectionState(RecordCipher::Direction direction, SecretBytes secret, quint32 epoch);

    /// Appends one sealed record to `out`.
    void seal(BytesView content, Bytes &out);

    /// Opens a record in the frame's own bytes; the content lies in them. Refuses by the first that fails, in
    /// the order of PROTOCOL 5.3: RecordMalformed, WrongEpoch, Replayed, Skipped, Tampered, BadPadding.
    Result<BytesView> open(Frame &frame);

    /// True where the next record has to be the last one of its epoch.
    [[nodiscard]] bool isAtLastRecord() const { return m_sequence + 1 >= limits::recordsPerEpoch; }
    /// True where the epoch has had all its records.
    [[nodiscard]] bool isUsedUp() const { return m_sequence >= limits::recordsPerEpoch; }

    /// The next epoch, under the secret that follows from this one.
    void update();
    /// The next epoch, under a secret of its own; the old one is wiped.
    void advance(SecretBytes secret);

    /// Tells the keys of this epoch, then those of each that follows. Borrowed; none by nullptr.
    void setKeyTrace(KeyTrace *trace);

    void countTalk() { ++m_talk; }
    [[nodiscard]] quint32 epoch() const { return m_epoch; }
    [[nodiscard]] quint64 sequence() const { return m_sequence; }
    [[nodiscard]] quint64 talk() const { return m_talk; }

private:
    void tellKeys(const EpochKeys &keys) const;

    RecordCipher::Direction m_direction;
    quint32 m_epoch;
    SecretBytes m_secret;
    RecordCipher m_cipher;
    quint64 m_sequence = 0;
    quint64 m_talk = 0;
    KeyTrace *m_keyTrace = nullptr;
};

} // namespace waxwing
