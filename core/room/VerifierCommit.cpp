// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VerifierCommit.h"

#include "LobbyHost.h"

namespace waxwing {

void VerifierCommit::begin(LobbyShared &shared) const
{
    shared.verifiersUnderWay.insert(account);
}

void VerifierCommit::finish(LobbyShared &shared, const Result<void> &stored) const
{
    shared.verifiersUnderWay.remove(account);
    if (!stored)
        return;
    shared.accounts.setVerifier(account, verifier);
    shared.resets.remove(account);
}

} // namespace waxwing
