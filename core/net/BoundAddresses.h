// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QStringList>

namespace waxwing {

/// Whether sockets bound to these addresses (none: to all) answer on this one.
bool isServed(const QStringList &bound, const QHostAddress &address);

} // namespace waxwing
