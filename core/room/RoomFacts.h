// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectView.h"
#include "RoomView.h"
#include "TransferView.h"
#include "VaultTrouble.h"
#include "VaultValues.h"

#include <QMetaType>
#include <memory>
#include <variant>
#include <vector>

/// What a RoomGuest tells its RoomClient: values, in the order in which they became true.
namespace waxwing {

class VaultSession;

struct StageFact
{
    RoomStage stage = RoomStage::Idle;
    Error error;
};
struct EnteredFact
{
    QString username;
    qint64 longestText = 0;
    bool canTalk = false;
    bool canDirect = false;
};
struct VaultFact
{
    VaultTrouble trouble = VaultTrouble::Damaged;
    bool isPutAside = false; ///< as the person was told before: nothing is asked
};
/// How a change of password has ended.
struct PasswordFact
{
    std::optional<LobbyRefusal> refusal; ///< none: it is changed
};
struct PeopleFact
{
    QList<PersonView> people;
};
struct ArrivedFact
{
    QList<RoomMessage> messages;
};
struct ChangesFact
{
    QList<RoomChange> changes;
};
/// Of an earlier run, in the vault.
struct WaitingFact
{
    QList<RoomMessage> messages;
};
struct WaitingChangesFact
{
    QList<RoomChange> changes;
};
struct WritersFact
{
    QStringList names;
};
/// The vault is open: what was said before can be read.
struct HistoryFact
{
    std::shared_ptr<VaultSession> session;
    HistoryStart start;
};
struct ResumedFact
{
    quint64 count = 0;
    bool isComplete = true;
};
struct ProgressFact
{
    QList<MessageProgress> progress;
};
struct TransfersFact
{
    QList<TransferView> transfers;
    bool isAnew = false; ///< those told before are no more: another account, or another room
};
struct NoticesFact
{
    QList<RoomNotice> notices;
};
using RoomFact =
    std::variant<StageFact, HostView, LobbyView, EnteredFact, NameVerdict, LobbyRefusal, VaultFact,
                 PasswordFact, PeopleFact, KeyLogsView, LinkView, ReconnectView, ArrivedFact, ChangesFact,
                 WaitingFact, WaitingChangesFact, WritersFact, DirectFact, HistoryFact, ResumedFact,
                 ProgressFact, TransfersFact, FileLimitsView, NoticesFact>;
using RoomFacts = std::vector<RoomFact>;

} // namespace waxwing

Q_DECLARE_METATYPE(waxwing::RoomFacts)
