// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <memory>
#include <vector>

namespace waxwing::bench {

/// AES-256-GCM as Botan gives it, in Botan's own buffers, with nothing of ours around it: what the records
/// are compared with. One key, both directions.
class BareGcm
{
public:
    /// `buffers` records of 17 bytes of header and `plaintext` bytes.
    BareGcm(std::size_t plaintext, std::size_t buffers);
    ~BareGcm();
    BareGcm(const BareGcm &) = delete;
    BareGcm &operator=(const BareGcm &) = delete;

    void sealAll(); ///< each buffer: set_associated_data(17 B), start, finish in place
    void openAll();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing::bench
