// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FindWords.h"
#include "Tokens.h"

#include <QTextLayout>

namespace waxwing {

/// How found words look in a text, wherever it stands.
QList<QTextLayout::FormatRange> findMarks(const TextMarks &marks, const Tokens &tokens);

} // namespace waxwing
