// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <QString>

namespace waxwing {

/// A host's fingerprint: the first 160 bits of SHA-256(SPKI), 32 characters of base32 (PROTOCOL 6.6).
class Fingerprint
{
public:
    Fingerprint() = default;
    static Fingerprint ofDigest(BytesView spkiDigest);     ///< SHA-256 of the SPKI, 32 bytes
    static Result<Fingerprint> fromText(QStringView text); ///< ignores case, '-' and spaces; LinkInvalid

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] QString text() const;    ///< 32 characters, for links
    [[nodiscard]] QString grouped() const; ///< groups of four joined by '-', for eyes
    [[nodiscard]] QStringList groups() const;
    [[nodiscard]] bool matches(BytesView spkiDigest) const;
    friend bool operator==(const Fingerprint &, const Fingerprint &) = default;

private:
    Bytes m_bytes; ///< 20 bytes
};

} // namespace waxwing
