// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Messages.h"

#include <QString>
#include <optional>
#include <vector>

namespace waxwing {

/// The place of a number in the conversation. A host that lost its file begins to number anew; what an
/// earlier numbering gave comes out of a vault with the highest bit set (and without its number there), and
/// stands before all the others.
constexpr quint64 inOrder(quint64 number)
{
    return number ^ (quint64(1) << 63);
}
constexpr bool isOfEarlierNumbering(quint64 number)
{
    return number >> 63 != 0;
}

/// A file as its message names it.
struct FileNote
{
    Bytes id;     ///< 16
    QString name; ///< its sender's: data
    quint64 size = 0;
    Bytes digest; ///< SHA-256
    friend bool operator==(const FileNote &, const FileNote &) = default;
};

/// Whom a file goes to, or comes from: the room, or one device of another member (PROTOCOL 16.7).
struct FileParty
{
    QString name; ///< the other member's; empty: the room
    Bytes device; ///< on which it lies; empty: this one's own
    [[nodiscard]] bool isRoom() const { return name.isEmpty(); }
    friend bool operator==(const FileParty &, const FileParty &) = default;
};

/// A message of the room as it stands now, edits and erasures done: what a vault keeps and a window shows.
struct StoredMessage
{
    quint64 number = 0; ///< place in the room's one order; 0 while it waits for one
    QString name;
    Bytes device;
    quint64 counter = 0;
    QString text; ///< empty once erased
    qint64 timeMs = 0;
    quint64 replyTo = 0; ///< number of the message that it answers; 0: none
    bool mine = false;
    bool isEdited = false;
    bool isErased = false;
    quint64 delivered = 0;             ///< to so many
    quint64 of = 0;                    ///< others who were here when it was numbered
    quint64 seen = 0;                  ///< by so many
    std::optional<FileNote> file = {}; ///< that came with it; none once erased
};

/// What somebody did to a message that is kept already (PROTOCOL 8.10). Done only where the name is its
/// author's, and it is not erased.
struct MessageChange
{
    quint64 number = 0; ///< of the message
    QString name;       ///< who did it
    QString text;       ///< Act::Edit: what stands there now
    Act act = Act::Edit;
};

/// How far a message of mine came. None of them ever falls.
struct MessageReach
{
    quint64 number = 0;
    quint64 delivered = 0;
    quint64 of = 0;
    quint64 seen = 0;
};

/// What this person says and the host has not numbered yet, or never will.
struct OutgoingMessage
{
    qint64 id = 0;       ///< the vault's; 0: not kept yet
    quint64 counter = 0; ///< 0 before the first sending
    QString text;
    std::optional<Act> act = {};
    std::optional<quint64> target = {};
    qint64 timeMs = 0;                 ///< when it was written
    std::optional<Code> failed;        ///< why it will not be sent by itself
    std::optional<FileNote> file = {}; ///< that the host keeps, and that comes with it
};

} // namespace waxwing
