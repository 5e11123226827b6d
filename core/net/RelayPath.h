// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Code.h"

namespace waxwing {

/// How a relayed stream reaches the other member: the messages of one call on a room's link (PROTOCOL 16.1).
/// In the network thread; none of them may call back into the stream.
class RelayPath
{
public:
    virtual ~RelayPath() = default;
    virtual void relay(const Bytes &bytes) = 0; ///< 1 B to 48 KiB
    virtual void relayed(quint64 count) = 0;    ///< bytes taken, all together
    virtual void hangUp(Code code) = 0;         ///< once, last; below 256
};

} // namespace waxwing
