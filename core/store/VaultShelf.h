// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "VaultSession.h"

#include <QObject>
#include <QTimer>

namespace waxwing {

/// The vaults of a profile that are open: one session a file, shared by all who use it, closed in the store's
/// thread when the last of them has let it go. Judges once a day what has become too old. Lives where it was
/// made; the file calls are for the store's thread.
class VaultShelf : public QObject
{
    Q_OBJECT
public:
    VaultShelf(StoreThread &store, const Clock &clock, Random &random, QObject *parent = nullptr);
    /// Closes all, and waits for it; who still holds one gets StorageFailed from then on.
    ~VaultShelf() override;

    /// For how many days messages are kept; 0: for ever; −1: none is, only what waits and the place. Holds
    /// for what is open at once, for the others when they are unlocked.
    void setKeepDays(int days);

    // In the store's thread.
    /// The session of this file: as others use it, or opened now and locked.
    Result<std::shared_ptr<VaultSession>> take(const QString &folder, const QString &fileName);
    /// Whether somebody has it open, so that putAside() would be refused.
    [[nodiscard]] bool isInUse(const QString &folder, const QString &fileName) const;
    /// Renames the file and what belongs to it, so that a new one can take its place. ProfileInUse where
    /// another window has it open.
    Result<void> putAside(const QString &folder, const QString &fileName);
    /// Unlocked just now: what is too old goes.
    void unlocked(const std::shared_ptr<VaultSession> &session);

private:
    struct Shelf;
    struct Use;
    StoreThread &m_store;
    std::shared_ptr<StoreDoor> m_door;
    const Clock &m_clock;
    Random &m_random;
    std::shared_ptr<Shelf> m_shelf; ///< in the store's thread
    std::atomic<int> m_keepDays = 0;
    QTimer m_daily;
};

/// Takes all away that was kept before that time, a slice at a time, with whatever else is asked in between;
/// then `done`, in the store's thread.
void removeInSlices(const std::shared_ptr<VaultSession> &session, qint64 keptBeforeMs,
                    std::function<void(const Result<void> &)> done = {});

} // namespace waxwing
