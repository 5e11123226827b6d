// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SystemRandom.h"

#include <botan/system_rng.h>

namespace waxwing {

void SystemRandom::fill(std::span<quint8> bytes)
{
    Botan::system_rng().randomize(bytes.data(), bytes.size());
}

} // namespace waxwing
