// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

#include <memory>
#include <vector>

namespace waxwing {

/// A row of a ConversationModel.
struct ConversationRow
{
    enum class Kind : quint8 { Said, Day, Unread, Notice };

    quint64 uid = 0; ///< of this row, never used again
    quint64 localId = 0;
    quint64 number = 0;
    quint64 replyTo = 0; ///< number of the message that it answers
    qint64 timeMs = 0;
    QString name;
    QString text;                         ///< of a message as it came; of other rows the words
    std::shared_ptr<const FileNote> file; ///< that came with it; null: none
    quint32 count = 0;
    quint32 of = 0;
    quint32 seen = 0;
    Code reason = Code::Internal;
    Kind kind = Kind::Said;
    MessageState state = MessageState::Sent;
    bool mine = false;
    bool isEdited = false;
    bool isErased = false; ///< without text
    bool changes = false;  ///< an edit or erasure of mine waits or has failed: localId and state are its own
};

using ConversationRows = std::vector<ConversationRow>;

/// What an answer quotes, in the words of the moment.
struct MessageQuote
{
    enum class Is : quint8 { Nothing, Known, Erased, Unknown };
    Is is = Is::Nothing;
    QString account; ///< whose colour it has
    QString name;    ///< as a window may show it; "You"
    QString text;    ///< one line, without marks
};

/// What nobody has seen yet: where its line stands, whether that place is in the window or not.
struct UnreadLine
{
    quint64 from = 0; ///< number of the message below it
    quint32 count = 0;
    bool isSet = false;
    bool isSeen = false;
    bool isWatched = false; ///< they came while somebody read the end
    bool isShared = false;  ///< all of it was said before, and came now
    bool isHeld = false;    ///< a view has stood there, or was led past it
    bool isCounted = true;  ///< not only a part of them is known
};

/// A line of this session; no history keeps it.
struct KeptNotice
{
    quint64 after = 0; ///< place of the message above it
    bool isShown = false;
    ConversationRow row;
};

/// My edits and erasures of one message that the host has not numbered yet.
struct PendingChange
{
    ConversationRow before; ///< as the host knows it
    RoomChange last;
    MessageState state = MessageState::Waiting;
    Code reason = Code::Internal;
};

} // namespace waxwing
