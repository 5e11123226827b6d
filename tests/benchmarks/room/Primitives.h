// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace waxwing::bench {

/// The arithmetic that admitting one guest cannot do without, by Botan alone: one PSS signature with a kept
/// signer, one OAEP encryption and one PSS verification to keys loaded from SPKI each time, two X25519 key
/// pairs and two agreements, one SCRAM check.
class Primitives
{
public:
    Primitives();
    ~Primitives();
    Primitives(const Primitives &) = delete;
    Primitives &operator=(const Primitives &) = delete;
    /// For one guest.
    void run();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing::bench
