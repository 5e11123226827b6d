// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string_view>

namespace waxwing {

/// Words of the field table (PROTOCOL.md) for a window.
inline QString textOf(std::string_view words)
{
    return QString::fromUtf8(words.data(), qsizetype(words.size()));
}

} // namespace waxwing
