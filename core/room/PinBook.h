// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ProfileDatabase.h"
#include "StoreThread.h"

#include <QMutex>
#include <QObject>

namespace waxwing {

/// The pins of a profile in memory, safe to read and change from every thread; changes go on to the store's
/// thread, which has to be drained before this dies.
class PinBook : public QObject
{
    Q_OBJECT
public:
    explicit PinBook(StoreThread &store, QObject *parent = nullptr);

    /// What the database held, and where changes go from here on. Without it pins last as long as the
    /// process.
    void load(QList<Pin> pins, std::shared_ptr<ProfileDatabase> database);
    void detach();                         ///< changes go nowhere from here on
    [[nodiscard]] QList<Pin> pins() const; ///< last used first
    /// Adds or replaces by digest, in front.
    void remember(const Pin &pin);
    void remove(const Bytes &digest);

Q_SIGNALS:
    void changed();
    void failed(const waxwing::Error &error);

private:
    mutable QMutex m_mutex;
    QList<Pin> m_pins;
    std::shared_ptr<ProfileDatabase> m_database;
    StoreThread &m_store;
};

} // namespace waxwing
