// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomHost.h"

namespace waxwing {

/// Where guests reach a host that listens on these addresses (none: on all) and this port: every up
/// interface's addresses but for link-local ones, IPv4 first, as many as a join link takes; loopback only
/// where nothing else is left, or where it was asked for.
QList<ReachableAt> reachableAddresses(const QStringList &bindAddresses, quint16 port);

} // namespace waxwing
