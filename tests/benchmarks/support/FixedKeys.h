// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Identity.h"
#include "KeyTransport.h"

namespace waxwing::bench {

/// A fixed RSA-3072 key of tests/pure/crypto/vectors, "host", "member" or "onetime", as PKCS#8.
Bytes fixedKey(const char *name);
std::shared_ptr<const Identity> fixedIdentity(const char *name);

/// One-time keys that cost no key making: the same numbers each time, in objects that open once.
class FixedOneTimeKeys final : public OneTimeKeySource
{
public:
    Result<std::shared_ptr<OneTimeKey>> take() override;

private:
    const Bytes m_key = fixedKey("onetime");
};

} // namespace waxwing::bench
