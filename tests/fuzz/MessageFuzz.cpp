// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageCodec.h"

using namespace waxwing;

/// What decodes must encode to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const BytesView content(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto message = decodeMessage(content)) {
        if (encode(*message).content != content)
            __builtin_trap();
        if (messageName(*message).isEmpty())
            __builtin_trap();
    }
    return 0;
}
