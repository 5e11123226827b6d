// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <memory>

namespace waxwing {

/// SHA-256 (FIPS 180-4) over what comes piece by piece: of a file that is never whole in memory.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;

    void add(BytesView bytes);
    /// 32 bytes; what is added afterwards begins anew.
    [[nodiscard]] Bytes finish();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
