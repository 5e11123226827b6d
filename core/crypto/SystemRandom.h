// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Random.h"

#include <memory>

namespace waxwing {

/// Botan's generator, seeded by the system; one lock, safe from every thread.
class SystemRandom final : public Random
{
public:
    SystemRandom();
    ~SystemRandom() override;
    void fill(std::span<quint8> bytes) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
