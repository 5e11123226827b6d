// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Numbering.h"

#include <algorithm>
#include <map>

namespace waxwing {

Numbering::Numbering(StoreThread &store, std::shared_ptr<RoomDatabase> database, quint64 nextNumber,
                     QObject *parent)
    : QObject(parent), m_store(store), m_database(std::move(database)), m_nextNumber(nextNumber)
{}

void Numbering::take(Utterance utterance)
{
    m_gathered.said.push_back(std::move(utterance));
    schedule();
}

void Numbering::acknowledgeAgain(quint64 member)
{
    m_gathered.acknowledged.push_back(member);
    schedule();
}

bool Numbering::isWaiting(qint64 account, const Bytes &device) const
{
    const auto isIn = [&](const Batch &batch) {
        return std::any_of(batch.said.begin(), batch.said.end(), [&](const Utterance &said) {
            return said.account == account && said.device == device;
        });
    };
    return isIn(m_gathered) || isIn(m_underWay);
}

void Numbering::schedule()
{
    if (!m_isBusy && !std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &Numbering::commit, Qt::QueuedConnection);
}

void Numbering::commit()
{
    m_isScheduled = false;
    m_isBusy = true;
    m_underWay = std::exchange(m_gathered, {});
    m_underWay.firstNumber = m_nextNumber;
    if (m_underWay.said.empty())
        return finish({});
    std::map<std::pair<qint64, Bytes>, quint64> highest;
    for (const Utterance &said : m_underWay.said) {
        quint64 &counter = highest[{said.account, said.device}];
        counter = std::max(counter, said.counter);
    }
    std::vector<RoomDatabase::CounterUpdate> counters;
    counters.reserve(highest.size());
    for (const auto &[device, counter] : highest)
        counters.push_back({device.first, device.second, counter});
    const quint64 next = m_nextNumber + m_underWay.said.size();
    m_store.run(
        this,
        [database = m_database, next, counters = std::move(counters)] {
            return database->commitTalk(next, counters);
        },
        [this](const Result<void> &result) { finish(result); });
}

void Numbering::finish(const Result<void> &result)
{
    Batch batch = std::exchange(m_underWay, {});
    m_isBusy = false;
    if (result) {
        m_nextNumber += batch.said.size();
    } else { // a device's later counter would say that the earlier one is stored
        const Batch behind = std::exchange(m_gathered, {});
        batch.said.insert(batch.said.end(), behind.said.begin(), behind.said.end());
        batch.acknowledged.insert(batch.acknowledged.end(), behind.acknowledged.begin(),
                                  behind.acknowledged.end());
    }
    if (!m_gathered.said.empty() || !m_gathered.acknowledged.empty())
        schedule();
    if (result)
        Q_EMIT numbered(batch);
    else
        Q_EMIT failed(batch, result.error());
}

} // namespace waxwing
