// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "TracedFrame.h"

namespace waxwing::copyforms {

/// A frame's bytes as text to paste elsewhere.
QString hex(const TracedFrame &frame);
QString hexLine(const TracedFrame &frame); ///< with blanks    ///< "00 00 01 1d …", 16 a line
QString cArray(const TracedFrame &frame);  ///< a whole declaration, with the frame's number in its name
QString base64(const TracedFrame &frame);

} // namespace waxwing::copyforms
