// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ProcessMemory.h"

#ifdef __linux__
#include <features.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace waxwing {

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int mebibyte = 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, 4 * mebibyte);
    mallopt(M_MMAP_THRESHOLD, mebibyte); // setting the one stops glibc from moving the other
#endif
}

} // namespace waxwing
