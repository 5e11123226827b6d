// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Coverage.h"
#include "Dissection.h"

using namespace waxwing;

namespace {

void judge(const Dissection &dissection, BytesView bytes)
{
    if (dissection.name.isEmpty() || dissection.fields.size() > 5'010 || dissection.fault.size() > 4'000)
        __builtin_trap();
    if (!test::coverageFault(dissection.fields, bytes.size()).isEmpty())
        __builtin_trap();
}

} // namespace

/// Rows cover whatever bytes once, as a frame and as a content, and stay few.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const BytesView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    judge(dissectFrame(bytes), bytes);
    judge(dissectContent(bytes), bytes);
    return 0;
}
