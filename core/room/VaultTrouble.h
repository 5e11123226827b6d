// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Code.h"

namespace waxwing {

/// Why the sealed vault of an account does not open, though the host has taken the password.
enum class VaultTrouble {
    WrongPassword, ///< it was sealed under another one: registered anew, or reset or changed elsewhere
    Damaged        ///< the file is cut or garbled
};

/// What it is called where codes are shown.
constexpr Code codeOf(VaultTrouble trouble)
{
    return trouble == VaultTrouble::WrongPassword ? Code::VaultLocked : Code::VaultDamaged;
}

} // namespace waxwing
