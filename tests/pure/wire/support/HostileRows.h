// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "WireSamples.h"

#include <QTest>

namespace waxwing::test {

/// Bytes that are to be refused, as a row of a table.
struct HostileRow
{
    const char *name;
    const char *pattern;
    const char *why = ""; ///< how the detail for the log ends
};

/// Columns `bytes` and `why`, and a row of Qt Test for each.
template <std::size_t N> void addRows(const HostileRow (&rows)[N])
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("why");
    for (const HostileRow &row : rows)
        QTest::newRow(row.name) << bytesOf(row.pattern) << QString::fromLatin1(row.why);
}

} // namespace waxwing::test
