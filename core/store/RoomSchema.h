// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Database.h"

namespace waxwing {

/// The tables of `room.sqlite` (DESIGN §3). Numbers and times are integers (ms since 1970), names UTF-8 text;
/// the four sealed columns of `room` are the host's secrets; `said` keeps its texts
/// sealed by one of them.
const DatabaseKind &roomSchema();

} // namespace waxwing
