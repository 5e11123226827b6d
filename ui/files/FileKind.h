// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// What a file is, by its name alone: for the icon and for the question whether it may be a picture. Nothing
/// of it is believed when a file is read.
namespace waxwing::fileKind {

/// An icon of resources/icons.
[[nodiscard]] QString icon(const QString &name);
/// Of the kinds that the conversation shows: png, jpeg, webp, gif.
[[nodiscard]] bool isPicture(const QString &name);

} // namespace waxwing::fileKind
