// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageType.h"

#include "CborReader.h"
#include "Limits.h"

namespace waxwing {

Result<std::string_view> typeOf(BytesView content)
{
    CborReader reader(content);
    const quint64 pairs = reader.map();
    for (quint64 i = 0; i < pairs && !reader.hasRefused(); ++i) {
        if (reader.takeText("type")) {
            const BytesView type = reader.textString();
            if (!reader.hasRefused())
                return std::string_view(type.data(), std::size_t(type.size()));
            break;
        }
        reader.skipAny(0);
        reader.skipAny(limits::cborDepth - 1, CborReader::Utf8::Unchecked);
    }
    return failure(Code::Malformed, QLatin1String("message: ") +
                                        QLatin1String(reader.hasRefused() ? reader.why() : "no type"));
}

} // namespace waxwing
