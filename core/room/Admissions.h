// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "RoomDatabase.h"
#include "StoreThread.h"

#include <QObject>
#include <QTimer>
#include <functional>

namespace waxwing {

/// Stores who comes in. One who comes alone is stored at once; those who come while that is under way, or
/// right behind, share the next commit, so that a class that comes all together costs few.
class Admissions : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Result<void> &)>;
    /// `database` is used in the store's thread alone.
    Admissions(StoreThread &store, std::shared_ptr<RoomDatabase> database, QObject *parent = nullptr);

    /// `done` in a later turn, with this one's own outcome: one that is refused does not spoil the others.
    /// Never where this object goes first.
    void record(RoomDatabase::Admission admission, Done done);

private:
    struct Batch
    {
        std::vector<RoomDatabase::Admission> admissions;
        std::vector<Done> done;
    };
    using Outcomes = std::vector<Result<void>>;
    void commitWhenFree();
    void finish(const Outcomes &outcomes);

    StoreThread &m_store;
    std::shared_ptr<RoomDatabase> m_database;
    Batch m_gathered;
    Batch m_underWay;
    bool m_isBusy = false;
    QTimer m_pause; ///< since the last commit began
};

} // namespace waxwing
