// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace waxwing {

/// For how long this machine has slept since it was started, ms: what its monotonic clock does not count. 0
/// where the system does not tell, or its clock runs on.
qint64 sleptMs();

} // namespace waxwing
