// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"
#include "Scram.h"

#include <optional>

namespace waxwing {

struct LobbyShared;

/// A verifier that takes the place of an account's, to be stored (PROTOCOL 7.7, 7.8). From begin() to
/// finish() nobody logs in to the account, so that whoever comes finds one password or the other.
struct VerifierCommit
{
    qint64 account = 0;
    ScramVerifier verifier;
    std::optional<Bytes> resetCode; ///< digest of the code that is used for it

    void begin(LobbyShared &shared) const;
    /// Whether it is stored: then the account has it, and its reset code is gone. Also where the link that
    /// asked for it has gone.
    void finish(LobbyShared &shared, const Result<void> &stored) const;
};

} // namespace waxwing
