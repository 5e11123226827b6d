// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectTalk.h"
#include "FactQueue.h"
#include "FileTalk.h"
#include "KeyLogTalk.h"
#include "OutgoingTalk.h"
#include "OwnMessages.h"
#include "RoomMirror.h"
#include "TalkSigns.h"
#include "TurnKeeper.h"

#include <QTimer>

namespace waxwing {

/// What a guest says and hears once it is admitted (PROTOCOL 8): the outbox, who is here, what was missed.
/// One object for all links of a stay; network thread.
class RoomTalk : public QObject
{
    Q_OBJECT
public:
    RoomTalk(const GuestServices &services, VaultKeeper &vault, FactQueue &facts, QObject *parent = nullptr);

    void reset(); ///< another room
    /// The room runs in this very process and began with this number: nothing below it was missed.
    void setRoomsFirst(quint64 number);
    /// The vault is open.
    void restore();
    /// `identity` is sent; from here on the link's messages belong to the room.
    void beginLink(Link *link, RoomMirror::Self self);
    void endLink(); ///< lost, or ended for good
    void refreshFinished() { m_mirror.refreshFinished(); }
    /// What the host says. An error ends the link.
    Result<void> receive(const Message &message);

    void say(quint64 localId, const OutgoingMessage &message);
    void changeWaiting(quint64 localId, const QString &text) { m_outgoing.changeWaiting(localId, text); }
    void retry(quint64 localId) { m_outgoing.retry(localId); }
    void discard(quint64 localId) { m_outgoing.discard(localId); }
    [[nodiscard]] DirectTalk &direct() { return m_direct; }
    void setWriting(bool writing) { m_signs.setWriting(writing); }
    void tellRead(quint64 number) { m_signs.tellRead(number); }
    void lookAt(const QString &name);
    [[nodiscard]] FileTalk &files() { return m_files; }
    /// This program writes its keys down, or ends it: the host is told on each link.
    void setKeyLog(bool running) { m_keyLogs.setRunning(running); }
    /// Nothing will be sent any more. With `fails` whatever waits has failed, and stays until it is retried
    /// or discarded; else it waits for the next time.
    void stop(Code reason, bool fails);
    void showLink(); ///< the status bar's part

Q_SIGNALS:
    void admitted(); ///< the roster is whole

private:
    Result<void> on(const Welcome &welcome);
    Result<void> on(const Said &said);
    Result<void> on(const Ack &ack);
    template <class Count> Result<void> onCount(const Count &count);
    Result<void> on(const Writes &writes);
    void take(const Said &said, quint64 localId, bool isReplayed);
    [[nodiscard]] RoomMessage messageOf(const Said &said, quint64 localId, bool isReplayed) const;
    [[nodiscard]] RoomChange changeOf(const Said &said, quint64 localId, bool isReplayed) const;
    Result<void> on(const KeyLogged &logged);
    Result<void> receiveFile(const Message &message);
    void sayFile(const FileNote &file);
    Result<void> tell(const Result<std::vector<MirrorEvent>> &events);
    void onRosterComplete();
    void noticeWhatWasMissed(quint64 ownKnown);
    void noticeWhatIsGone();
    void resume();
    void notice(RoomNotice::Kind kind, const QStringList &names = {}, quint64 count = 0);
    void sendReceived();
    void keepPosition();
    void onKept();

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    FactQueue &m_facts;
    RoomMirror m_mirror;
    TurnKeeper m_turns;
    OutgoingTalk m_outgoing;
    OwnMessages m_mine;
    TalkSigns m_signs;
    KeyLogTalk m_keyLogs;
    FileTalk m_files;
    DirectTalk m_direct;
    QPointer<Link> m_link;
    QTimer m_receivedTimer;
    Bytes m_history;               ///< empty before the first room
    quint64 m_nextNumber = 0;      ///< after the last one heard
    quint64 m_shownNext = 0;       ///< after the last one shown: what comes again is not
    quint64 m_roomsFirst = 0;      ///< of a room in this process
    quint64 m_resumedAfter = 0;    ///< in `resume`, on this link
    quint64 m_reported = 0;        ///< in `received`, on this link
    bool m_isNumberedAnew = false; ///< on this link: what is kept belongs to an earlier numbering
    bool m_staying = false;        ///< between the first admission and the end
};

} // namespace waxwing
