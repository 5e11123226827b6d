// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing {

/// What another person chose (a room's name, a user's name) as a page may show it: one line, with what
/// would turn, hide or break text made visible.
QString foreignText(const QString &text);

/// The same inside of a sentence: a name that runs from right to left is isolated (UAX 9), so that it turns
/// neither the sentence nor the figures beside it.
QString foreignInside(const QString &text);

/// Words too long for a line of a label get places where they may be broken. For the eye alone: give the
/// label the text without them as its accessible name.
QString breakable(const QString &text);

} // namespace waxwing
