// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Fingerprint.h"

#include "Base32.h"
#include "Limits.h"

#include <QStringList>

namespace waxwing {

namespace {

constexpr qsizetype fingerprintSize = 20;

} // namespace

Fingerprint Fingerprint::ofDigest(BytesView spkiDigest)
{
    Q_ASSERT(spkiDigest.size() == limits::hashSize);
    Fingerprint result;
    result.m_bytes = spkiDigest.first(fingerprintSize).toByteArray();
    return result;
}

Result<Fingerprint> Fingerprint::fromText(QStringView text)
{
    std::optional<Bytes> bytes = fromBase32(text);
    if (!bytes || bytes->size() != fingerprintSize)
        return failure(Code::LinkInvalid, QStringLiteral("a fingerprint is 32 characters of base32"));
    Fingerprint result;
    result.m_bytes = *std::move(bytes);
    return result;
}

QString Fingerprint::text() const
{
    return toBase32(m_bytes);
}

QString Fingerprint::grouped() const
{
    return groupedInFours(text());
}

QStringList Fingerprint::groups() const
{
    return grouped().split(u'-', Qt::SkipEmptyParts);
}

bool Fingerprint::matches(BytesView spkiDigest) const
{
    return !isEmpty() && spkiDigest.size() == limits::hashSize &&
           spkiDigest.first(fingerprintSize) == m_bytes;
}

} // namespace waxwing
