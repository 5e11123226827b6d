// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What a RoomClient mirrors, as RoomGuest tells it.
#include "RoomClientPrivate.h"

#include <utility>

namespace waxwing {

// State first, then the signal.

void RoomClient::take(const StageFact &fact)
{
    d->stage = fact.stage;
    d->error = fact.error;
    if (fact.stage == RoomStage::Connecting || fact.stage == RoomStage::Idle) {
        d->people.clear();
        d->history->close();
        d->direct->clear();
    }
    const bool isOver = fact.stage == RoomStage::Connecting || fact.stage == RoomStage::Idle ||
                        fact.stage == RoomStage::Ended;
    const bool hadKeyLogs = isOver && std::exchange(d->keyLogs, {}) != KeyLogsView();
    Q_EMIT stageChanged(fact.stage);
    if (hadKeyLogs)
        Q_EMIT keyLogsChanged();
}

void RoomClient::take(const HostView &view)
{
    d->host = view;
    Q_EMIT hostChanged();
}

void RoomClient::take(const LobbyView &view)
{
    d->lobby = view;
    Q_EMIT lobbyChanged();
}

void RoomClient::take(const EnteredFact &fact)
{
    d->username = fact.username;
    d->longestText = fact.longestText;
    d->canTalk = fact.canTalk;
    d->canDirect = fact.canDirect;
}

void RoomClient::take(const NameVerdict &verdict)
{
    Q_EMIT nameChecked(verdict);
}

void RoomClient::take(const LobbyRefusal &refusal)
{
    Q_EMIT refused(refusal);
}

void RoomClient::take(const VaultFact &fact)
{
    if (fact.isPutAside)
        Q_EMIT vaultPutAside();
    else
        Q_EMIT vaultTroubled(fact.trouble);
}

void RoomClient::take(const PasswordFact &fact)
{
    if (fact.refusal)
        Q_EMIT passwordRefused(*fact.refusal);
    else
        Q_EMIT passwordChanged();
}

void RoomClient::take(const PeopleFact &fact)
{
    if (d->people == fact.people)
        return;
    d->people = fact.people;
    Q_EMIT peopleChanged();
}

void RoomClient::take(const KeyLogsView &view)
{
    d->keyLogs = view;
    Q_EMIT keyLogsChanged();
}

void RoomClient::take(const LinkView &view)
{
    d->link = view;
    Q_EMIT linkChanged();
}

void RoomClient::take(const ReconnectView &view)
{
    d->reconnecting = view;
    Q_EMIT reconnectingChanged();
}

void RoomClient::take(const ArrivedFact &fact)
{
    Q_EMIT messagesArrived(fact.messages);
}
void RoomClient::take(const ChangesFact &fact)
{
    Q_EMIT messagesChanged(fact.changes);
}
void RoomClient::take(const WaitingFact &fact)
{
    for (const RoomMessage &message : fact.messages)
        Q_EMIT messageWaits(message);
}
void RoomClient::take(const WaitingChangesFact &fact)
{
    for (const RoomChange &change : fact.changes)
        Q_EMIT changeWaits(change);
}
void RoomClient::take(const WritersFact &fact)
{
    if (std::exchange(d->writers, fact.names) != fact.names)
        Q_EMIT writersChanged();
}
void RoomClient::take(const HistoryFact &fact)
{
    d->history->open(fact.session, fact.start);
}
void RoomClient::take(const DirectFact &fact)
{
    d->direct->take(fact);
}
void RoomClient::take(const ResumedFact &fact)
{
    Q_EMIT resumed(fact.count, fact.isComplete);
}
void RoomClient::take(const ProgressFact &fact)
{
    Q_EMIT messagesProgressed(fact.progress);
}
void RoomClient::take(const NoticesFact &fact)
{
    Q_EMIT noticesArrived(fact.notices);
}

} // namespace waxwing
