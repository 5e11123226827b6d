// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing::test {

/// Section 11 of PROTOCOL.md, between its markers, made from the table that drives the codec.
QString fieldTablesAsMarkdown();
/// The layouts in front of them.
QString layoutTablesAsMarkdown();

} // namespace waxwing::test
