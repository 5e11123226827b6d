// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

class QWidget;

namespace waxwing {

/// Once, from the event loop, when this window has been painted for the first time; after two seconds in any
/// case, since nobody has to see a window for the program to work. Not if the window dies before that.
void afterFirstPaint(QWidget *window, std::function<void()> then);

} // namespace waxwing
