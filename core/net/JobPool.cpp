// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JobPool.h"

#include "CrossThreadCall.h"

#include <QThread>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace waxwing {

// Our own threads under our own lock, not QThreadPool: it ends threads that were idle for a while, and with
// each a signer that is dear to make; and a thread sanitizer cannot see into it.
struct JobPool::Private
{
    struct Task
    {
        quint64 turn = 0;
        std::function<void()> run;
    };
    struct Worker
    {
        std::thread thread;
        std::condition_variable wake;
        bool isIdle = false;
        bool wasWoken = false;
    };

    const int threads;
    const int handshakeThreads;
    bool runInline = false;

    std::mutex mutex; ///< for all below
    std::deque<Task> handshakes;
    std::deque<Task> others;
    quint64 lastTurn = 0;
    int runningHandshakes = 0;
    bool stopping = false;
    std::vector<std::unique_ptr<Worker>> workers; ///< begun when first needed

    explicit Private(int wanted) : threads(wanted), handshakeThreads(qMax(1, wanted / 2)) {}

    void wakeOne(Kind kind);
    void begin();
    void work(Worker &self);
    [[nodiscard]] bool mayTakeHandshake() const;
    std::function<void()> take(Kind &kind);
};

JobPool::JobPool(int threads)
    : d(std::make_unique<Private>(threads > 0 ? threads : qMax(2, QThread::idealThreadCount())))
{}

JobPool::~JobPool()
{
    std::deque<Private::Task> handshakes, others; // what they hold dies outside of the lock
    {
        const std::scoped_lock lock(d->mutex);
        d->stopping = true;
        handshakes.swap(d->handshakes);
        others.swap(d->others);
        for (const auto &worker : d->workers)
            worker->wake.notify_one();
    }
    for (const auto &worker : d->workers)
        worker->thread.join();
}

void JobPool::setInline(bool runInline)
{
    d->runInline = runInline;
}

int JobPool::threads() const
{
    return d->threads;
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
    auto task = [call = std::move(call), work = std::move(work)] {
        if (!call->isGone())
            work();
        call->post();
    };
    const std::scoped_lock lock(d->mutex);
    auto &queue = kind == Kind::Handshake ? d->handshakes : d->others;
    queue.push_back({++d->lastTurn, std::move(task)});
    if (kind == Kind::Other || d->mayTakeHandshake())
        d->wakeOne(kind);
}

bool JobPool::Private::mayTakeHandshake() const
{
    return !handshakes.empty() && runningHandshakes < handshakeThreads;
}

/// Handshakes from the first thread on, all else from the last: so that few threads keep a signer.
void JobPool::Private::wakeOne(Kind kind)
{
    const auto wake = [](const std::unique_ptr<Worker> &worker) {
        if (!worker->isIdle || worker->wasWoken)
            return false;
        worker->wasWoken = true;
        worker->wake.notify_one();
        return true;
    };
    const bool found = kind == Kind::Handshake ? std::any_of(workers.begin(), workers.end(), wake)
                                               : std::any_of(workers.rbegin(), workers.rend(), wake);
    if (!found && int(workers.size()) < threads)
        begin();
}

void JobPool::Private::begin()
{
    Worker *worker = workers.emplace_back(std::make_unique<Worker>()).get();
    worker->thread = std::thread([this, worker] { work(*worker); });
}

void JobPool::Private::work(Worker &self)
{
    std::unique_lock lock(mutex);
    while (!stopping) {
        Kind kind{};
        std::function<void()> task = take(kind);
        if (!task) {
            self.isIdle = true;
            self.wake.wait(lock, [&] { return stopping || self.wasWoken; });
            self.isIdle = self.wasWoken = false;
            continue;
        }
        lock.unlock();
        task();
        task = nullptr; // what it holds dies here, outside of the lock
        lock.lock();
        if (kind == Kind::Handshake)
            --runningHandshakes;
    }
}

/// What has waited longest of what may run now; nothing where there is none.
std::function<void()> JobPool::Private::take(Kind &kind)
{
    const bool handshakeIsNext =
        mayTakeHandshake() && (others.empty() || handshakes.front().turn < others.front().turn);
    std::deque<Task> &queue = handshakeIsNext ? handshakes : others;
    if (queue.empty())
        return {};
    kind = handshakeIsNext ? Kind::Handshake : Kind::Other;
    runningHandshakes += handshakeIsNext ? 1 : 0;
    std::function<void()> task = std::move(queue.front().run);
    queue.pop_front();
    return task;
}

} // namespace waxwing
