// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>
#include <optional>

namespace waxwing {

/// RFC 4648 §6, upper case, no padding.
QString toBase32(BytesView bytes);

/// Reads what people type: case, '-' and spaces do not matter. None for another character, for a length that
/// no bytes have, and where bits that stand for nothing are not zero.
std::optional<Bytes> fromBase32(QStringView text);

/// "ABCDEFGH" as "ABCD-EFGH", for eyes.
QString groupedInFours(QStringView text);

} // namespace waxwing
