// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QString>

namespace waxwing {

/// Sends Qt's messages to standard error or a file, from a level on, each line with its time in UTC. A
/// process has one log, since Qt has one message handler.
class Log
{
public:
    /// `level`: debug, info, warning, error. StorageFailed where `file` cannot be written.
    static Result<void> start(const QString &level, const QString &file);
};

} // namespace waxwing
