// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QString>

namespace waxwing {

class InputLines;

/// A password from a prompt without echo, a file's first line, or standard input's; never from an argument.
class PasswordSource
{
public:
    /// `file`: a path, "-" for `input`, or empty for a prompt on the terminal (StorageFailed where there is
    /// none, Cancelled where a signal that the program outlives came instead).
    static Result<QString> read(const QString &file, const QString &prompt, InputLines &input);
};

} // namespace waxwing
