// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MdnsParty.h"

#include <algorithm>

namespace waxwing {

bool MdnsLink::isNear(const QHostAddress &address) const
{
    return std::any_of(addresses.begin(), addresses.end(), [&](const auto &own) {
        return own.first.protocol() == address.protocol() && address.isInSubnet(own.first, own.second);
    });
}

} // namespace waxwing
