// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing {

/// A code in groups of four, as one reads it aloud: "7FUN UGIA OJF5 ZM7U".
QString inFours(const QString &code);

} // namespace waxwing
