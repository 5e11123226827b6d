// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

namespace waxwing {

/// One message of the room: by the number of its said, or, before there is one, by device and counter of its
/// say (PROTOCOL 8.3).
struct MessageRef
{
    quint64 number = 0; ///< 0: not numbered
    Bytes device;       ///< empty: any
    quint64 counter = 0;
};

} // namespace waxwing
