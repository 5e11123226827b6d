// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeySchedule.h"
#include "Limits.h"

#include <memory>

namespace waxwing {

/// AES-256-GCM (NIST SP 800-38D) over whole record frames of one epoch and direction, in place. Nonce = IV
/// XOR sequence as 12 bytes big-endian; additional data = the 17 bytes before the ciphertext (PROTOCOL 5.1).
class RecordCipher
{
public:
    enum class Direction { Seal, Open };
    RecordCipher(Direction direction, const EpochKeys &keys);
    ~RecordCipher();
    RecordCipher(RecordCipher &&) noexcept;
    RecordCipher &operator=(RecordCipher &&) noexcept;
    /// The next epoch of the same direction; nothing of the old keys stays.
    void setKeys(const EpochKeys &keys);

    /// `frame` = 17 bytes of header, padded plaintext, 16 bytes of room for the tag.
    void seal(std::span<quint8> frame, quint64 sequence);
    /// `frame` = 17 bytes of header, ciphertext, tag. False where the tag does not fit; the plaintext
    /// bytes are then zeros.
    [[nodiscard]] bool open(std::span<quint8> frame, quint64 sequence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
