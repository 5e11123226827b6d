// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "CommandLine.h"

namespace waxwing::secondStart {

/// What the first start answers when it has taken what was asked.
inline constexpr char taken[] = "taken";

/// Hands what this start was asked to the program with windows that uses the profile already. True: that has
/// taken it, and this one is done. False, and at once, where none uses it. Blocks at most a few seconds.
bool handOver(const Invocation &invocation);

} // namespace waxwing::secondStart
