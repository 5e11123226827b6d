// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <string_view>

namespace waxwing {

/// The value of "type" in a content, which it points into. What stands before it is judged again when the
/// message is read. Refuses (Malformed) what is no map with it.
Result<std::string_view> typeOf(BytesView content);

} // namespace waxwing
