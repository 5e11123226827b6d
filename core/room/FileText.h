// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoredMessage.h"

namespace waxwing {

/// What a message with a file says to who does not know files: "📎 notes.pdf, 1.2 MB" (PROTOCOL 8.11, 16.7).
QString textOf(const FileNote &file);

} // namespace waxwing
