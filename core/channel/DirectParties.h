// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "KeySchedule.h"

#include <QString>

namespace waxwing {

/// Who a direct link is between and in whose room: what both ends must agree on (PROTOCOL 16.3).
struct DirectParties
{
    Bytes host;     ///< SHA-256 of the room host's SPKI
    QString caller; ///< as registered
    QString callee; ///< as registered
    Bytes peer;     ///< SHA-256 of the other member's SPKI, as the roster handed it out

    [[nodiscard]] Bytes context() const
    {
        return Transcript::directContext(host, caller.toUtf8(), callee.toUtf8());
    }
    [[nodiscard]] Bytes names() const { return keySchedule::directNames(caller.toUtf8(), callee.toUtf8()); }
};

/// Both have called each other at once: true where the call of `ours` stands, false where that of `theirs`
/// (PROTOCOL 16.2). SHA-256 of both SPKIs, compared bytewise; both ends come to the same.
inline bool ourCallStands(const Bytes &ours, const Bytes &theirs)
{
    return ours < theirs;
}

} // namespace waxwing
