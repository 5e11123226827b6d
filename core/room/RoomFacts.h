// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"

#include <QMetaType>
#include <variant>
#include <vector>

/// What a RoomGuest tells its RoomClient: values, in the order in which they became true.
namespace waxwing {

struct StageFact
{
    RoomStage stage = RoomStage::Idle;
    Error error;
};
struct EnteredFact
{
    QString username;
    qint64 longestText = 0;
};
struct PeopleFact
{
    QList<PersonView> people;
};
struct ArrivedFact
{
    QList<RoomMessage> messages;
};
struct ProgressFact
{
    QList<MessageProgress> progress;
};
struct NoticesFact
{
    QList<RoomNotice> notices;
};
using RoomFact = std::variant<StageFact, HostView, LobbyView, EnteredFact, NameVerdict, LobbyRefusal,
                              PeopleFact, LinkView, ReconnectView, ArrivedFact, ProgressFact, NoticesFact>;
using RoomFacts = std::vector<RoomFact>;

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::RoomFacts)
