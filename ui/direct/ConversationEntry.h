// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace waxwing {

/// A conversation as the list at the left shows it: the room, or one person.
struct ConversationEntry
{
    enum class Mark : quint8 {
        None,
        Compared, ///< the codes were the same
        Changed   ///< here with another key than before: nothing is sent
    };

    QString name; ///< of the room, or the person's account
    int unread = 0;
    Mark mark = Mark::None;
    bool isRoom = false;
    bool isHere = false;   ///< of a person
    bool hasDraft = false; ///< something is written and not sent
    friend bool operator==(const ConversationEntry &, const ConversationEntry &) = default;
};

} // namespace waxwing
