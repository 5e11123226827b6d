// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomSecrets.h"

namespace waxwing {

/// Makes a room with a new identity (slow): beside its place, then renamed as a whole, so that a folder with
/// half a room is always damage and never an interrupted start. `folder` is missing or empty.
Result<void> makeRoom(const QString &folder, const std::optional<SecretBytes> &passphrase, Random &random);

} // namespace waxwing
