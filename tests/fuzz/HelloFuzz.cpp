// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageCodec.h"

using namespace waxwing;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const BytesView body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto version = helloVersion(body);
    if (const auto guest = decodeGuestHello(body); guest && (!version || encode(*guest) != body))
        __builtin_trap();
    if (const auto host = decodeHostHello(body); host && (!version || encode(*host) != body))
        __builtin_trap();
    return 0;
}
