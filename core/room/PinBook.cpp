// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PinBook.h"

#include <algorithm>

namespace waxwing {

PinBook::PinBook(StoreThread &store, QObject *parent) : QObject(parent), m_store(store) {}

void PinBook::load(QList<Pin> pins, std::shared_ptr<ProfileDatabase> database)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_pins = std::move(pins);
        m_database = std::move(database);
    }
    Q_EMIT changed();
}

void PinBook::detach()
{
    const QMutexLocker lock(&m_mutex);
    m_database.reset();
}

QList<Pin> PinBook::pins() const
{
    const QMutexLocker lock(&m_mutex);
    return m_pins;
}

void PinBook::remember(const Pin &pin)
{
    std::shared_ptr<ProfileDatabase> database;
    {
        const QMutexLocker lock(&m_mutex);
        m_pins.removeIf([&](const Pin &known) { return known.digest == pin.digest; });
        m_pins.prepend(pin);
        database = m_database;
    }
    Q_EMIT changed();
    if (!database)
        return;
    m_store.post([this, database, pin] {
        if (const auto saved = database->savePin(pin); !saved)
            Q_EMIT failed(saved.error());
    });
}

void PinBook::remove(const Bytes &digest)
{
    std::shared_ptr<ProfileDatabase> database;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_pins.removeIf([&](const Pin &known) { return known.digest == digest; }) == 0)
            return;
        database = m_database;
    }
    Q_EMIT changed();
    if (!database)
        return;
    m_store.post([this, database, digest] {
        if (const auto removed = database->removePin(digest); !removed)
            Q_EMIT failed(removed.error());
    });
}

} // namespace waxwing
