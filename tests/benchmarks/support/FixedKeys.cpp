// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FixedKeys.h"

#include <QFile>

namespace waxwing::bench {

Bytes fixedKey(const char *name)
{
    QFile file(
        QStringLiteral(WAXWING_SOURCE_DIR "/tests/pure/crypto/vectors/%1.p8").arg(QLatin1StringView(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no key %s", name);
    return file.readAll();
}

std::shared_ptr<const Identity> fixedIdentity(const char *name)
{
    return Identity::fromPrivateKey(toSpan(fixedKey(name))).value();
}

Result<std::shared_ptr<OneTimeKey>> FixedOneTimeKeys::take()
{
    return OneTimeKey::fromPrivateKey(toSpan(m_key));
}

} // namespace waxwing::bench
