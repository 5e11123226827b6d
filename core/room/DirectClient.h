// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectView.h"

#include <QObject>

#include <functional>
#include <memory>

namespace waxwing {

class DirectTalk;

/// The direct conversations as a window sees them: a mirror in the GUI thread, beside RoomClient (PROTOCOL
/// 16). Names may be given in any case; whom nobody knows here is refused by failed().
class DirectClient : public QObject
{
    Q_OBJECT
public:
    /// Runs a wish in the network thread.
    using Ask = std::function<void(std::function<void(DirectTalk &)>)>;
    explicit DirectClient(Ask ask, QObject *parent = nullptr);
    ~DirectClient() override;

    // Wishes.
    /// Gives a local id. said() follows once it is kept, then toldUpTo(), or waits().
    quint64 tell(const DirectWish &wish);
    /// compared() follows for each identity of theirs; who was never called is called first.
    void compare(const QString &name);
    /// The person has compared, takes an identity as it is, or does not want it. Verified only what was
    /// proved. `which` is the digest of the identity, or a device id where only one is known under it.
    void decide(const QString &name, const Bytes &which, DirectTrust trust);
    /// The 60 digits that the other person reads out; spaces are passed over.
    void verify(const QString &name, const QString &code);
    /// Whether others may know is the caller's question (settings privacy/typing and privacy/receipts).
    void setWriting(const QString &name, bool writing);
    void markRead(const QString &name, qint64 place, bool tellOthers);
    /// pageRead() with the local id that this gives; `place` 0: the end. At most 1,000.
    quint64 readBefore(const QString &name, qint64 place, int count);
    void setDraft(const QString &name, const QString &text);

    // The state mirrored.
    [[nodiscard]] const QList<DirectPersonView> &people() const { return m_people; }
    [[nodiscard]] const QStringList &writers() const { return m_writers; }

    void take(const DirectFact &fact); ///< by RoomClient
    void clear();                      ///< another room

Q_SIGNALS:
    void peopleChanged();
    void said(const waxwing::DirectSaidFact &said);
    void moved(const waxwing::DirectMovedFact &moved); ///< those that wait have other counters
    void toldUpTo(const QString &name, quint64 counter);
    void readUpTo(const QString &name, quint64 counter);
    void waits(const waxwing::DirectWaitsFact &waits);
    void identityChanged(const QString &name, const QByteArray &device, const QByteArray &identity);
    void disproved(const waxwing::DirectDisprovedFact &fact);
    void compared(const QString &name, const waxwing::DirectDeviceView &device);
    void failed(const waxwing::DirectFailedFact &failure);
    void writersChanged();
    void pageRead(const waxwing::DirectPageFact &page);

private:
    void takePeople(const DirectPeopleFact &fact);

    Ask m_ask;
    QList<DirectPersonView> m_people;
    QStringList m_writers;
    quint64 m_lastLocalId = 0;
};

} // namespace waxwing
