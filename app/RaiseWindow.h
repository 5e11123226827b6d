// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace waxwing {

/// Brings a window before the person's eyes, hidden or minimized as it may be, as far as the desktop allows:
/// with the token that came with the click (Wayland); where it keeps the focus elsewhere, the window is
/// marked as one that waits.
void raiseWindow(QWidget *window, const QString &activationToken = {});

} // namespace waxwing
