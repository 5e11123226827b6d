// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>

namespace waxwing {

/// The seal with the number of what is unread at its corner: "7", "9+" from ten on, a disc alone where there
/// is no room for a figure. 0: the seal.
QIcon sealWithCount(int unread);

} // namespace waxwing
