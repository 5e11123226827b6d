// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CryptoSupport.h"

#include <QFile>

namespace waxwing::cryptoSupport {

Bytes hex(const char *text)
{
    return Bytes::fromHex(text);
}

SecretBytes secretHex(const char *text)
{
    return SecretBytes(toSpan(hex(text)));
}

Bytes toHex(const SecretBytes &bytes)
{
    return toHex(toView(bytes.span()));
}

Bytes vector(const char *name)
{
    // This file stands in tests/pure/crypto/support.
    const QString here = QString::fromUtf8(__FILE__);
    QFile file(QStringLiteral("%1/vectors/%2").arg(here.section(u'/', 0, -3), QString::fromUtf8(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace waxwing::cryptoSupport
