// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "TwoDesks.h"

#include "ChatPage.h"
#include "FreePort.h"

namespace waxwing {

bool TwoDesks::openRoom(Registration registration)
{
    port = test::freePort();
    return host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port, registration);
}

bool TwoDesks::reachForms()
{
    return guest.joinAddress(address()) && guest.acceptCode();
}

bool TwoDesks::registerGuest()
{
    return guest.registerAs(QStringLiteral("ravi"), password()) && guest.waitFor<ChatPage>() != nullptr;
}

bool TwoDesks::enterBoth()
{
    return openRoom() && reachForms() && registerGuest();
}

} // namespace waxwing
