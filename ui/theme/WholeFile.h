// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QByteArray>
#include <QString>

namespace waxwing {

/// Puts the file there whole, or leaves what was there: a disk that is full costs nothing. Take it instead of
/// painting into a file: neither a PDF nor a text stream tells of a write that went through half.
/// StorageFailed with the system's words.
Result<void> writeWholeFile(const QString &path, const QByteArray &content);

} // namespace waxwing
