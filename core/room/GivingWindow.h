// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "Result.h"

namespace waxwing {

/// How far a file is on its way to somebody who takes it (PROTOCOL 8.11): how much may be read for it while
/// its window is open, and what the other side says that it has taken.
class GivingWindow
{
public:
    /// Where a chunk begins, or the end.
    [[nodiscard]] static bool isPlace(quint64 offset, quint64 size);

    GivingWindow() = default;
    /// From a place of the file on.
    GivingWindow(qint64 size, qint64 offset);

    /// Chunks that may be read next, so many as are read together; 0 until the window has room for them, or
    /// where all of it was read.
    [[nodiscard]] int open() const;
    [[nodiscard]] qint64 offset() const { return m_read; } ///< of what is read next
    [[nodiscard]] bool isAllRead() const { return m_read >= m_size; }
    void read(int chunks); ///< so many are being read
    void sent() { m_sent = m_read; }
    /// What `took` says. Unexpected where it is no place, was not sent, or does not rise.
    Result<void> take(quint64 offset);
    [[nodiscard]] qint64 taken() const { return m_taken; }
    [[nodiscard]] bool isTaken() const { return m_taken >= m_size; }

private:
    qint64 m_size = 0;
    qint64 m_read = 0;
    qint64 m_sent = 0;
    qint64 m_taken = 0;
};

} // namespace waxwing
