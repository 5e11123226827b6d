// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>

/// Values of fields as people read them: bounded, and safe to show whoever sent them.
namespace waxwing {

/// In double quotes. Controls, marks that change the direction of writing, quotes and backslashes are
/// escaped; of what is not UTF-8 every byte that is not ASCII. Cut behind some 2,000 characters, with the
/// size.
QString readableText(BytesView utf8);
/// Hexadecimal; of more than 64 bytes the first 32, with the size. "none" where there are none.
QString readableBytes(BytesView bytes);
/// The number, and what PROTOCOL 9.1 calls it.
QString readableCode(quint64 code);
/// "1 field", "2 fields".
QString counted(quint64 count, QLatin1StringView noun);

} // namespace waxwing
