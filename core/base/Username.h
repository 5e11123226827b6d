// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QStringList>

namespace waxwing {

/// The host's whole judgement of a name that somebody registers (PROTOCOL 7.2), tables of Unicode 15.0.
/// Gives back the name unchanged; whether it is taken is for the accounts to say. Refuses, in this order:
/// NameTooShort and NameTooLong (1 to 32 code points), NameCharacter (letters, decimal digits, marks; inside
/// also . _ - and single U+0020; no mark first or fourth in a row; nothing invisible), NameForm (not its own
/// NFKC), NameCharacter (Identifier_Status is not Allowed), NameScripts (not UTS 39 Highly Restrictive).
Result<QString> checkUsername(QStringView typed);

/// What a guest checks of every name it is told: length, characters, spaces, form. Scripts and look-alikes
/// are the host's to judge.
Result<void> checkReceivedUsername(QStringView name);

/// What the form makes of typed text before it is checked: NFKC, no space at an end, inner runs of spaces
/// one U+0020.
QString normaliseTypedUsername(QStringView typed);

/// NFKC_Casefold: a login finds its account by this.
QString foldedName(QStringView name);

/// UTS 39 skeleton of the folded name without its spaces: no two accounts of a room share it.
QString nameSkeleton(QStringView name);

/// Names near this one that checkUsername takes, best first, each with its own skeleton; for "name taken".
QStringList suggestions(QStringView name);

} // namespace waxwing
