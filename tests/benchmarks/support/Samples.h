// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace waxwing::bench {

/// What one thing cost in each of many rounds; the smaller the better.
class Samples
{
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] const std::vector<double> &values() const { return m_values; }
    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }
    [[nodiscard]] double best() const;
    [[nodiscard]] double quantile(double part) const; ///< 0.5: the median
    [[nodiscard]] double median() const { return quantile(0.5); }

private:
    std::vector<double> m_values;
};

/// Two things measured by turns in one run.
struct Comparison
{
    double ratio = 0;  ///< best of the one by best of the other
    double low = 0;    ///< of the ratios of neighbouring rounds, the 10th percentile
    double middle = 0; ///< their median
    double high = 0;   ///< and the 90th
};

/// `ours` and `other` hold one sample a round each, in the same order.
Comparison compare(const Samples &ours, const Samples &other);

} // namespace waxwing::bench
