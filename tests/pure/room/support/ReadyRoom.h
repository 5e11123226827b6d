// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing::test {

/// A room as it was made and closed before, for a test that does not ask how one is made: its identity costs
/// a second. Every profile of a process gets the same one; nothing where the profile has a room.
void layRoom(const QString &profileFolder);

} // namespace waxwing::test
