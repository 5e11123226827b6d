// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FactQueue.h"
#include "Features.h"
#include "Outbox.h"
#include "TurnKeeper.h"

#include <QHash>
#include <QPointer>
#include <map>

namespace waxwing {

class Link;

/// What this person says: kept in the vault before it is sent, sent again until the host has it, settled when
/// it came back (PROTOCOL 8.3). What failed stays until it is retried or discarded. Outlives links and, in
/// the vault, the program. Network thread.
class OutgoingTalk : public QObject
{
    Q_OBJECT
public:
    OutgoingTalk(VaultKeeper &vault, TurnKeeper &turns, FactQueue &facts, QObject *parent = nullptr);

    void reset(); ///< another room
    /// The vault is open: what an earlier run left.
    void restore();
    /// Once in the room: in its order, as messageWaits() and what failed.
    void showRestored(const QString &name);

    void say(quint64 localId, OutgoingMessage message);
    /// One that no wish of a window brought: shown as what an earlier run left.
    void sayOwn(const OutgoingMessage &message);
    void retry(quint64 localId);
    void discard(quint64 localId);
    void changeWaiting(quint64 localId, const QString &text);

    /// `welcome` came; nothing is sent before enter().
    void beginLink(const Welcome &welcome, const features::Common &common);
    void enter(Link *link);
    void endLink();
    /// Numbers mean others than before: a reply is said alone, an edit or erasure of what waits has failed.
    void numberedAnew();
    /// How many of this device the host had when this link began, that were not known to be there.
    [[nodiscard]] std::size_t foundAtHost() const { return m_knownAtHost.size(); }
    Result<void> on(const Ack &ack);
    /// A message of this device; gives its local id, or 0.
    quint64 cameBack(const Said &said);
    void replayEnded();
    /// Nothing will be sent any more. With `fails` whatever waits has failed for this reason; else it waits
    /// for the next time.
    void stop(Code reason, bool fails);
    [[nodiscard]] quint64 highestCounter() const { return m_outbox.highestCounter(); }

private:
    void forgetAll();
    [[nodiscard]] std::optional<Code> whyNot(const OutgoingMessage &message) const;
    void fail(quint64 localId, OutgoingMessage message, Code reason);
    void judgeFailed(quint64 highestAtHost);
    void follow(quint64 number, const OutgoingMessage &message, const OutgoingMessage &change);
    void progress(quint64 localId, MessageState state, Code reason = Code::Internal, quint64 number = 0);
    void settle(qint64 id);
    void schedule();
    void work();
    void keepNext();
    void keepAtTheEnd(const std::vector<Outbox::Waiting> &unkept, std::optional<Code> failed);
    void keptAfterTheEnd(const std::vector<Outbox::Waiting> &kept, const std::vector<qint64> &ids,
                         bool asWaiting);
    void onAdded(std::vector<Outbox::Waiting> added, const Result<std::vector<qint64>> &ids);
    void onChanged(const std::vector<Outbox::Waiting> &changed, const Result<void> &outcome);
    void pump();

    VaultKeeper &m_vault;
    TurnKeeper &m_turns;
    FactQueue &m_facts;
    Outbox m_outbox;
    std::map<quint64, OutgoingMessage> m_failed;
    QHash<quint64, OutgoingMessage> m_follows; ///< what is done to one of mine once it has its number
    std::vector<Outbox::Waiting> m_restored;
    std::vector<quint64> m_knownAtHost;
    QPointer<Link> m_link; ///< entered
    QString m_name;        ///< this person's
    qint64 m_longest = limits::textBytes;
    bool m_canTalk = true;
    bool m_canFiles = false;
    bool m_isKeeping = false;
    bool m_isScheduled = false;
    bool m_isRestored = false;
    bool m_stopped = true;
    Code m_stopReason = Code::Cancelled;
    quint64 m_ownIds = 0;
};

} // namespace waxwing
