// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing {

/// So much a second, so much at once (PROTOCOL 10). Starts full. A plain value: the caller says what time
/// it is, always Clock::monotonicMs, and a time before the last one counts as the last one.
class TokenBucket
{
public:
    /// Both at least 1. periodMs says in how long perPeriod tokens come: 1,000 for a rate per second.
    TokenBucket(int perPeriod, int burst, qint64 nowMs, int periodMs = 1'000);

    /// Takes the tokens if they are all there; takes none otherwise.
    [[nodiscard]] bool take(qint64 nowMs, int tokens = 1);

    /// Ms until take() would succeed, rounded up; 0 where it would now, -1 for more than the burst.
    [[nodiscard]] qint64 waitMs(qint64 nowMs, int tokens = 1) const;

    /// True where it holds back nobody, so that it may be forgotten.
    [[nodiscard]] bool isFull(qint64 nowMs) const;

private:
    [[nodiscard]] qint64 levelAt(qint64 nowMs) const;

    qint64 m_perPeriod;
    qint64 m_periodMs;
    qint64 m_capacity; ///< in parts of a token: 1 / m_periodMs
    qint64 m_level;
    qint64 m_lastMs;
};

} // namespace waxwing
