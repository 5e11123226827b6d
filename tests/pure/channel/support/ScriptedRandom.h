// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Random.h"

#include <deque>

namespace waxwing {

/// Gives the bytes it was told; after them, bytes of a fixed generator, so that a test repeats itself.
class ScriptedRandom final : public Random
{
public:
    explicit ScriptedRandom(Bytes script = {}, quint64 seed = 1) : m_script(std::move(script)), m_state(seed)
    {}
    void fill(std::span<quint8> bytes) override;

private:
    Bytes m_script;
    qsizetype m_next = 0;
    quint64 m_state;
};

} // namespace waxwing
