// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Numbering.h"

#include <algorithm>
#include <map>

namespace waxwing {

namespace {

/// What was wiped leaves the database's log together, since each time costs a sync.
constexpr int wipingMs = 1'000;

} // namespace

Numbering::Numbering(StoreThread &store, std::shared_ptr<RoomDatabase> database, TalkLog &log,
                     quint64 nextNumber, QObject *parent)
    : QObject(parent), m_store(store), m_database(std::move(database)), m_log(log), m_nextNumber(nextNumber)
{
    m_wiping.setSingleShot(true);
    m_wiping.setInterval(wipingMs);
    connect(&m_wiping, &QTimer::timeout, this, &Numbering::forgetWiped);
}

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

std::optional<qint64> Numbering::accountOf(quint64 number) const
{
    if (number < m_nextNumber)
        return m_log.accountOf(number);
    std::size_t place = std::size_t(number - m_nextNumber);
    if (place < m_underWay.said.size())
        return m_underWay.said[place].account;
    place -= m_underWay.said.size();
    return place < m_gathered.said.size() ? std::optional(m_gathered.said[place].account) : std::nullopt;
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
        return finish({}, {});
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
    const auto talk = std::make_shared<const TalkChange>(plan());
    m_store.run(
        this,
        [database = m_database, next, counters = std::move(counters), talk] {
            return database->commitTalk(next, counters, *talk);
        },
        [this, talk](const Result<void> &result) { finish(result, *talk); });
}

TalkChange Numbering::plan() const
{
    std::vector<NumberedSaid> numbered;
    numbered.reserve(m_underWay.said.size());
    quint64 number = m_underWay.firstNumber;
    for (const Utterance &said : m_underWay.said)
        numbered.push_back({number++, said.account, said.device, said.counter, said.timeMs, said.text,
                            said.act, said.target, said.file});
    return m_log.plan(std::move(numbered));
}

/// The transaction took it out of the file; this takes it out of the log beside it.
void Numbering::forgetWiped()
{
    m_store.post([database = m_database] { (void)database->forgetWiped(); });
}

void Numbering::finish(const Result<void> &result, const TalkChange &talk)
{
    Batch batch = std::exchange(m_underWay, {});
    m_isBusy = false;
    if (result) {
        m_nextNumber += batch.said.size();
        m_log.apply(talk);
        if (!talk.wiped.empty() && !m_wiping.isActive())
            m_wiping.start();
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
    if (result && (!talk.wiped.empty() || talk.keptFrom != 0))
        Q_EMIT dropped(talk);
}

} // namespace waxwing
