// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "JobPool.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace waxwing;

/// Work away from the caller's thread, results back in it.
class JobPoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultComesBackInTheCallersThread();
    void inlineRunsAtOnce();
    void resultOfAContextThatHasGoneIsDropped();
    void contextMayGoInItsOwnCall();
    void handshakesUseHalfOfTheThreads();
    void poolWaitsForWhatRuns();
    void resultMayBeMovedOnly();
};

void JobPoolTest::resultComesBackInTheCallersThread()
{
    JobPool pool(2);
    QThread *worked = nullptr;
    QThread *called = nullptr;
    int result = 0;
    pool.run(
        JobPool::Kind::Other, this,
        [&] {
            worked = QThread::currentThread();
            return 42;
        },
        [&](int value) {
            result = value;
            called = QThread::currentThread();
        });
    QCOMPARE(result, 0);
    QTRY_COMPARE(result, 42);
    QVERIFY(worked != thread());
    QCOMPARE(called, thread());
}

void JobPoolTest::inlineRunsAtOnce()
{
    JobPool pool(1);
    pool.setInline(true);
    int result = 0;
    pool.run(
        JobPool::Kind::Handshake, this, [] { return 7; }, [&](int value) { result = value; });
    QCOMPARE(result, 7);
}

void JobPoolTest::resultOfAContextThatHasGoneIsDropped()
{
    QSemaphore begun;
    QSemaphore go;
    std::atomic<int> worked = 0;
    int called = 0;
    auto pool = std::make_unique<JobPool>(2);
    auto context = std::make_unique<QObject>();
    pool->run(
        JobPool::Kind::Other, context.get(),
        [&] {
            begun.release();
            go.acquire();
            return ++worked;
        },
        [&](int) { ++called; });
    begun.acquire();
    context.reset();
    go.release();
    pool.reset(); // waits until the result was handed over
    QCOMPARE(worked.load(), 1);
    QTest::qWait(20);
    QCOMPARE(called, 0);
}

void JobPoolTest::contextMayGoInItsOwnCall()
{
    JobPool pool(2);
    auto *context = new QObject;
    bool called = false;
    pool.run(
        JobPool::Kind::Other, context, [] { return 1; },
        [&, context](int) {
            called = true;
            delete context;
        });
    QTRY_VERIFY(called);
}

void JobPoolTest::handshakesUseHalfOfTheThreads()
{
    QSemaphore gate; // holds the handshakes until the other has passed them
    std::atomic<int> now = 0, most = 0;
    int done = 0;
    JobPool pool(4);
    const auto opened = qScopeGuard([&gate] { gate.release(20); }); // the pool waits for what runs
    QCOMPARE(pool.handshakeThreads(), 2);
    QCOMPARE(JobPool(1).handshakeThreads(), 1);
    for (int n = 0; n < 20; ++n) {
        pool.run(
            JobPool::Kind::Handshake, this,
            [n, &gate, &now, &most] {
                const int running = ++now;
                int seen = most;
                while (running > seen && !most.compare_exchange_weak(seen, running)) {
                }
                gate.acquire();
                --now;
                return n;
            },
            [&](int) { ++done; });
    }
    // Others pass them.
    bool other = false;
    pool.run(
        JobPool::Kind::Other, this, [] { return true; }, [&](bool value) { other = value; });
    QTRY_VERIFY(other);
    QCOMPARE(done, 0);
    gate.release(20);
    QTRY_COMPARE(done, 20);
    QVERIFY(most <= 2);
}

void JobPoolTest::poolWaitsForWhatRuns()
{
    std::atomic<bool> finished = false;
    QSemaphore started;
    {
        JobPool pool(2);
        for (int n = 0; n < 5; ++n) {
            pool.run(
                JobPool::Kind::Handshake, this,
                [&] {
                    started.release();
                    QThread::msleep(20);
                    finished = true;
                    return 0;
                },
                [](int) {});
        }
        started.acquire();
    }
    QVERIFY(finished);
}

void JobPoolTest::resultMayBeMovedOnly()
{
    JobPool pool(2);
    int value = 0;
    pool.run(
        JobPool::Kind::Other, this, [] { return std::make_unique<int>(5); },
        [&](std::unique_ptr<int> result) { value = *result; });
    QTRY_COMPARE(value, 5);
}

QTEST_GUILESS_MAIN(JobPoolTest)
#include "JobPoolTest.moc"
