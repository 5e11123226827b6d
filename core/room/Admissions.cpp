// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Admissions.h"

namespace waxwing {

namespace {

/// Much less than a login takes, and long enough for some of those who come together.
constexpr int pauseMs = 20;

/// In the store's thread: together where nothing stands against it, else each alone.
std::vector<Result<void>> store(RoomDatabase &database,
                                const std::vector<RoomDatabase::Admission> &admissions)
{
    if (database.recordAdmissions(admissions))
        return std::vector<Result<void>>(admissions.size());
    std::vector<Result<void>> outcomes;
    outcomes.reserve(admissions.size());
    for (const RoomDatabase::Admission &admission : admissions)
        outcomes.push_back(database.recordAdmission(admission.account, admission.linked));
    return outcomes;
}

} // namespace

Admissions::Admissions(StoreThread &store, std::shared_ptr<RoomDatabase> database, QObject *parent)
    : QObject(parent), m_store(store), m_database(std::move(database))
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &Admissions::commitWhenFree);
}

void Admissions::record(RoomDatabase::Admission admission, Done done)
{
    m_gathered.admissions.push_back(std::move(admission));
    m_gathered.done.push_back(std::move(done));
    commitWhenFree();
}

void Admissions::commitWhenFree()
{
    if (m_isBusy || m_pause.isActive() || m_gathered.done.empty())
        return;
    m_isBusy = true;
    m_pause.start();
    m_underWay = std::exchange(m_gathered, {});
    m_store.run(
        this,
        [database = m_database, admissions = std::move(m_underWay.admissions)] {
            return store(*database, admissions);
        },
        [this](const Outcomes &outcomes) { finish(outcomes); });
}

void Admissions::finish(const Outcomes &outcomes)
{
    const Batch batch = std::exchange(m_underWay, {});
    m_isBusy = false;
    commitWhenFree();
    for (std::size_t i = 0; i < batch.done.size(); ++i)
        batch.done[i](outcomes[i]);
}

} // namespace waxwing
