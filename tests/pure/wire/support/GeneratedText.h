// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing::test {

/// A stretch of a file of the source tree that is made by a program, between two lines that mark it.
struct GeneratedText
{
    const char *file;  ///< from the root of the tree
    const char *begin; ///< the line in front of it
    const char *end;   ///< the line behind it
};

/// Why the stretch is not `made`, with what to do about it; empty: it is. Where WAXWING_REGENERATE is set, it
/// is written instead.
QString differenceOf(const GeneratedText &stretch, const QString &made);

} // namespace waxwing::test
