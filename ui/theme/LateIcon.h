// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <functional>

namespace waxwing {

/// An icon that is made when it is first drawn: a picture file costs the loading of every image plugin, and
/// some of Qt's widgets ask for one that they seldom show.
QIcon lateIcon(std::function<QIcon()> make);

} // namespace waxwing
