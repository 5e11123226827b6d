// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <optional>

namespace waxwing {

/// Bytes that may still be taken of the disk on which a folder lies: all that this user may, but for
/// `reserve` or the disk's twentieth part, whichever is less. Nothing where the system does not tell.
std::optional<qint64> freeBytesBeyond(const QString &folder, qint64 reserve);

} // namespace waxwing
