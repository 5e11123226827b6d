// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ScriptedRandom.h"

namespace waxwing {

void ScriptedRandom::fill(std::span<quint8> bytes)
{
    for (quint8 &byte : bytes) {
        if (m_next < m_script.size()) {
            byte = static_cast<quint8>(m_script[m_next++]);
            continue;
        }
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        byte = static_cast<quint8>(m_state >> 56);
    }
}

} // namespace waxwing
