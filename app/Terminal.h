// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing::terminal {

/// One line to standard output. What came from another person is made harmless: no control characters.
void writeLine(const QString &line);
/// One line to standard error.
void writeError(const QString &line);

} // namespace waxwing::terminal
