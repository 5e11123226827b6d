// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing::terminal {

/// One line to standard output. What came from another person is made harmless: no control characters.
void writeLine(const QString &line);
/// Our own text as it is, with its line breaks: help, version.
void writeText(const QString &text);
/// Bytes as they are. False where they could not all be written.
bool writeBytes(const QByteArray &bytes);
/// One line to standard error.
void writeError(const QString &line);

} // namespace waxwing::terminal
