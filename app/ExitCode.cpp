// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ExitCode.h"

namespace waxwing {

ExitCode exitCodeFor(Code code)
{
    switch (code) {
    case Code::Left:
    case Code::RoomClosed:
    case Code::Cancelled:
        return ExitCode::EndedAsAsked;
    case Code::PortInUse:
    case Code::CannotListen:
        return ExitCode::CannotListen;
    case Code::HostNotAccepted:
    case Code::AnotherKey:
        return ExitCode::HostNotAccepted;
    case Code::NameTaken:
    case Code::NameLooksLikeAnother:
    case Code::NameTooShort:
    case Code::NameTooLong:
    case Code::NameCharacter:
    case Code::NameScripts:
    case Code::NameForm:
    case Code::NameUnknown:
    case Code::PasswordWrong:
    case Code::PasswordTooShort:
    case Code::PasswordTooLong:
    case Code::PasswordCharacter:
    case Code::Throttled:
    case Code::RegistrationClosed:
    case Code::InviteMissing:
    case Code::InviteInvalid:
    case Code::EmailInvalid:
    case Code::IterationsRefused:
    case Code::AccountsFull:
    case Code::ResetCodeInvalid:
    case Code::HostsOwnAccount:
    case Code::NotTheHostThatKnowsYou:
    case Code::TooManyTries:
    case Code::RoomFull:
    case Code::Banned:
        return ExitCode::Refused;
    default:
        return ExitCode::Failed;
    }
}

} // namespace waxwing
