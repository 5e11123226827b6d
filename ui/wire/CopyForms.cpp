// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CopyForms.h"

#include <algorithm>

namespace waxwing::copyforms {

namespace {

template <typename Write> QString inLines(BytesView bytes, qsizetype perLine, Write write)
{
    QString text;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (at > 0)
            text += at % perLine == 0 ? u'\n' : u' ';
        text += write(quint8(bytes[at]));
    }
    return text;
}

} // namespace

QString hex(const TracedFrame &frame)
{
    return inLines(frame.bytes(), 16,
                   [](quint8 byte) { return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')); });
}

QString hexLine(const TracedFrame &frame)
{
    return QString::fromLatin1(frame.bytes().toByteArray().toHex(' '));
}

QString cArray(const TracedFrame &frame)
{
    const QString body = inLines(frame.bytes(), 12, [](quint8 byte) {
        return QStringLiteral("0x%1,").arg(byte, 2, 16, QLatin1Char('0'));
    });
    QString indented = body;
    indented.replace(u'\n', QStringLiteral("\n    "));
    return QStringLiteral("const unsigned char frame_%1[%2] = {\n    %3\n};\n")
        .arg(frame.number)
        .arg(frame.bytes().size())
        .arg(indented);
}

QString base64(const TracedFrame &frame)
{
    return QString::fromLatin1(frame.bytes().toByteArray().toBase64());
}

} // namespace waxwing::copyforms
