// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectView.h"
#include "RoomView.h"
#include "SecretBytes.h"
#include "TraceControl.h"
#include "TransferView.h"
#include "VaultTrouble.h"

#include <QObject>
#include <memory>

namespace waxwing {

class DirectClient;
class History;
class RoomGuest;
struct StageFact;
struct EnteredFact;
struct PeopleFact;
struct VaultFact;
struct PasswordFact;
struct ArrivedFact;
struct ChangesFact;
struct WaitingFact;
struct WaitingChangesFact;
struct WritersFact;
struct HistoryFact;
struct ResumedFact;
struct ProgressFact;
struct TransfersFact;
struct NoticesFact;

/// The room as a window sees it: a mirror of RoomGuest in the GUI thread. Wishes go down queued, facts come
/// up as values, gathered a turn of the event loop.
class RoomClient : public QObject
{
    Q_OBJECT
public:
    /// `guest` lives in the network thread and is deleted there when this dies.
    /// `trace` watches its links, and dies with it; null where nobody does.
    explicit RoomClient(RoomGuest *guest, QObject *parent = nullptr, WireTrace *trace = nullptr);
    ~RoomClient() override;

    // Wishes.
    void join(const JoinTarget &target);
    void cancel();                                              ///< back to Idle
    void acceptHost();                                          ///< HostUnknown: the codes are the same
    void meetAsNew();                                           ///< HostDiffers, typed address only
    void refuseHost();                                          ///< ends; a pin is left as it was
    void checkName(const QString &name, const QString &invite); ///< the last wish wins
    void registerAccount(const QString &name, const QString &email, const QString &password,
                         const QString &invite);
    void logIn(const QString &name, const QString &password);
    /// A new password by a one-time code of the host, where lobby().canReset; then as logIn(). What does not
    /// open under it, nor under `earlier` where that is not empty, is put aside (vaultPutAside): the caller
    /// has told the person so before.
    void resetPassword(const QString &name, const QString &code, const QString &password,
                       const QString &earlier = {});
    /// In a room, where lobby().canChangePassword: passwordChanged() or passwordRefused() follows.
    void changePassword(const QString &old, const QString &fresh);
    // Answers to vaultTroubled().
    void tryEarlierPassword(const QString &password); ///< where it is not right, vaultTroubled() comes again
    void putVaultAside();                             ///< renamed and kept; a new one with a new key
    void refuseVault();                               ///< back to the lobby
    /// Gives the local id of a message that waits. The text was judged by checkText().
    quint64 say(const QString &text);
    // Of the feature talk (PROTOCOL 8.10), where canTalk(); what waits over a break is sent as it stands.
    // Each gives a local id, as say() does. `number` is that of the message meant.
    quint64 reply(quint64 number, const QString &text);
    quint64 edit(quint64 number, const QString &text); ///< one of mine
    quint64 erase(quint64 number);                     ///< one of mine
    /// Another text for what waits or has failed; what was sent already is edited once it has its number.
    void changeWaiting(quint64 localId, const QString &text);
    void retry(quint64 localId);   ///< a failed one, while in a room
    void discard(quint64 localId); ///< what waits or has failed; what was sent already is erased in time
    /// The person writes, or has stopped. Repeated on the wire by itself; ends by itself with say(), reply()
    /// and edit(). Whether others may know is the caller's question (setting privacy/typing).
    void setWriting(bool writing);
    /// Everything up to this number was seen; never falls. `tellOthers`: setting privacy/receipts.
    void markRead(quint64 number, bool tellOthers);
    // Files (PROTOCOL 8.11, 16.7), where fileLimits().isOffered. Each gives the id of a transfer; one that an
    // earlier run left has its own.
    /// To the room: said by itself once the host has it. To one member: told by itself once it was read, and
    /// done when they have taken it.
    quint64 sendFile(const QString &path, const FileParty &to = {});
    /// Into this folder, under a free name.
    quint64 takeFile(const FileNote &file, const QString &folder, const FileParty &from = {});
    void pauseTransfer(quint64 id);
    void resumeTransfer(quint64 id); ///< from where it was
    void cancelTransfer(quint64 id);
    void tryNow();                    ///< Reconnecting
    void leave();                     ///< a sealed goodbye, then Idle
    void tamperWithNext();            ///< for lessons: one bit of the next message is turned over on its way
    void lookAt(const QString &name); ///< the reader has looked at this person's new key

    // The state mirrored.
    [[nodiscard]] RoomStage stage() const;
    [[nodiscard]] Error lastError() const;
    [[nodiscard]] HostView host() const;
    [[nodiscard]] LobbyView lobby() const;
    [[nodiscard]] QString username() const;         ///< as registered, once in
    [[nodiscard]] QList<PersonView> people() const; ///< me first, host next, then by name
    [[nodiscard]] KeyLogsView keyLogs() const;      ///< what this program itself does stands in trace()
    [[nodiscard]] LinkView link() const;
    [[nodiscard]] ReconnectView reconnecting() const;
    [[nodiscard]] qint64 longestText() const; ///< bytes
    [[nodiscard]] bool canTalk() const;       ///< the host knows replies, edits, erasures
    [[nodiscard]] bool canDirect() const; ///< the host passes direct messages on, and this program shows them
    [[nodiscard]] QStringList writers() const; ///< other people who write just now
    /// What travels. Null for the host's own person, whose link the host's trace shows, and where nobody
    /// watches.
    [[nodiscard]] TraceControl *trace() const;

    [[nodiscard]] FileLimitsView fileLimits() const;
    [[nodiscard]] QList<TransferView> transfers() const; ///< those that are not at their end

    [[nodiscard]] History *history() const; ///< open from the right password on, until another room

    [[nodiscard]] DirectClient *direct() const; ///< conversations with one person alone

    /// TextEmpty, TextTooLong; for the composer, before say().
    [[nodiscard]] Result<void> checkText(const QString &text) const;

Q_SIGNALS:
    void stageChanged(waxwing::RoomStage stage);
    void hostChanged();
    void lobbyChanged();
    void nameChecked(const waxwing::NameVerdict &verdict);
    void refused(const waxwing::LobbyRefusal &refusal); ///< stage is Lobby again
    /// The host has taken the password, but what this PC keeps of the account does not open. Entering waits
    /// for an answer.
    void vaultTroubled(waxwing::VaultTrouble trouble);
    void vaultPutAside(); ///< in a reset: what was sealed under the forgotten password is kept, and not shown
    void passwordChanged();
    /// Nothing has changed; but with NoAnswer and Internal it is not known, and the next log-in tells.
    void passwordRefused(const waxwing::LobbyRefusal &refusal);
    void peopleChanged();
    void keyLogsChanged();
    void linkChanged();
    void reconnectingChanged();
    void messagesArrived(
        const QList<waxwing::RoomMessage> &messages); ///< in order; mine come back with their localId
    void messageWaits(
        const waxwing::RoomMessage &message); ///< right after say(), or left over from an earlier run
    /// Right after edit() or erase(), or left over. Not done yet: messagesChanged() follows, or it fails.
    void changeWaits(const waxwing::RoomChange &change);
    /// In order with messagesArrived(). Done only where name and author agree, and only to what is not
    /// erased.
    void messagesChanged(const QList<waxwing::RoomChange> &changes);
    void messagesProgressed(const QList<waxwing::MessageProgress> &progress);
    void resumed(quint64 count, bool isComplete); ///< so many messages from before follow; or some are gone
    void writersChanged();
    void fileLimitsChanged();
    void transfersChanged(const QList<waxwing::TransferView> &changed); ///< at their end, too
    void noticesArrived(const QList<waxwing::RoomNotice> &notices);

private:
    quint64 sayAs(const QString &text, quint64 replyTo);
    quint64 change(quint64 number, const QString &text, Act act);
    void take(const StageFact &fact);
    void take(const HostView &view);
    void take(const LobbyView &view);
    void take(const EnteredFact &fact);
    void take(const NameVerdict &verdict);
    void take(const LobbyRefusal &refusal);
    void take(const VaultFact &fact);
    void take(const PasswordFact &fact);
    void take(const PeopleFact &fact);
    void take(const KeyLogsView &view);
    void take(const LinkView &view);
    void take(const ReconnectView &view);
    void take(const ArrivedFact &fact);
    void take(const ChangesFact &fact);
    void take(const WaitingFact &fact);
    void take(const WaitingChangesFact &fact);
    void take(const WritersFact &fact);
    void take(const HistoryFact &fact);
    void take(const DirectFact &fact);
    void take(const ResumedFact &fact);
    void take(const ProgressFact &fact);
    void take(const TransfersFact &fact);
    void take(const FileLimitsView &view);
    void take(const NoticesFact &fact);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
