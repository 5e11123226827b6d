// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "KeyTransport.h"

#include <QFile>

namespace waxwing::testKeys {

/// A fixed RSA-3072 key of tests/pure/crypto/vectors, as PKCS#8.
inline Bytes pkcs8(const char *name)
{
    QFile file(
        QStringLiteral(WAXWING_SOURCE_DIR "/tests/pure/crypto/vectors/%1.p8").arg(QLatin1StringView(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no key %s", name);
    return file.readAll();
}

inline std::shared_ptr<const Identity> identity(const char *name = "host")
{
    return Identity::fromPrivateKey(toSpan(pkcs8(name))).value();
}

/// The same numbers each time, but each object opens once.
inline std::shared_ptr<OneTimeKey> oneTimeKey()
{
    return OneTimeKey::fromPrivateKey(toSpan(pkcs8("onetime"))).value();
}

} // namespace waxwing::testKeys
