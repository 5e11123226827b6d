// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Samples.h"

#include <QString>

namespace waxwing::bench {

enum class Bar { AtMost, AtLeast };

/// One line of the table that tests/benchmarks/run prints.
struct Row
{
    QString name;
    double measured = 0;
    QString spread; ///< as spreadOf() words it
    Bar kind = Bar::AtMost;
    double bar = 0;
    QString unit = QStringLiteral("×");
};

/// "0.97 to 1.03"
QString spreadOf(double low, double high, int decimals = 2);
inline QString spreadOf(const Comparison &comparison)
{
    return spreadOf(comparison.low, comparison.high);
}

/// On standard output, in the form that tests/benchmarks/run gathers: "ROW", name, measured, spread, bar, met
/// or not, with tabs between.
void print(const Row &row);

/// A line for the reader on standard error: absolute figures, which say nothing across machines.
void printNote(const QString &line);

} // namespace waxwing::bench
