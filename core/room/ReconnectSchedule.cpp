// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReconnectSchedule.h"

#include <algorithm>

namespace waxwing {

int ReconnectSchedule::nextDelayMs()
{
    constexpr int longestMs = 30'000;
    const int wholeMs = std::min(longestMs, 1'000 << std::min(m_tries, 5));
    ++m_tries;
    const Bytes byte = m_random.bytes(1);
    return wholeMs - wholeMs / 5 * static_cast<quint8>(byte[0]) / 255;
}

} // namespace waxwing
