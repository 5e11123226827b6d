// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SecretBytes.h"

namespace waxwing {

/// Where randomness comes from. SystemRandom in crypto is the real one; tests bring a fixed one.
/// Safe to call from several threads.
class Random
{
public:
    virtual ~Random() = default;
    virtual void fill(std::span<quint8> bytes) = 0;

    [[nodiscard]] Bytes bytes(qsizetype size)
    {
        Bytes result(size, Qt::Uninitialized);
        fill(toMutableSpan(result));
        return result;
    }
    [[nodiscard]] SecretBytes secret(std::size_t size)
    {
        SecretBytes result(size);
        fill(result.span());
        return result;
    }
};

} // namespace waxwing
