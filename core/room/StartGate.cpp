// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "StartGate.h"

#include "SelfTest.h"

#include <utility>

namespace waxwing {

namespace {

/// Once a process, however many engines it has: it asks the library, which stays the same.
const Result<void> &outcomeOfSelfTest()
{
    static const Result<void> outcome = runSelfTest();
    return outcome;
}

} // namespace

StartGate::StartGate(JobPool &jobs, QObject *parent) : QObject(parent), m_jobs(jobs) {}

void StartGate::open()
{
    if (std::exchange(m_running, true))
        return;
    m_jobs.run(
        JobPool::Kind::Other, this, [] { return outcomeOfSelfTest(); },
        [this](const Result<void> &outcome) { onTested(outcome); });
}

void StartGate::whenOpen(QObject *context, Then then)
{
    if (m_outcome) {
        then(*m_outcome);
        return;
    }
    m_waiting.push_back({context, std::move(then)});
    open();
}

void StartGate::onTested(const Result<void> &outcome)
{
    m_outcome = outcome;
    if (!outcome)
        Q_EMIT failed(outcome.error());
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        if (waiting.context)
            waiting.then(outcome);
    }
}

} // namespace waxwing
