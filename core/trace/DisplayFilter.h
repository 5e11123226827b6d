// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "TracedFrame.h"

namespace waxwing {

/// What Wireshark is told to show just the packet that carried a frame: ports, and a run of eight bytes that
/// occurs once (of a record the first of its ciphertext, of a hello those of its random value, all of an
/// alert). Empty where no network carried it. A frame that TCP has split just there is not found.
QString displayFilterOf(const TracedFrame &frame, const TracedLink &link);

/// The same in the fields of the Waxwing dissector, which also finds what TCP has split. Empty where no
/// network carried it, and for bytes that are no frame.
QString dissectorFilterOf(const TracedFrame &frame, const TracedLink &link);

} // namespace waxwing
