// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"

#include <memory>

namespace waxwing {

/// The profile folder's lock: 0700, QLockFile with stale time 0.
class ProfileLock
{
public:
    ProfileLock();
    ~ProfileLock(); ///< lets the folder go
    /// Makes the folder where it is missing; an existing one becomes 0700, unless it is open to others and
    /// holds other people's things (StorageFailed: nobody wants /tmp closed). ProfileInUse where another
    /// process has it, with its number in the detail; a lock that a killed process left is taken over.
    Result<void> acquire(const QString &folder);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// `--profile DIR`, else `waxwing-data` beside the program where it exists, else the platform's data folder.
QString profileFolder(const QString &asked, const QString &programFolder);

} // namespace waxwing
