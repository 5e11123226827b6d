// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "StoreThread.h"

#include "ContextGuard.h"

#include <QThread>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace waxwing {

struct StoreThread::Private
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> queue; ///< under the lock, as the next one is
    bool stopping = false;
    std::unique_ptr<QThread> thread;

    void work();
};

/// Takes one errand after the other; ends when it was told to and nothing is left.
void StoreThread::Private::work()
{
    for (;;) {
        std::function<void()> next;
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return stopping || !queue.empty(); });
            if (queue.empty()) {
                return;
            }
            next = std::move(queue.front());
            queue.pop_front();
        }
        next();
    }
}

StoreThread::StoreThread(const QString &name) : d(std::make_unique<Private>())
{
    d->thread.reset(QThread::create([this] { d->work(); }));
    d->thread->setObjectName(name);
    d->thread->start();
}

StoreThread::~StoreThread()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    d->changed.notify_all();
    d->thread->wait();
}

void StoreThread::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(d->mutex);
        d->queue.push_back(std::move(work));
    }
    d->changed.notify_all();
}

void StoreThread::drain()
{
    Q_ASSERT(QThread::currentThread() != d->thread.get());
    // Not a QSemaphore: a thread sanitizer cannot see into Qt's.
    std::mutex mutex;
    std::condition_variable changed;
    bool reached = false;
    post([&] {
        const std::lock_guard lock(mutex);
        reached = true;
        changed.notify_all();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return reached; });
}

void StoreThread::runErrand(QObject *context, std::function<void()> work, std::function<void()> deliver)
{
    post([guard = ContextGuard::make(context), work = std::move(work),
          deliver = std::move(deliver)]() mutable {
        work();
        work = nullptr; // what it holds dies here, before the answer can be seen
        guard->deliver(std::move(deliver));
    });
}

} // namespace waxwing
