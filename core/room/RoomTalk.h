// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FactQueue.h"
#include "Outbox.h"
#include "RoomMirror.h"
#include "VaultKeeper.h"

#include <QHash>
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
    void setRoomsFirst(quint64 number) { m_roomsFirst = number; }
    /// `identity` is sent; from here on the link's messages belong to the room.
    void beginLink(Link *link, RoomMirror::Self self);
    void endLink(); ///< lost, or ended for good
    void refreshFinished() { m_mirror.refreshFinished(); }
    /// What the host says. An error ends the link.
    Result<void> receive(const Message &message);

    void say(quint64 localId, const QString &text);
    void retry(quint64 localId);
    void discard(quint64 localId);
    void lookAt(const QString &name);
    /// Nothing will be sent any more: whatever waits has failed, and stays until it is retried or discarded.
    void stop(Code reason);
    void showLink(); ///< the status bar's part

Q_SIGNALS:
    void admitted(); ///< the roster is whole

private:
    Result<void> on(const Welcome &welcome);
    Result<void> on(const Said &said);
    Result<void> on(const Ack &ack);
    Result<void> on(const Delivered &delivered);
    Result<void> tell(const Result<std::vector<MirrorEvent>> &events);
    void onRosterComplete();
    void noticeWhatWasMissed(qsizetype ownKnown);
    void notice(RoomNotice::Kind kind, const QStringList &names = {}, quint64 count = 0);
    void progress(quint64 localId, MessageState state, Code reason = Code::Internal);
    void fail(quint64 localId, const QString &text, Code reason);
    [[nodiscard]] qint64 longest() const; ///< bytes of text
    void pump();
    void sendReceived();
    void savePosition();

    const GuestServices &m_services;
    VaultKeeper &m_vault;
    FactQueue &m_facts;
    RoomMirror m_mirror;
    Outbox m_outbox;
    QPointer<Link> m_link;
    QTimer m_receivedTimer;
    QTimer m_saveTimer;
    std::vector<quint64> m_knownAtHost;
    QHash<quint64, QString> m_failed;
    Bytes m_history;          ///< empty before the first room
    quint64 m_nextNumber = 0; ///< after the last one heard
    quint64 m_roomsFirst = 0; ///< of a room in this process
    quint64 m_reported = 0;   ///< in `received`, on this link
    bool m_staying = false;   ///< between the first admission and the end
    bool m_stopped = true;
    Code m_stopReason = Code::Cancelled;
};

} // namespace waxwing
