// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

namespace waxwing {

/// Bytes one behind the other in memory of a fixed size that is used again from the start; what is written
/// takes the place of the oldest. Positions rise for ever, so that a reader knows whether its bytes are still
/// there. No allocation but the first.
class ByteRing
{
public:
    explicit ByteRing(qsizetype capacity) : m_capacity(capacity) {}

    /// Where `size` bytes will be put: in one piece. At most the capacity.
    [[nodiscard]] quint64 nextPosition(qsizetype size) const;
    /// Gives where they are.
    quint64 put(BytesView bytes);
    /// What lies before it is gone.
    [[nodiscard]] quint64 oldest() const
    {
        return m_end > quint64(m_capacity) ? m_end - quint64(m_capacity) : 0;
    }
    [[nodiscard]] BytesView view(quint64 position, qsizetype size) const;
    [[nodiscard]] qsizetype capacity() const { return m_capacity; }

private:
    const qsizetype m_capacity;
    Bytes m_bytes; ///< made when it is first needed; the system gives pages as they are touched
    quint64 m_end = 0;
};

} // namespace waxwing
