// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing::bench {

double wallSeconds();       ///< monotonic
double processCpuSeconds(); ///< user and system, all threads of this process
qint64 residentBytes();     ///< of this process, as the system counts it (RSS)
void raiseFileLimit();      ///< as many sockets as the system lets a process have
/// First line of a benchmark's main(): memory and dispatcher as the program and its network thread have them,
/// for what is compared with it too.
void beginAsTheProgramDoes();

} // namespace waxwing::bench
