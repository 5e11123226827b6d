// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Desk.h"

namespace waxwing {

/// The room "Lab 3" of Ms Rao on one PC, and a second PC that goes there over loopback.
struct TwoDesks
{
    Desk host;
    Desk guest;
    quint16 port = 0;

    // Each goes on from the one above it and gives whether it came to its end.
    bool openRoom(Registration registration = Registration::Open); ///< the host is at its join card
    bool reachForms();                                             ///< typed, and the code compared
    bool registerGuest();                                          ///< as ravi, up to the chat

    /// All of it: the host at its join card, the guest in the chat.
    bool enterBoth();

    [[nodiscard]] QString address() const { return hands::loopback(port); }
    static QString password() { return QStringLiteral("Gr3en-Kettle7"); }
};

} // namespace waxwing
