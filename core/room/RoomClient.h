// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomView.h"
#include "SecretBytes.h"

#include <QObject>
#include <memory>

namespace waxwing {

class RoomGuest;
struct StageFact;
struct EnteredFact;
struct PeopleFact;
struct ArrivedFact;
struct ProgressFact;
struct NoticesFact;

/// The room as a window sees it: a mirror of RoomGuest in the GUI thread. Wishes go down queued, facts come
/// up as values, gathered a turn of the event loop.
class RoomClient : public QObject
{
    Q_OBJECT
public:
    /// `guest` lives in the network thread and is deleted there when this dies.
    explicit RoomClient(RoomGuest *guest, QObject *parent = nullptr);
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
    /// Gives the local id of a message that waits. The text was judged by checkText().
    quint64 say(const QString &text);
    void retry(quint64 localId); ///< a failed one, while in a room
    void discard(quint64 localId);
    void tryNow();                    ///< Reconnecting
    void leave();                     ///< a sealed goodbye, then Idle
    void lookAt(const QString &name); ///< the reader has looked at this person's new key

    // The state mirrored.
    [[nodiscard]] RoomStage stage() const;
    [[nodiscard]] Error lastError() const;
    [[nodiscard]] HostView host() const;
    [[nodiscard]] LobbyView lobby() const;
    [[nodiscard]] QString username() const;         ///< as registered, once in
    [[nodiscard]] QList<PersonView> people() const; ///< me first, host next, then by name
    [[nodiscard]] LinkView link() const;
    [[nodiscard]] ReconnectView reconnecting() const;
    [[nodiscard]] qint64 longestText() const; ///< bytes

    /// TextEmpty, TextTooLong; for the composer, before say().
    [[nodiscard]] Result<void> checkText(const QString &text) const;

Q_SIGNALS:
    void stageChanged(waxwing::RoomStage stage);
    void hostChanged();
    void lobbyChanged();
    void nameChecked(const waxwing::NameVerdict &verdict);
    void refused(const waxwing::LobbyRefusal &refusal); ///< stage is Lobby again
    void peopleChanged();
    void linkChanged();
    void reconnectingChanged();
    void messagesArrived(
        const QList<waxwing::RoomMessage> &messages);       ///< in order; mine come back with their localId
    void messageWaits(const waxwing::RoomMessage &message); ///< right after say()
    void messagesProgressed(const QList<waxwing::MessageProgress> &progress);
    void noticesArrived(const QList<waxwing::RoomNotice> &notices);

private:
    void take(const StageFact &fact);
    void take(const HostView &view);
    void take(const LobbyView &view);
    void take(const EnteredFact &fact);
    void take(const NameVerdict &verdict);
    void take(const LobbyRefusal &refusal);
    void take(const PeopleFact &fact);
    void take(const LinkView &view);
    void take(const ReconnectView &view);
    void take(const ArrivedFact &fact);
    void take(const ProgressFact &fact);
    void take(const NoticesFact &fact);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
