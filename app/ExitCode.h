// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"

namespace waxwing {

/// What the program tells the shell (man page, "Exit status").
enum class ExitCode {
    EndedAsAsked = 0,
    Failed = 1,
    WrongUsage = 2,
    CannotListen = 3,
    Refused = 4,
    HostNotAccepted = 5
};

/// The exit status for an end with this code. A room closed by its host is an end as asked.
ExitCode exitCodeFor(Code code);

} // namespace waxwing
