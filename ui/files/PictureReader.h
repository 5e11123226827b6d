// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <QImage>
#include <QString>

/// Reading pictures that other people made: in a thread of the pool, never in the window's.
namespace waxwing::picture {

inline constexpr qint64 mostFileBytes = 64LL << 20;
inline constexpr qint64 mostPixels = 40'000'000;
inline constexpr int mostDecodedMiB = 64;
inline constexpr QSize shown{480, 360}; ///< logical pixels in the conversation

/// The size that the file's head tells, upright. Malformed: not a png, jpeg, webp or gif, whatever its name
/// says; TooLarge: beyond the bounds above; StorageFailed: it cannot be read.
Result<QSize> readSize(const QString &path);
/// The (first) picture in it, at most that large, never enlarged. As above; Malformed: damaged, or its size
/// is a lie.
Result<QImage> read(const QString &path, QSize most);

/// How large a picture of so many pixels stands in the conversation: whole, never enlarged.
[[nodiscard]] QSize fitted(QSize whole, QSize most);

} // namespace waxwing::picture
