// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing::test {

/// A port that nobody uses, below those that the system lends to whoever connects: none of the tests that run
/// beside gets it meanwhile, nor while its host is closed and opened again.
quint16 freePort();

} // namespace waxwing::test
