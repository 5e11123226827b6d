// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "KeyTransport.h"

#include <QFile>

namespace waxwing::test {

/// A key of tests/pure/crypto/vectors.
inline SecretBytes vectorKey(const QString &sourceFolder, const char *name)
{
    QFile file(sourceFolder + QStringLiteral("/tests/pure/crypto/vectors/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", name);
    return SecretBytes(toSpan(file.readAll()));
}

/// One-time keys without the time: the same RSA key in a new object each time.
class QuickKeys final : public OneTimeKeySource
{
public:
    explicit QuickKeys(const QString &sourceFolder) : m_key(vectorKey(sourceFolder, "onetime.p8")) {}
    Result<std::shared_ptr<OneTimeKey>> take() override { return OneTimeKey::fromPrivateKey(m_key.span()); }

private:
    SecretBytes m_key;
};

} // namespace waxwing::test
