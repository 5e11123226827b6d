// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JobPool.h"

#include "CrossThreadCall.h"

#include <QMutex>
#include <QThread>
#include <QThreadPool>

#include <deque>

namespace waxwing {

struct JobPool::Private
{
    QMutex mutex;
    std::deque<std::function<void()>> waitingHandshakes;
    int runningHandshakes = 0;
    int handshakeThreads = 1;
    bool runInline = false;
    bool stopping = false;
    QThreadPool pool; // last: its threads use what stands above

    void runHandshakes(std::function<void()> first);
    std::function<void()> nextHandshake();
};

JobPool::JobPool(int threads) : d(std::make_unique<Private>())
{
    const int wanted = threads > 0 ? threads : qMax(2, QThread::idealThreadCount());
    d->pool.setMaxThreadCount(wanted);
    d->handshakeThreads = qMax(1, wanted / 2);
}

JobPool::~JobPool()
{
    {
        const QMutexLocker lock(&d->mutex);
        d->stopping = true;
        d->waitingHandshakes.clear();
    }
    d->pool.clear();
    d->pool.waitForDone();
}

void JobPool::setInline(bool runInline)
{
    d->runInline = runInline;
}

int JobPool::threads() const
{
    return d->pool.maxThreadCount();
}

int JobPool::handshakeThreads() const
{
    return d->handshakeThreads;
}

void JobPool::start(Kind kind, QObject *context, Step work, Step done)
{
    Q_ASSERT(context->thread() == QThread::currentThread());
    if (d->runInline) {
        work();
        done();
        return;
    }
    auto call = std::make_shared<CrossThreadCall>(context, std::move(done));
    auto task = [call, work = std::move(work)] {
        if (!call->isGone())
            work();
        call->post();
    };
    if (kind == Kind::Other) {
        d->pool.start(std::move(task));
        return;
    }
    const QMutexLocker lock(&d->mutex);
    if (d->runningHandshakes >= d->handshakeThreads) {
        d->waitingHandshakes.push_back(std::move(task));
        return;
    }
    ++d->runningHandshakes;
    d->pool.start([this, task = std::move(task)]() mutable { d->runHandshakes(std::move(task)); });
}

/// One thread's turn: its job, then one after the other of those that wait.
void JobPool::Private::runHandshakes(std::function<void()> first)
{
    for (std::function<void()> task = std::move(first); task; task = nextHandshake())
        task();
}

std::function<void()> JobPool::Private::nextHandshake()
{
    const QMutexLocker lock(&mutex);
    if (stopping || waitingHandshakes.empty()) {
        --runningHandshakes;
        return {};
    }
    std::function<void()> task = std::move(waitingHandshakes.front());
    waitingHandshakes.pop_front();
    return task;
}

} // namespace waxwing
