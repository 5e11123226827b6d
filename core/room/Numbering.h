// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomDatabase.h"
#include "StoreThread.h"

#include <QObject>

namespace waxwing {

/// A `say` on its way to its number.
struct Utterance
{
    quint64 member = 0; ///< the link that brought it
    qint64 account = 0;
    QString name;
    Bytes device;
    quint64 counter = 0;
    qint64 timeMs = 0;
    QString text;
};

/// Gives what is said its place in the room's one order: what arrived in one turn, or while the store was
/// busy, is one transaction, and leaves after its commit (PROTOCOL 8.3).
class Numbering : public QObject
{
    Q_OBJECT
public:
    /// `database` is used in the store's thread alone.
    Numbering(StoreThread &store, std::shared_ptr<RoomDatabase> database, quint64 nextNumber,
              QObject *parent = nullptr);

    void take(Utterance utterance);
    /// A duplicate: its speaker is told the highest counter again, in its turn.
    void acknowledgeAgain(quint64 member);

    [[nodiscard]] quint64 nextNumber() const { return m_nextNumber; }
    /// Whether nothing waits for its number or its answer.
    [[nodiscard]] bool isIdle() const { return !m_isBusy && !m_isScheduled; }
    /// Whether something of this device waits for its number.
    [[nodiscard]] bool isWaiting(qint64 account, const Bytes &device) const;

    struct Batch
    {
        quint64 firstNumber = 0;
        std::vector<Utterance> said;
        std::vector<quint64> acknowledged; ///< members that repeated themselves; one entry each `say`
    };

Q_SIGNALS:
    void numbered(const waxwing::Numbering::Batch &batch);
    /// Nothing of it is stored, and nothing of what was said behind it.
    void failed(const waxwing::Numbering::Batch &batch, const waxwing::Error &error);

private:
    void schedule();
    void commit();
    void finish(const Result<void> &result);

    StoreThread &m_store;
    std::shared_ptr<RoomDatabase> m_database;
    quint64 m_nextNumber;
    Batch m_gathered;
    Batch m_underWay;
    bool m_isScheduled = false;
    bool m_isBusy = false;
};

} // namespace waxwing
