// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Code.h"

namespace waxwing {

/// Where frames are told to whoever looks at the wire (the dock, a capture). Called with what travelled;
/// never with a key. `content` is what was inside a record, or the body of another frame; `verdict` is Code{}
/// where it was taken.
class WireTap
{
public:
    virtual ~WireTap() = default;
    virtual void frame(bool sent, BytesView frame, BytesView content, Code verdict) = 0;
};

} // namespace waxwing
