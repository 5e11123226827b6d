// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomDatabase.h"
#include "StoreThread.h"
#include "TalkLog.h"

#include <QObject>
#include <QTimer>

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
    std::optional<Act> act = {};
    std::optional<quint64> target = {};
    std::optional<FileNote> file = {}; ///< that it brings
};

/// Gives what is said its place in the room's one order: what arrived in one turn, or while the store was
/// busy, is one transaction, and leaves after its commit (PROTOCOL 8.3).
class Numbering : public QObject
{
    Q_OBJECT
public:
    /// `database` is used in the store's thread alone; the log is borrowed.
    Numbering(StoreThread &store, std::shared_ptr<RoomDatabase> database, TalkLog &log, quint64 nextNumber,
              QObject *parent = nullptr);

    void take(Utterance utterance);
    /// A duplicate: its speaker is told the highest counter again, in its turn.
    void acknowledgeAgain(quint64 member);

    [[nodiscard]] quint64 nextNumber() const { return m_nextNumber; }
    /// What the next one to be taken gets, where nothing goes wrong.
    [[nodiscard]] quint64 nextTaken() const
    {
        return m_nextNumber + m_underWay.said.size() + m_gathered.said.size();
    }
    /// Whose the message is that has this number or is on its way to it; nothing where the room does not
    /// keep it.
    [[nodiscard]] std::optional<qint64> accountOf(quint64 number) const;
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
    /// What is kept no longer, of the batch itself too; behind numbered().
    void dropped(const waxwing::TalkChange &change);
    /// Nothing of it is stored, and nothing of what was said behind it.
    void failed(const waxwing::Numbering::Batch &batch, const waxwing::Error &error);

private:
    void schedule();
    void commit();
    void finish(const Result<void> &result, const TalkChange &talk);
    [[nodiscard]] TalkChange plan() const;
    void forgetWiped();

    StoreThread &m_store;
    std::shared_ptr<RoomDatabase> m_database;
    TalkLog &m_log;
    quint64 m_nextNumber;
    Batch m_gathered;
    Batch m_underWay;
    bool m_isScheduled = false;
    bool m_isBusy = false;
    QTimer m_wiping;
};

} // namespace waxwing
