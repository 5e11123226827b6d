// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomEntry.h"

namespace waxwing {

/// One press of Register, Log in or Reset, or a silent log-in after a break.
struct RoomEntry::Wish
{
    QString name;
    QString email;
    QString invite;
    SecretBytes resetCode;                       ///< not empty: it takes the place of a registration
    std::shared_ptr<const SecretBytes> password; ///< none after a break
    bool registering = false;
    bool resetting = false;                                ///< until it is over: the log-in behind it too
    enum class Look { Not, Under, Free } look = Look::Not; ///< of a reset: whether the vault can be put aside
    bool deriving = false;
    Keys made;         ///< of the registration
    bool sent = false; ///< the registration went out and its answer did not come
    Keys keys;         ///< of the log-in
    Keys coming;       ///< others that may be right, where a change of password had no answer
    int linksLost = 0;
    bool hasWaited = false; ///< for a new password of the account to be stored
};

inline LobbyRefusal refusalOf(const Error &error)
{
    LobbyRefusal refusal;
    refusal.error = error;
    return refusal;
}

} // namespace waxwing
