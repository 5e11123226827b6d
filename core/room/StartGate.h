// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "JobPool.h"
#include "Result.h"

#include <QObject>
#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

namespace waxwing {

/// No link before the self-test has passed (STYLE 15). Lives in the network thread.
class StartGate : public QObject
{
    Q_OBJECT
public:
    using Then = std::function<void(const Result<void> &)>;
    explicit StartGate(JobPool &jobs, QObject *parent = nullptr);

    /// Runs the self-test in the pool, once a process.
    void open();
    /// Calls `then` with the outcome: at once where it is known, later by the event loop; never when
    /// `context` has gone.
    void whenOpen(QObject *context, Then then);

Q_SIGNALS:
    void failed(const waxwing::Error &error);

private:
    void onTested(const Result<void> &outcome);

    struct Waiting
    {
        QPointer<QObject> context;
        Then then;
    };
    JobPool &m_jobs;
    bool m_running = false;
    std::optional<Result<void>> m_outcome;
    std::vector<Waiting> m_waiting;
};

} // namespace waxwing
