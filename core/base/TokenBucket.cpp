// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TokenBucket.h"

#include <algorithm>

namespace waxwing {

// Counted in whole parts of a token, so that no rounding gathers: perPeriod tokens in periodMs are perPeriod
// parts a millisecond when a token has periodMs parts.
TokenBucket::TokenBucket(int perPeriod, int burst, qint64 nowMs, int periodMs)
    : m_perPeriod(std::max(perPeriod, 1)), m_periodMs(std::max(periodMs, 1)),
      m_capacity(std::max(burst, 1) * m_periodMs), m_level(m_capacity), m_lastMs(nowMs)
{}

bool TokenBucket::take(qint64 nowMs, int tokens)
{
    m_level = levelAt(nowMs);
    m_lastMs = std::max(m_lastMs, nowMs);
    const qint64 wanted = tokens * m_periodMs;
    if (wanted > m_level)
        return false;
    m_level -= wanted;
    return true;
}

qint64 TokenBucket::waitMs(qint64 nowMs, int tokens) const
{
    const qint64 wanted = tokens * m_periodMs;
    if (wanted > m_capacity)
        return -1;
    const qint64 missing = wanted - levelAt(nowMs);
    return missing <= 0 ? 0 : (missing + m_perPeriod - 1) / m_perPeriod;
}

bool TokenBucket::isFull(qint64 nowMs) const
{
    return levelAt(nowMs) == m_capacity;
}

qint64 TokenBucket::levelAt(qint64 nowMs) const
{
    const qint64 elapsed = std::max<qint64>(nowMs - m_lastMs, 0);
    const qint64 missing = m_capacity - m_level;
    if (elapsed > missing / m_perPeriod) // also keeps the product below from running over
        return m_capacity;
    return m_level + elapsed * m_perPeriod;
}

} // namespace waxwing
