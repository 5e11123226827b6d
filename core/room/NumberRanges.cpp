// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NumberRanges.h"

#include <algorithm>

namespace waxwing {

std::vector<NumberRange> NumberRanges::add(NumberRange range)
{
    // The common case: one range that grows at its end.
    if (!m_ranges.empty() && m_ranges.back().first <= range.first &&
        m_ranges.back().last + 1 >= range.first) {
        NumberRange &last = m_ranges.back();
        if (range.last <= last.last)
            return {};
        const NumberRange fresh{std::max(range.first, last.last + 1), range.last};
        last.last = range.last;
        return {fresh};
    }
    std::vector<NumberRange> fresh;
    std::vector<NumberRange> merged;
    NumberRange grown = range;
    quint64 next = range.first;
    for (const NumberRange &had : m_ranges) {
        if (had.last + 1 < range.first || had.first > range.last + 1) {
            merged.push_back(had);
            continue;
        }
        if (had.first > next)
            fresh.push_back({next, std::min(range.last, had.first - 1)});
        next = std::max(next, had.last + 1);
        grown = {std::min(grown.first, had.first), std::max(grown.last, had.last)};
    }
    if (next <= range.last)
        fresh.push_back({next, range.last});
    merged.insert(std::find_if(merged.begin(), merged.end(),
                               [&](const NumberRange &other) { return other.first > grown.first; }),
                  grown);
    m_ranges = std::move(merged);
    return fresh;
}

std::vector<NumberRange> NumberRanges::common(NumberRange range) const
{
    std::vector<NumberRange> both;
    for (const NumberRange &mine : m_ranges) {
        const NumberRange cut{std::max(mine.first, range.first), std::min(mine.last, range.last)};
        if (cut.first <= cut.last)
            both.push_back(cut);
    }
    return both;
}

void NumberRanges::forgetBelow(quint64 number)
{
    std::erase_if(m_ranges, [number](const NumberRange &range) { return range.last < number; });
}

} // namespace waxwing
