// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Code.h"

#include <algorithm>

namespace waxwing {

namespace {

struct Name
{
    Code code;
    const char *text;
};

constexpr Name names[] = {
    {Code::WrongVersion, "wrong version"},
    {Code::Malformed, "malformed"},
    {Code::TooLarge, "too large"},
    {Code::Unexpected, "unexpected"},
    {Code::WeakKey, "weak key"},
    {Code::BadSignature, "bad signature"},
    {Code::KeyTransportFailed, "key transport failed"},

    {Code::RecordMalformed, "record malformed"},
    {Code::WrongEpoch, "wrong epoch"},
    {Code::Replayed, "replayed"},
    {Code::Skipped, "skipped"},
    {Code::Tampered, "tampered"},
    {Code::BadPadding, "bad padding"},

    {Code::Busy, "busy"},
    {Code::Idle, "idle"},
    {Code::SlowReader, "slow reader"},
    {Code::Away, "away"},
    {Code::Internal, "internal"},

    {Code::Left, "left"},
    {Code::RoomClosed, "room closed"},
    {Code::Removed, "removed"},
    {Code::Banned, "banned"},
    {Code::RoomFull, "room full"},
    {Code::Replaced, "replaced"},
    {Code::TooManyDevices, "too many devices"},
    {Code::DeviceTaken, "device taken"},
    {Code::TooManyTries, "too many tries"},
    {Code::NotTheHostThatKnowsYou, "not the host that knows you"},
    {Code::AnotherKey, "another key"},

    {Code::NameTaken, "name taken"},
    {Code::NameLooksLikeAnother, "name looks like another"},
    {Code::NameTooShort, "name too short"},
    {Code::NameTooLong, "name too long"},
    {Code::NameCharacter, "name has a character that is not allowed"},
    {Code::NameScripts, "name mixes scripts"},
    {Code::NameForm, "name not in normal form"},
    {Code::NameUnknown, "name unknown"},
    {Code::PasswordWrong, "wrong password"},
    {Code::Throttled, "throttled"},
    {Code::RegistrationClosed, "registration closed"},
    {Code::InviteMissing, "invite missing"},
    {Code::InviteInvalid, "invite invalid"},
    {Code::EmailInvalid, "e-mail invalid"},
    {Code::IterationsRefused, "iterations refused"},
    {Code::AccountsFull, "accounts full"},

    {Code::NotHere, "not here"},
    {Code::TakesNoCalls, "takes no calls"},
    {Code::TooManyCalls, "too many calls"},
    {Code::CallsCrossed, "calls crossed"},
    {Code::CallDeclined, "call declined"},
    {Code::AnotherIdentity, "another identity"},
    {Code::FileTooLarge, "file too large"},
    {Code::FilesFull, "no place for files"},
    {Code::FileUnknown, "file unknown"},
    {Code::TooManyFiles, "too many files"},
    {Code::FileCancelled, "file cancelled"},
    {Code::FilePaused, "file paused"},

    {Code::Lost, "connection lost"},
    {Code::ConnectionRefused, "connection refused"},
    {Code::NoAnswer, "no answer"},
    {Code::Unreachable, "unreachable"},
    {Code::NotWaxwing, "not waxwing"},
    {Code::HostNotAccepted, "host not accepted"},
    {Code::PortInUse, "port in use"},
    {Code::CannotListen, "cannot listen"},
    {Code::ProfileInUse, "profile in use"},
    {Code::StorageFailed, "storage failed"},
    {Code::StorageDamaged, "storage damaged"},
    {Code::WrongPassphrase, "wrong passphrase"},
    {Code::AddressInvalid, "address invalid"},
    {Code::LinkInvalid, "link invalid"},
    {Code::PasswordTooShort, "password too short"},
    {Code::PasswordTooLong, "password too long"},
    {Code::PasswordCharacter, "password has a character that is not allowed"},
    {Code::TextEmpty, "text empty"},
    {Code::TextTooLong, "text too long"},
    {Code::NotOffered, "not offered by the host"},
    {Code::SelfTestFailed, "self-test failed"},
    {Code::RecordingFailed, "recording failed"},
    {Code::VaultLocked, "vault locked"},
    {Code::VaultDamaged, "vault damaged"},
    {Code::FileChanged, "file changed"},
    {Code::FileDamaged, "file damaged"},
    {Code::Cancelled, "cancelled"},
};

constexpr auto lastOnTheWire = static_cast<Code>(255);

const Name *find(Code code)
{
    const auto *found = std::find_if(std::begin(names), std::end(names),
                                     [code](const Name &name) { return name.code == code; });
    return found == std::end(names) ? nullptr : found;
}

} // namespace

QLatin1StringView codeName(Code code)
{
    const Name *name = find(code);
    return QLatin1StringView(name ? name->text : "unknown code");
}

std::optional<Code> codeFromWire(quint8 value)
{
    const Code code{value};
    return code <= lastOnTheWire && find(code) ? std::optional(code) : std::nullopt;
}

bool isRetried(Code code)
{
    switch (code) {
    case Code::Busy:
    case Code::Idle:
    case Code::SlowReader:
    case Code::Away:
    case Code::Internal:
    case Code::Lost:
    case Code::ConnectionRefused: // a host that is restarting, a cable that is out: the link is still lost
    case Code::NoAnswer:
    case Code::Unreachable:
        return true;
    default:
        return false;
    }
}

} // namespace waxwing
