// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Frame.h"

using namespace waxwing;

/// The first byte cuts the rest into pieces; the reader must never take more than it lacks, nor give a frame
/// over the limit.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const qsizetype step = data[0] + 1;
    BytesView rest(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);
    FrameReader reader;
    while (!rest.isEmpty()) {
        const qsizetype lacking = reader.lacking();
        if (lacking < 1 || lacking > limits::frameLengthBeforeLogin + limits::lengthFieldSize)
            __builtin_trap();
        const qsizetype taken = std::min({lacking, step, rest.size()});
        const auto answer = reader.take(rest.first(taken));
        rest = rest.sliced(taken);
        if (std::holds_alternative<Error>(answer))
            return 0;
        if (const auto *frame = std::get_if<Frame>(&answer); frame && frame->type == FrameType::Alert)
            (void)decodeAlert(frame->body());
    }
    return 0;
}
