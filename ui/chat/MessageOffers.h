// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ConversationModel.h"

namespace waxwing {

/// What may be done with a message just now.
struct MessageOffers
{
    bool answer = false;
    bool original = false; ///< it answers one that one can go to
    bool edit = false;
    bool erase = false; ///< for all
    bool retry = false;
    bool discard = false; ///< it has not been sent, or not for certain

    /// `canTalk`: the host knows answers, edits and erasures.
    static MessageOffers of(const ConversationModel &model, int at, bool canTalk);

    /// Whether what failed may succeed another time. An edit or erasure that came too late never will.
    [[nodiscard]] static bool canRetry(const ConversationModel::Row &row);
};

} // namespace waxwing
