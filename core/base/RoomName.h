// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

namespace waxwing {

/// Gives back a room's name unchanged (PROTOCOL 10). Refuses NameTooShort and NameTooLong (1 to 63 bytes of
/// UTF-8), NameCharacter (a control or half a surrogate pair, a space at an end), NameForm (not NFC).
Result<QString> checkRoomName(QStringView name);

/// What the form makes of typed text before it is checked: NFC, no space at an end.
QString normaliseTypedRoomName(QStringView typed);

} // namespace waxwing
