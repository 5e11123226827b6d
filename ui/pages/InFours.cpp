// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InFours.h"

namespace waxwing {

QString inFours(const QString &code)
{
    QString result;
    for (qsizetype at = 0; at < code.size(); at += 4)
        result += (at > 0 ? QStringLiteral(" ") : QString()) + code.mid(at, 4);
    return result;
}

} // namespace waxwing
