// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Dissection.h"

namespace waxwing::test {

inline qsizetype beginOf(const DissectedField &field)
{
    return field.keyAt >= 0 ? field.keyAt : field.at;
}

/// Why the rows do not cover bytes 0 to size exactly once, a container's rows lying inside it; empty: they
/// do.
inline QString coverageFault(const std::vector<DissectedField> &rows, qsizetype size)
{
    qsizetype at = 0;
    std::vector<qsizetype> ends{size};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DissectedField &row = rows[i];
        const qsizetype end = row.at + row.size;
        while (ends.size() > 1 && ends.back() == at)
            ends.pop_back();
        if (beginOf(row) != at || row.size <= 0 || row.at < at || end > ends.back())
            return QStringLiteral("row %1 at %2, not at %3").arg(row.name).arg(beginOf(row)).arg(at);
        if (row.value.isEmpty() || row.value.size() > 16'000 || row.name.isEmpty() || row.name.size() > 64)
            return QStringLiteral("a value or name of row %1").arg(i);
        at = end;
        if (i + 1 < rows.size() && beginOf(rows[i + 1]) < end) {
            at = beginOf(rows[i + 1]);
            ends.push_back(end);
            if (at - row.at < 1 || at - row.at > 9) // the head of a container
                return QStringLiteral("head of %1").arg(row.name);
        }
    }
    while (ends.size() > 1 && ends.back() == at)
        ends.pop_back();
    return at == size && ends.size() == 1 ? QString() : QStringLiteral("%1 of %2 bytes").arg(at).arg(size);
}

} // namespace waxwing::test
