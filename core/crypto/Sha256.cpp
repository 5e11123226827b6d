// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Sha256.h"

#include "Limits.h"

#include <botan/hash.h>

namespace waxwing {

struct Sha256::Private
{
    std::unique_ptr<Botan::HashFunction> hash = Botan::HashFunction::create_or_throw("SHA-256");
};

Sha256::Sha256() : d(std::make_unique<Private>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(BytesView bytes)
{
    const auto span = toSpan(bytes);
    d->hash->update(span.data(), span.size());
}

Bytes Sha256::finish()
{
    Bytes digest(limits::hashSize, Qt::Uninitialized);
    d->hash->final(toMutableSpan(digest).data());
    return digest;
}

} // namespace waxwing
