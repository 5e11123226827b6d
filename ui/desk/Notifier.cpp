// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Notifier.h"

#ifdef WAXWING_DBUS
#include "FreedesktopNotifier.h"
#endif

namespace waxwing {

std::unique_ptr<Notifier> Notifier::ofDesktop()
{
#ifdef WAXWING_DBUS
    return std::make_unique<FreedesktopNotifier>(QDBusConnection::sessionBus());
#else
    return nullptr;
#endif
}

} // namespace waxwing
