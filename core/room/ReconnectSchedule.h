// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Random.h"

namespace waxwing {

/// How long a guest that was cut off waits before each try: 1, 2, 4, 8, 16, then 30 s, each shortened by up
/// to a fifth at random, so that a room full of guests does not come back in one instant.
class ReconnectSchedule
{
public:
    explicit ReconnectSchedule(Random &random) : m_random(random) {}
    int nextDelayMs();
    void reset() { m_tries = 0; } ///< in the room again

private:
    Random &m_random;
    int m_tries = 0;
};

} // namespace waxwing
