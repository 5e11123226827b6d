// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Record.h"
#include "RecordCipher.h"

using namespace waxwing;

namespace {

EpochKeys fixedKeys()
{
    EpochKeys keys{SecretBytes(32), SecretBytes(12)};
    keys.key.span()[0] = 7;
    return keys;
}

} // namespace

/// As a frame from the wire: the opener must refuse it. As a plaintext that the other side sealed: it must
/// come out as it went in, and its padding be judged.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    if (size > 70'000)
        return 0;
    static RecordCipher sealer(RecordCipher::Direction::Seal, fixedKeys());
    static RecordCipher opener(RecordCipher::Direction::Open, fixedKeys());
    const BytesView input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));

    Frame frame = makeFrame(FrameType::Record, input);
    if (decodeRecordHeader(frame)) {
        if (opener.open(toMutableSpan(frame.bytes), 0))
            __builtin_trap();
    }

    Bytes whole = makeFrame(FrameType::Record, Bytes(limits::recordHeaderSize, '\0') + input.toByteArray() +
                                                   Bytes(limits::tagSize, '\0'))
                      .bytes;
    sealer.seal(toMutableSpan(whole), 1);
    if (!opener.open(toMutableSpan(whole), 1))
        __builtin_trap();
    const BytesView plaintext = BytesView(whole).sliced(limits::additionalDataSize, input.size());
    if (plaintext != input)
        __builtin_trap();
    if (const auto content = contentOf(plaintext)) {
        Bytes again;
        layOutRecord(again, {0, 1}, *content);
        if (BytesView(again).sliced(limits::additionalDataSize, input.size()) != input)
            __builtin_trap();
    }
    return 0;
}
