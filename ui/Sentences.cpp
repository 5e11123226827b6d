// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Sentences.h"

#include "ForeignText.h"
#include "Limits.h"

namespace waxwing {

namespace {

QString quoted(const QString &name)
{
    return u'\u201C' + foreignInside(name) + u'\u201D';
}

QString listed(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names)
        shown.append(foreignInside(name));
    return shown.join(QStringLiteral(", "));
}

} // namespace

QString Sentences::of(Code code, const Circumstances &about)
{
    if (about.isClaim && code >= Code::Malformed && code <= Code::WeakKey)
        return tr("Connection failed. The other side says that it does not take what this copy sent (%1). "
                  "Check "
                  "the address, and update Waxwing on both PCs.")
            .arg(codeName(code));
    for (const QString &words :
         {ofProtocol(code, about), ofRecord(code), ofEnd(code), ofLobby(code, about), ofName(code, about),
          ofCall(code), ofFile(code), ofNetwork(code, about), ofMachine(code, about)}) {
        if (!words.isEmpty())
            return words;
    }
    // A code that this version does not know: it is final, and Details shows its number.
    return tr("Something happened that this version of Waxwing does not know. The connection was closed. "
              "Update Waxwing on both PCs.");
}

bool Sentences::isForSafety(Code code)
{
    switch (code) {
    case Code::Malformed:
    case Code::TooLarge:
    case Code::Unexpected:
    case Code::WeakKey:
    case Code::BadSignature:
    case Code::KeyTransportFailed:
    case Code::RecordMalformed:
    case Code::WrongEpoch:
    case Code::Replayed:
    case Code::Skipped:
    case Code::Tampered:
    case Code::BadPadding:
    case Code::NotTheHostThatKnowsYou:
    case Code::AnotherKey:
    case Code::AnotherIdentity:
        return true;
    default:
        return false;
    }
}

QString Sentences::wait(int seconds)
{
    // The singular stands by itself, so that the words are right without a translation, too.
    const auto inSeconds = [](int number) {
        return number == 1 ? tr("1 second") : tr("%n seconds", nullptr, number);
    };
    if (seconds < 60)
        return inSeconds(seconds);
    const int number = seconds / 60;
    const QString minutes = number == 1 ? tr("1 minute") : tr("%n minutes", nullptr, number);
    if (seconds % 60 == 0)
        return minutes;
    return tr("%1 %2", "minutes, seconds").arg(minutes, inSeconds(seconds % 60));
}

QString Sentences::people(int number)
{
    return number == 1 ? tr("1 person here") : tr("%n people here", nullptr, number);
}

QString Sentences::ofProtocol(Code code, const Circumstances &about)
{
    switch (code) {
    case Code::WrongVersion:
        if (about.theirVersion > 0)
            return tr("Connection failed. The other side says that it speaks version %1 of the protocol, "
                      "this copy "
                      "version %2. Update the older of the two.")
                .arg(about.theirVersion)
                .arg(limits::protocolVersion);
        return tr("Connection failed. The two sides speak different versions of the protocol. Update the "
                  "older of the two.");
    case Code::Malformed:
        return tr("The other side sent something that is not the protocol. The connection was closed to keep "
                  "you safe. "
                  "If it happens again, update Waxwing on both PCs.");
    case Code::TooLarge:
        return tr(
            "The other side sent more at once than is allowed. The connection was closed to keep you safe.");
    case Code::Unexpected:
        return tr("The other side sent something out of turn. The connection was closed to keep you safe. If "
                  "it happens "
                  "again, update Waxwing on both PCs.");
    case Code::WeakKey:
        return tr(
            "The other side offered a key that is too weak. The connection was closed to keep you safe.");
    case Code::BadSignature:
        return tr("The other side could not prove that its key is its own. Somebody may be standing between "
                  "you and the "
                  "host. The connection was closed to keep you safe.");
    case Code::KeyTransportFailed:
        return tr("The two sides could not agree on a key. Something on the way may have changed what was "
                  "sent. Try "
                  "again, and from another network if it stays.");
    case Code::SelfTestFailed:
        return tr("The cryptography of this copy of Waxwing does not compute what it should, so it connects "
                  "to nobody. "
                  "Install it again.");
    default:
        return {};
    }
}

QString Sentences::ofRecord(Code code)
{
    switch (code) {
    case Code::RecordMalformed:
        return tr("Something arrived that is too short to be a message and was refused. The connection was "
                  "closed to "
                  "keep you safe.");
    case Code::WrongEpoch:
        return tr("A message arrived that claims to be sealed with another key than the current one and was "
                  "refused. "
                  "The connection was closed to keep you safe.");
    case Code::Replayed:
        return tr("A message arrived that claims to be one that was here before and was refused. The "
                  "connection was "
                  "closed to keep you safe.");
    case Code::Skipped:
        return tr("A message arrived that claims to come after one that is missing and was refused. The "
                  "connection was "
                  "closed to keep you safe.");
    case Code::Tampered:
        return tr(
            "A message was changed on its way and was refused. The connection was closed to keep you safe.");
    case Code::BadPadding:
        return tr("A message arrived that was not filled up as it should be and was refused. The connection "
                  "was closed "
                  "to keep you safe.");
    default:
        return {};
    }
}

QString Sentences::ofEnd(Code code)
{
    switch (code) {
    case Code::Busy:
        return tr("The host is busy with too many connections. Wait a moment and try again.");
    case Code::Idle:
        return tr("The host waited too long for an answer and closed the connection. Try again.");
    case Code::SlowReader:
        return tr("This PC took the room's messages too slowly, so the host closed the connection. It is "
                  "tried again.");
    case Code::Away:
        return tr("The host goes away for a while. It is tried again until the host is back.");
    case Code::Internal:
        return tr("The host met a fault of its own and closed the connection. It is tried again.");
    case Code::Left:
        return tr("You left the room.");
    case Code::RoomClosed:
        return tr("The host closed the room. Nobody can write in it until it is opened again.");
    case Code::Removed:
        return tr("The host removed you from the room. Ask the host why before you join again.");
    case Code::Banned:
        return tr("You are banned from this room. Only the host can let you in again.");
    case Code::RoomFull:
        return tr("The room is full. Ask the host to make room, or try again when somebody has left.");
    case Code::Replaced:
        return tr(
            "You joined this room from another window or copy of Waxwing, so this one was disconnected.");
    case Code::TooManyDevices:
        return tr("Your account is already in this room from %n devices, which is the most. Leave on one of "
                  "them first.",
                  nullptr, limits::devicesPerAccount);
    case Code::DeviceTaken:
        return tr("Another member has brought the same device number, so the host refused this copy. A "
                  "copied profile "
                  "folder is the usual cause: use one of your own.");
    case Code::TooManyTries:
        return tr("There were too many tries in a row, and the host closed the connection. Wait a moment and "
                  "try again.");
    case Code::NotTheHostThatKnowsYou:
        return tr("The host could not prove that it knows your account. It may not be the host that you "
                  "registered with. "
                  "The connection was closed to keep you safe.");
    case Code::AnotherKey:
        return tr("The host answered with another key than before. The connection was closed to keep you "
                  "safe. Ask the "
                  "host in person what has happened.");
    default:
        return {};
    }
}

QString Sentences::ofLobby(Code code, const Circumstances &about)
{
    switch (code) {
    case Code::NameUnknown:
        return about.name.isEmpty()
                   ? tr("There is no such user in this room. Register?")
                   : tr("There is no user %1 in this room. Register?").arg(quoted(about.name));
    case Code::PasswordWrong:
        if (about.triesLeft > 0) {
            const int pause = about.waitSeconds > 0 ? about.waitSeconds : limits::firstPauseSeconds;
            return about.triesLeft == 1
                       ? tr("The password is not right. 1 try left before a %1-second pause.").arg(pause)
                       : tr("The password is not right. %n tries left before a %1-second pause.", nullptr,
                            about.triesLeft)
                             .arg(pause);
        }
        return tr("The password is not right.");
    case Code::Throttled:
        return about.waitSeconds > 0 ? tr("Too many tries. Try again in %1.").arg(wait(about.waitSeconds))
                                     : tr("Too many tries. Wait a while and try again.");
    case Code::RegistrationClosed:
        return tr(
            "Nobody new may register in this room. Ask the host, or log in with an account that you have.");
    case Code::InviteMissing:
        return tr("This room asks for an invite code. The host can give you one.");
    case Code::InviteInvalid:
        return tr("This invite code is not known, is used up or has expired. Ask the host for a new one.");
    case Code::EmailInvalid:
        return tr("An e-mail address has one @, as in name@example.org.");
    case Code::IterationsRefused:
        return tr("The two sides do not agree on how passwords are protected. Update Waxwing on both PCs.");
    case Code::AccountsFull:
        return tr("This room has as many accounts as it can hold. Ask the host.");
    case Code::ResetCodeInvalid:
        return tr(
            "This code is not for this name, was used already or has expired. Ask the host for a new one.");
    case Code::HostsOwnAccount:
        return tr("The host's own account has no password that could be changed.");
    case Code::TooManyResetCodes:
        return tr("There are as many one-time codes as there may be at once. Wait until some have expired.");
    default:
        return {};
    }
}

QString Sentences::ofName(Code code, const Circumstances &about)
{
    const QString name = quoted(about.name);
    switch (code) {
    case Code::NameTaken:
        if (about.freeNames.isEmpty())
            return tr("%1 is taken. Choose another name.").arg(name);
        return tr("%1 is taken. Free: %2.").arg(name, listed(about.freeNames));
    case Code::NameLooksLikeAnother:
        return tr("%1 looks like the name of somebody who is already registered. Choose one that nobody can "
                  "mistake.")
            .arg(name);
    case Code::NameTooShort:
        return tr("Choose the name that the others will see.");
    case Code::NameTooLong:
        return tr("A name has at most %n characters.", nullptr, limits::usernameCodePoints);
    case Code::NameCharacter:
        return tr("A name has letters and digits, and inside also . _ - and single spaces.");
    case Code::NameScripts:
        return tr("%1 mixes letters of several scripts, which others could mistake. Use those of one.")
            .arg(name);
    case Code::NameForm:
        return tr("%1 has characters that are not in their usual form. Type the name anew.").arg(name);
    default:
        return {};
    }
}

QString Sentences::ofNetwork(Code code, const Circumstances &about)
{
    const QString address = about.address.isEmpty() ? tr("that address") : about.address;
    switch (code) {
    case Code::Lost:
        return tr("The connection ended without a word. Ask the host whether the room is still open, then "
                  "try again.");
    case Code::ConnectionRefused:
        return about.port == 0
                   ? tr("%1 is on, but no room is open there. Ask the host whether the room is started.")
                         .arg(address)
                   : tr("%1 is on, but no room is open on port %2. Ask the host whether the room is started, "
                        "or check the port.")
                         .arg(address)
                         .arg(about.port);
    case Code::NoAnswer:
        return tr("No answer from %1. Usual causes: another network or a guest Wi-Fi, a firewall on the "
                  "host, a wrong address.")
            .arg(address);
    case Code::Unreachable:
        return tr("There is no way from this PC to %1. Check that both are on the same network, and the "
                  "address.")
            .arg(address);
    case Code::NotWaxwing:
        return tr("That address answered, but it is not a Waxwing host. Check the address and the port.");
    case Code::HostNotAccepted:
        return tr("The host's code was not confirmed, so nothing was sent to it.");
    case Code::PortInUse:
        if (about.freePort != 0)
            return tr("Port %1 is used by another program. Use %2?").arg(about.port).arg(about.freePort);
        return tr("Port %1 is used by another program. Choose another one.").arg(about.port);
    case Code::CannotListen:
        return tr("This PC does not let Waxwing open port %1. Choose a port above 1023, or ask who looks "
                  "after this PC.")
            .arg(about.port);
    case Code::AddressInvalid:
        return tr("This is not an address that Waxwing can use. It looks like 192.168.1.10:12345.");
    case Code::LinkInvalid:
        return tr("This link is not complete. Copy all of it from the host's join card, from waxwing:// to "
                  "its end.");
    case Code::Cancelled:
        return tr("Cancelled. Nothing was joined.");
    default:
        return {};
    }
}

QString Sentences::ofMachine(Code code, const Circumstances &about)
{
    const int limit = about.limit;
    switch (code) {
    case Code::ProfileInUse:
        return tr("Another Waxwing on this PC already uses this profile. Close it, or start this one with "
                  "--profile and another folder.");
    case Code::StorageFailed:
        return tr("Waxwing cannot write to its folder: the disk is full, or the folder is read-only. Make "
                  "room or let it write, then try again.");
    case Code::RecordingFailed:
        return tr("What travels cannot be recorded into this file. Conversations are not touched by that.");
    case Code::StorageDamaged:
        return tr("A file that Waxwing keeps is damaged and was not touched. Put back a copy of the profile "
                  "folder, or start with a new one.");
    case Code::VaultLocked:
        return tr("The room has let you in, but what this PC keeps of your conversation is sealed under "
                  "another password: the account was registered anew, or its password was changed on "
                  "another PC.");
    case Code::VaultDamaged:
        return tr("The room has let you in, but the file in which this PC keeps your conversation and your "
                  "key is damaged. It was not touched.");
    case Code::WrongPassphrase:
        return tr("The passphrase is not right, so the room's key stays locked.");
    case Code::PasswordTooShort:
        return tr("Too short: a password has at least %n characters.", nullptr,
                  limit > 0 ? limit : int(limits::passwordLeast));
    case Code::PasswordTooLong:
        return tr("Too long: a password has at most %n characters.", nullptr,
                  limit > 0 ? limit : int(limits::passwordMost));
    case Code::PasswordCharacter:
        return tr(
            "The password has a character that cannot be typed on every PC, such as a tab. Leave it out.");
    case Code::TextEmpty:
        return tr("There is nothing to send.");
    case Code::TextTooLong:
        return tr("This message is too long: a message has at most %1 KiB.")
            .arg((limit > 0 ? limit : int(limits::textBytes)) / 1024);
    case Code::NotOffered:
        return tr("This room's host runs an older Waxwing, which knows no replies, edits or deletions.");
    default:
        return {};
    }
}

} // namespace waxwing
