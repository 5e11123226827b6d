// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageOffers.h"

#include "RoomFiles.h"

namespace waxwing {

MessageOffers MessageOffers::of(const ConversationModel &model, int at, bool canTalk)
{
    const ConversationModel::Row &row = model.row(at);
    MessageOffers offers;
    if (row.kind != ConversationModel::Kind::Said || row.isErased)
        return offers;
    using Is = ConversationModel::Quote::Is;
    const Is quote = model.quoteOf(row).is;
    if ((row.localId & RoomFiles::uploadRow) != 0)
        return offers; // its file is still on its way: what can be done is done with that
    const bool failed = row.mine && row.state == MessageState::Failed;
    const bool waits = row.mine && row.state == MessageState::Waiting && (row.number == 0 || row.changes);
    offers.answer = canTalk && row.number > 0;
    offers.original = quote == Is::Known || quote == Is::Unknown;
    offers.retry = canRetry(row);
    offers.discard = failed || (waits && canTalk);
    offers.edit = row.mine && (failed ? offers.retry : canTalk) && !row.file;
    offers.erase = row.mine && canTalk && row.number > 0 && !row.changes;
    return offers;
}

bool MessageOffers::canRetry(const ConversationModel::Row &row)
{
    return row.mine && row.state == MessageState::Failed && !(row.changes && row.reason == Code::Unexpected);
}

} // namespace waxwing
