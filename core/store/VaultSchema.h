// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Database.h"

namespace waxwing {

/// The tables of `vaults/HEX.sqlite`: ids and numbers stand in the clear, all else is sealed (DESIGN §3).
const DatabaseKind &vaultSchema();

} // namespace waxwing
