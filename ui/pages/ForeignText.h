// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing {

/// What another person chose (a room's name, a user's name) as a page may show it: one line, with what
/// would turn, hide or break text made visible.
QString foreignText(const QString &text);

} // namespace waxwing
