// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Samples.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace waxwing::bench {

double Samples::best() const
{
    Q_ASSERT(!m_values.empty());
    return *std::min_element(m_values.begin(), m_values.end());
}

double Samples::quantile(double part) const
{
    Q_ASSERT(!m_values.empty());
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const double place = part * double(sorted.size() - 1);
    const auto below = std::size_t(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - double(below));
}

Comparison compare(const Samples &ours, const Samples &other)
{
    Q_ASSERT(ours.values().size() == other.values().size());
    Samples ratios;
    for (std::size_t round = 0; round < ours.values().size(); ++round)
        ratios.add(ours.values()[round] / other.values()[round]);
    return {ours.best() / other.best(), ratios.quantile(0.1), ratios.median(), ratios.quantile(0.9)};
}

} // namespace waxwing::bench
