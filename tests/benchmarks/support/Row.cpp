// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Row.h"

#include <QStringList>

#include <cstdio>

namespace waxwing::bench {

QString spreadOf(double low, double high, int decimals)
{
    return QStringLiteral("%1 to %2").arg(low, 0, 'f', decimals).arg(high, 0, 'f', decimals);
}

void print(const Row &row)
{
    const bool isMet = row.kind == Bar::AtMost ? row.measured <= row.bar : row.measured >= row.bar;
    const QString bar = (row.kind == Bar::AtMost ? QStringLiteral("≤ %1 %2") : QStringLiteral("≥ %1 %2"))
                            .arg(row.bar)
                            .arg(row.unit);
    const QString line = QStringList{QStringLiteral("ROW"),
                                     row.name,
                                     QStringLiteral("%1 %2").arg(row.measured, 0, 'f', 3).arg(row.unit),
                                     row.spread,
                                     bar,
                                     isMet ? QStringLiteral("met") : QStringLiteral("NOT MET")}
                             .join(u'\t');
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

void printNote(const QString &line)
{
    std::fprintf(stderr, "  %s\n", qPrintable(line));
}

} // namespace waxwing::bench
