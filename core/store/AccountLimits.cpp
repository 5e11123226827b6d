// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDatabase.h"

#include "Limits.h"

#include <algorithm>

namespace waxwing {

namespace {

/// Drops what was used least recently until `most` are left, but nothing that `stays` names.
template <class T, class Stays> void dropOldest(std::vector<T> &entries, std::size_t most, Stays stays)
{
    while (entries.size() > most) {
        auto oldest = entries.end();
        for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
            if (!stays(*entry) && (oldest == entries.end() || entry->lastUsedMs < oldest->lastUsedMs)) {
                oldest = entry;
            }
        }
        if (oldest == entries.end()) {
            return;
        }
        entries.erase(oldest);
    }
}

} // namespace

Account withinLimits(Account account, const std::vector<Bytes> &linked)
{
    const Settings settings;
    dropOldest(account.identities, static_cast<std::size_t>(settings.identitiesPerAccount),
               [&](const KnownIdentity &identity) {
                   return std::find(linked.begin(), linked.end(), identity.digest) != linked.end();
               });
    dropOldest(account.addresses, static_cast<std::size_t>(settings.addressesPerAccount),
               [](const KnownAddress &) { return false; });
    return account;
}

} // namespace waxwing
