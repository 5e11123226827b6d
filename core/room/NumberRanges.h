// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace waxwing {

/// Numbers from one to another, both included.
struct NumberRange
{
    quint64 first = 0;
    quint64 last = 0;
};

/// A set of numbers as ranges that rise and lie apart; nearly always one.
class NumberRanges
{
public:
    /// Gives what is new of it, in rising order.
    std::vector<NumberRange> add(NumberRange range);
    /// What lies in both.
    [[nodiscard]] std::vector<NumberRange> common(NumberRange range) const;
    /// What lies below is of no use any more.
    void forgetBelow(quint64 number);
    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }

private:
    std::vector<NumberRange> m_ranges;
};

} // namespace waxwing
