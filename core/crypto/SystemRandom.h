// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Random.h"

namespace waxwing {

/// The system's own generator, through Botan; safe from every thread, and nothing of it lies in our memory.
class SystemRandom final : public Random
{
public:
    void fill(std::span<quint8> bytes) override;
};

} // namespace waxwing
