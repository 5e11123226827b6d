// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "GuestServices.h"
#include "SystemRandom.h"

#include <QTemporaryDir>

namespace waxwing::test {

/// The parts of a process that a guest's vault needs, in order of their dependence.
template <class ItsClock> class VaultPlace
{
public:
    VaultPlace()
    {
        services.clock = &clock;
        services.random = &random;
        services.jobs = &jobs;
        services.store = &store;
        services.vaults = &vaults;
        services.profileFolder = folder.path();
    }
    QTemporaryDir folder;
    ItsClock clock;
    SystemRandom random;
    JobPool jobs;
    StoreThread store;
    VaultShelf vaults{store, clock, random};
    GuestServices services;
};

} // namespace waxwing::test
