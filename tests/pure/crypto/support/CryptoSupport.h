// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeyTransport.h"

#include <atomic>

namespace waxwing::cryptoSupport {

Bytes hex(const char *text);
SecretBytes secretHex(const char *text);
Bytes toHex(const SecretBytes &bytes);
inline Bytes toHex(BytesView bytes)
{
    return bytes.toByteArray().toHex();
}

/// A file of vectors/; fails the program where it is missing.
Bytes vector(const char *name);

/// What vectors/ was signed and encrypted over.
inline constexpr BytesView signedText = "waxwing known answer";

/// Bytes that count up from a seed: the same in every run.
class CountingRandom final : public Random
{
public:
    explicit CountingRandom(quint8 seed = 0) : m_next(seed) {}
    void fill(std::span<quint8> bytes) override
    {
        for (quint8 &byte : bytes)
            byte = m_next++;
    }

private:
    std::atomic<quint8> m_next;
};

} // namespace waxwing::cryptoSupport
