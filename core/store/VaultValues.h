// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "StoredMessage.h"

#include <QList>
#include <QPair>

/// What goes into a vault and comes out of it, beside the messages themselves.
namespace waxwing {

/// Where a conversation stood when it was left.
struct HistoryStart
{
    quint64 lastRead = 0; ///< number of the last message that the person saw; 0: none
    quint64 last = 0;     ///< number of the last message that is kept; 0: nothing is
    QString draft;
};

/// What one turn of the network brought: kept as a whole or not at all.
struct KeptTurn
{
    std::vector<StoredMessage> arrived; ///< one whose number is kept already is left alone
    std::vector<MessageChange> changes;
    std::vector<MessageReach> reached;
    std::vector<qint64> settled; ///< of the outbox: known to the host
    quint32 run = 0; ///< numbering of all that, as VaultContents counts them; above the vault's: it begins
    Bytes history;
    quint64 nextNumber = 0;
    quint64 counter = 0;
};

/// A piece of the conversation, in its order.
struct VaultPage
{
    std::vector<StoredMessage> messages;
    bool isFirst = false;              ///< nothing older is kept
    bool isLast = false;               ///< nothing newer is kept
    int damaged = 0;                   ///< rows that do not open; they are left out
    std::vector<StoredMessage> quoted; ///< what replies in it answer, where that is kept and not in it
};

/// What is looked for; every part that is given must fit.
struct SearchQuery
{
    QString words;     ///< all of them, in any order; in quotes: one after the other
    QString person;    ///< a username; empty: anybody's
    qint64 fromMs = 0; ///< 0: from the beginning
    qint64 toMs = 0;   ///< first ms that does not fit any more; 0: to the end
    bool matchCase = false;
};

/// A conversation of a vault.
struct TalkOf
{
    QString with; ///< whom it is with; empty: the room's
    QString self; ///< this person's own name: direct conversations do not keep it
};

/// Where a search looks: in one conversation, or everywhere.
struct SearchScope
{
    TalkOf talk;
    bool isEverywhere = false; ///< in the room's, and in all direct ones
    [[nodiscard]] bool isInRoom() const { return isEverywhere || talk.with.isEmpty(); }
    [[nodiscard]] bool isInDirect() const { return isEverywhere || !talk.with.isEmpty(); }
};

/// Begin and length of what was found, in UTF-16 units of the text; in order, none touches another.
using TextMarks = QList<QPair<qsizetype, qsizetype>>;

struct FoundMessage
{
    StoredMessage message;
    TextMarks marks;
    QString with; ///< the direct conversation in which it was said; empty: in the room
};

} // namespace waxwing
