// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SystemRandom.h"

#include <botan/auto_rng.h>

#include <mutex>

namespace waxwing {

struct SystemRandom::Private
{
    std::mutex mutex;
    Botan::AutoSeeded_RNG generator;
};

SystemRandom::SystemRandom() : d(std::make_unique<Private>()) {}

SystemRandom::~SystemRandom() = default;

void SystemRandom::fill(std::span<quint8> bytes)
{
    const std::scoped_lock lock(d->mutex);
    d->generator.randomize(bytes.data(), bytes.size());
}

} // namespace waxwing
