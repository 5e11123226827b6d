// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing::test {

/// The tables of resources/wireshark/waxwing.lua, between its markers, made from fieldTable(), frameTable(),
/// the codes and the limits: Lua locals FRAME_TYPES, LAYOUTS, MESSAGES, CODES and LIMITS.
QString dissectorTables();

} // namespace waxwing::test
