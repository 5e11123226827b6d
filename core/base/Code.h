// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QtGlobal>
#include <optional>

namespace waxwing {

/// Why something ended or was refused. Values below 256 are the one list of codes that may travel
/// (PROTOCOL 9); values from 256 on stay on this machine.
enum class Code : quint16 {
    // Alert and close: what the other side did is not the protocol.
    WrongVersion = 1,
    Malformed = 2,
    TooLarge = 3,
    Unexpected = 4,
    WeakKey = 5,
    BadSignature = 6,
    KeyTransportFailed = 7,

    // A record was refused (PROTOCOL 5.3), in the order of the checks.
    RecordMalformed = 16,
    WrongEpoch = 17,
    Replayed = 18,
    Skipped = 19,
    Tampered = 20,
    BadPadding = 21,

    // Ends that a program retries by itself.
    Busy = 32,
    Idle = 33,
    SlowReader = 34,
    Away = 35,
    Internal = 36,

    // Ends that are final.
    Left = 48, ///< the guest leaves of its own will
    RoomClosed = 49,
    Removed = 50,
    Banned = 51,
    RoomFull = 52,
    Replaced = 53,
    TooManyDevices = 54,
    DeviceTaken = 55,
    TooManyTries = 56,
    NotTheHostThatKnowsYou = 57,
    AnotherKey = 58,

    // Answers in the lobby: refused and checked.
    NameTaken = 64,
    NameLooksLikeAnother = 65,
    NameTooShort = 66,
    NameTooLong = 67,
    NameCharacter = 68,
    NameScripts = 69,
    NameForm = 70,
    NameUnknown = 72,
    PasswordWrong = 73,
    Throttled = 74,
    RegistrationClosed = 75,
    InviteMissing = 76,
    InviteInvalid = 77,
    EmailInvalid = 78,
    IterationsRefused = 79,
    AccountsFull = 80,

    // Ends of calls: hang_up (PROTOCOL 16).
    NotHere = 96,
    TakesNoCalls = 97,
    TooManyCalls = 98,
    CallsCrossed = 99,
    CallDeclined = 100,
    AnotherIdentity = 101, ///< not the one that the roster handed out

    // Files: file_refused and stop (PROTOCOL 8.11).
    FileTooLarge = 104,
    FilesFull = 105,    ///< the room has no place for it
    FileUnknown = 106,  ///< the room does not keep it, or no longer
    TooManyFiles = 107, ///< waiting or unfinished
    FileCancelled = 108,
    FilePaused = 109, ///< what came stays; it goes on from there when it is asked for again

    // On this machine only.
    Lost = 256,        ///< the connection ended without a word
    ConnectionRefused, ///< the machine is on, nothing listens there
    NoAnswer,          ///< nothing came back in time
    Unreachable,       ///< no route, no network
    NotWaxwing,        ///< somebody answered who does not speak this protocol
    HostNotAccepted,   ///< unknown at first contact, and nobody confirmed
    PortInUse,
    CannotListen,
    ProfileInUse,
    StorageFailed, ///< disk full, read-only, damaged
    StorageDamaged,
    WrongPassphrase,
    AddressInvalid,
    LinkInvalid,
    PasswordTooShort,
    PasswordTooLong,
    PasswordCharacter,
    TextEmpty,
    TextTooLong,
    NotOffered, ///< the host does not know replies, edits and erasures
    SelfTestFailed,
    RecordingFailed, ///< a capture file or a key log: cannot be made, or written further
    VaultLocked,     ///< this account's vault was sealed under another password
    VaultDamaged,    ///< this account's vault is cut or garbled
    FileChanged,     ///< what was being sent is gone, cannot be read, or is another than it was
    FileDamaged,     ///< what came is not what its message names
    Cancelled,
};

/// The name of a code as PROTOCOL 9 and HEADLESS.md print it, for example "wrong password".
QLatin1StringView codeName(Code code);

/// A code that came as one byte from the wire; none where PROTOCOL 9 does not know it.
std::optional<Code> codeFromWire(quint8 value);

/// Whether a program that met this end tries again by itself (PROTOCOL 9.2).
bool isRetried(Code code);

} // namespace waxwing
