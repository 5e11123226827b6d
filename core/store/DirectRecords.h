// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Messages.h"
#include "StoredMessage.h"

#include <QString>
#include <optional>
#include <vector>

/// Direct conversations as a vault keeps them (PROTOCOL 16).
namespace waxwing {

/// What this person thinks of an identity that the host handed out under somebody's name.
enum class DirectTrust : quint8 {
    Undecided, ///< another than those known before: nothing is sent to it, and it says nothing
    Pinned,    ///< first sight, or taken by the person; never compared
    Verified,  ///< the comparison codes were the same (PROTOCOL 16.6)
    Refused,   ///< the codes differed, or the person does not want it
};

/// One device of the other person with its identity.
struct DirectIdentity
{
    Bytes digest; ///< SHA-256 of the SPKI, as the roster hands it out
    Bytes device; ///< 16 bytes
    Bytes spki;   ///< empty until it was proved on a direct link
    DirectTrust trust = DirectTrust::Undecided;
    quint64 told = 0;  ///< everything of ours up to it is stored there, or not meant for it
    quint64 taken = 0; ///< highest counter that is stored of it
    quint64 read = 0;  ///< up to here our messages were read there
};

/// One other person.
struct DirectContact
{
    QString name;
    quint64 counter = 0;  ///< highest that this device gave
    quint64 sent = 0;     ///< highest that may have gone out over some link
    quint64 told = 0;     ///< up to here at least one device has everything
    qint64 lastRead = 0;  ///< id of the last message that the person here saw
    qint64 last = 0;      ///< id of the last message; 0: none
    quint64 unread = 0;   ///< messages behind lastRead
    quint64 waiting = 0;  ///< of ours, told to nobody yet
    quint64 restFrom = 0; ///< lowest counter of those; 0: none waits
    QString draft;
    std::vector<DirectIdentity> identities;
};

/// A message, or what was done to one, as it was said; in a page as it stands now.
struct DirectMessage
{
    qint64 id = 0;  ///< in the order in which they came to this PC, over all conversations
    Bytes identity; ///< digest of who said it; empty: this device
    Bytes device;
    quint64 counter = 0;
    qint64 timeMs = 0; ///< the sender's clock
    QString text;      ///< empty once erased
    std::optional<Act> act;
    Bytes targetDevice;
    quint64 target = 0;
    std::optional<FileNote> file; ///< gone once it is erased
    bool isEdited = false;
    bool isErased = false;
    /// An edit or erasure that was not done: not there, erased already, or not theirs to change.
    bool isVoid = false;
    bool isFleeting = false; ///< came while nothing is kept: it stands in no row
    [[nodiscard]] bool isMine() const { return identity.isEmpty(); }
    [[nodiscard]] bool changesAnother() const { return act == Act::Edit || act == Act::Erase; }
};

/// A piece of a conversation, oldest first.
struct DirectPage
{
    std::vector<DirectMessage> messages;
    bool isFirst = false; ///< nothing older is kept
    int damaged = 0;      ///< so many do not open and are left out
};

} // namespace waxwing
