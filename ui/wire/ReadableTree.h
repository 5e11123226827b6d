// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameStory.h"

namespace waxwing {

/// The CBOR of marks [begin, end) as indented lines in the manner of JSON, a field each.
std::vector<StoryLine> readableTree(const FrameMarks &marks, int begin, int end);

} // namespace waxwing
