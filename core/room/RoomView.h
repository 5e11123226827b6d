// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Fingerprint.h"
#include "Messages.h"
#include "ProfileDatabase.h"
#include "StoredMessage.h"

#include <QDateTime>

/// Plain values that travel from RoomGuest to RoomClient and on to the windows.
namespace waxwing {

/// Where a guest goes.
struct JoinTarget
{
    QList<HostAddress> addresses; ///< tried in order
    QString key;                  ///< fingerprint of the link, or empty
    Bytes pinnedDigest;           ///< whole digest where it is a recent room; else empty
    QString invite;
    QString acceptKey; ///< headless --accept-key; else empty
    [[nodiscard]] bool isFromLink() const { return !key.isEmpty(); }
};

enum class RoomStage {
    Idle,
    Connecting,  ///< also silently, when a form's link had idled away
    HostUnknown, ///< first contact: compare the fingerprint
    HostDiffers, ///< another key than the pin or the link
    Lobby,       ///< register or log in
    Entering,    ///< a registration or log-in is under way
    InRoom,
    Reconnecting, ///< lost; trying again
    Ended,        ///< final: lastError() says why
};

/// The host as it stands before the person's eyes.
struct HostView
{
    HostAddress address;
    Fingerprint fingerprint;
    AcceptedBy acceptedBy = AcceptedBy::Compared;
    bool accepted = false;
    // When it differs: what was known before.
    Fingerprint before;
    QString roomBefore;
    qint64 lastUsedMs = 0;
    bool fromLink = false;     ///< no second way on
    bool canMeetAsNew = false; ///< a typed address: meetAsNew() is the second way on
};

struct LobbyView
{
    QString room;
    Registration registration = Registration::Open;
    QStringList knownUsernames;     ///< of the pin, last used first
    bool canReset = false;          ///< a forgotten password, by a code of the host
    bool canChangePassword = false; ///< in the room
};

struct NameVerdict
{
    QString name;
    Verdict verdict = Verdict::Free;
    std::optional<Code> code;
    QStringList free; ///< suggestions, where taken
};

/// A refusal in the lobby, for the form.
struct LobbyRefusal
{
    Error error;
    int waitSeconds = 0;
    int triesLeft = -1; ///< −1: not told
};

enum class MessageState { Waiting, Sent, Delivered, Seen, Failed };

struct RoomMessage : StoredMessage
{
    quint64 localId = 0; ///< mine, said or left over in this run: what say() gave; else 0
    MessageState state = MessageState::Sent;
    bool isReplayed = false; ///< said before this link began
};

/// An edit or erasure: as it came, or as it waits to be sent. `number` is that of the message it changes.
struct RoomChange : MessageChange
{
    quint64 said = 0;    ///< its own place in the room's order; 0 while it waits for one
    quint64 localId = 0; ///< mine: what edit() or erase() gave; else 0
    Bytes device;
    qint64 timeMs = 0;
    bool mine = false;
    bool isReplayed = false;
};

/// A message of mine moved on.
struct MessageProgress
{
    quint64 localId = 0; ///< 0: said in an earlier run, known by its number
    MessageState state = MessageState::Waiting;
    quint64 count = 0; ///< delivered to so many
    quint64 of = 0;
    Code reason = Code::Internal; ///< Failed
    quint64 seen = 0;             ///< by so many
    quint64 number = 0;           ///< 0 while it has none
};

/// A centred line in the conversation.
struct RoomNotice
{
    enum class Kind {
        YouJoined,
        YouJoinedShared, ///< the last `count` messages follow
        PeopleJoined,
        PersonLeft,
        Missed,
        MissedSome,
        NewDevice,
        NotKept,   ///< the vault cannot be written: what is said now is shown, but may not stay
        KeptAgain, ///< it can, and nothing is missing
    };
    Kind kind = Kind::PeopleJoined;
    QStringList names;
    quint64 count = 0; ///< Missed, YouJoinedShared
    qint64 timeMs = 0;
};

struct PersonView
{
    QString name;
    Role role = Role::Member;
    bool isMe = false;
    bool hasNewKey = false; ///< a further identity, not looked at yet
    int devices = 1;
    friend bool operator==(const PersonView &, const PersonView &) = default;
};

/// Whose programs write the keys of this room down, as they say themselves.
struct KeyLogsView
{
    bool host = false;              ///< the host's: of all links
    QStringList names;              ///< other people's
    bool otherDeviceOfMine = false; ///< another program of this person
    friend bool operator==(const KeyLogsView &, const KeyLogsView &) = default;
};

struct LinkView
{
    quint32 sendingKey = 0;
    quint64 sendingTalk = 0;
    quint32 receivingKey = 0;
    quint64 receivingTalk = 0;
    quint64 updateEvery = 0;
    int delayMs = -1;
};

struct ReconnectView
{
    Code cause = Code::Lost;
    qint64 nextTryAtMs = 0; ///< monotonic; 0: trying now
};

} // namespace waxwing
