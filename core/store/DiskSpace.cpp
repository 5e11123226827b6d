// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DiskSpace.h"

#include <QDir>
#include <filesystem>

namespace waxwing {

/// Not QStorageInfo: it reads the table of all that is mounted, each time.
std::optional<qint64> freeBytesBeyond(const QString &folder, qint64 reserve)
{
    std::error_code error;
    const std::filesystem::space_info disk = std::filesystem::space(QDir(folder).filesystemPath(), error);
    if (error)
        return std::nullopt;
    return qMax<qint64>(0, qint64(disk.available) - qMin(reserve, qint64(disk.capacity / 20)));
}

} // namespace waxwing
