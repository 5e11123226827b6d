// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyTransport.h"
#include "PartingLinks.h"
#include "PinBook.h"
#include "RoomHost.h"
#include "SleptTime.h"
#include "StartGate.h"
#include "VaultShelf.h"

#include <functional>

namespace waxwing {

/// What every guest of a process shares. Borrowed, all of it; `gate` and `parting` live in the network
/// thread.
struct GuestServices : Services
{
    OneTimeKeySource *oneTimeKeys = nullptr;
    PartingLinks *parting = nullptr;
    PinBook *pins = nullptr;
    VaultShelf *vaults = nullptr;
    QString profileFolder;
    Settings settings;
    bool showsDirect = false; ///< this program can show direct messages, and says so to the host
    std::function<qint64()> sleptMs = waxwing::sleptMs;
};

} // namespace waxwing
