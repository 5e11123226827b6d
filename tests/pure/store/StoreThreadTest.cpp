// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "StoreThread.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QSet>
#include <QTest>
#include <QThread>
#include <atomic>

using namespace waxwing;

class StoreThreadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInOrderInOneThread();
    void answersInTheContextsThread();
    void takesMoveOnlyThings();
    void dropsTheAnswerForADeadContext();
    void dropsAnAnswerThatWaitsForADyingContext();
    void contextsDieWhileAnswersCome();
    void finishesWhatWasPosted();
    void leavesNoConnectionBehind();
};

void StoreThreadTest::runsInOrderInOneThread()
{
    StoreThread store;
    QList<int> order;
    QSet<QThread *> threads;
    for (int i = 0; i < 100; ++i) {
        store.post([&, i] {
            order.append(i);
            threads.insert(QThread::currentThread());
        });
    }
    store.drain();
    QCOMPARE(order.size(), 100);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QCOMPARE(threads.size(), 1);
    QVERIFY(!threads.contains(QThread::currentThread()));
}

void StoreThreadTest::answersInTheContextsThread()
{
    StoreThread store;
    QObject context;
    QThread *workThread = nullptr;
    QThread *doneThread = nullptr;
    int answer = 0;
    store.run(
        &context,
        [&] {
            workThread = QThread::currentThread();
            return 42;
        },
        [&](int value) {
            doneThread = QThread::currentThread();
            answer = value;
        });
    store.drain();
    QCOMPARE(answer, 0); // by the event loop, never before
    QTRY_COMPARE(answer, 42);
    QCOMPARE(doneThread, QThread::currentThread());
    QVERIFY(workThread != doneThread);
}

void StoreThreadTest::takesMoveOnlyThings()
{
    StoreThread store;
    QObject context;
    std::unique_ptr<int> received;
    store.run(
        &context, [input = std::make_unique<int>(7)]() mutable { return std::move(input); },
        [&received, kept = std::make_unique<int>(1)](std::unique_ptr<int> value) {
            *value += *kept;
            received = std::move(value);
        });
    QTRY_VERIFY(received);
    QCOMPARE(*received, 8);
}

void StoreThreadTest::dropsTheAnswerForADeadContext()
{
    StoreThread store;
    QSemaphore go;
    bool worked = false;
    bool called = false;
    auto alive = std::make_shared<int>(0);
    auto context = std::make_unique<QObject>();
    store.run(
        context.get(),
        [&] {
            go.acquire();
            worked = true;
            return 1;
        },
        [&called, alive](int) { called = true; });
    context.reset();
    go.release();
    store.drain();
    QCoreApplication::sendPostedEvents();
    QVERIFY(worked);
    QVERIFY(!called);
    QTRY_COMPARE(alive.use_count(), 1); // what done held is gone with it
}

void StoreThreadTest::dropsAnAnswerThatWaitsForADyingContext()
{
    StoreThread store;
    bool called = false;
    auto alive = std::make_shared<int>(0);
    auto context = std::make_unique<QObject>();
    store.run(
        context.get(), [] { return 1; }, [&called, alive](int) { called = true; });
    store.drain(); // the answer is an event of the context now
    context.reset();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!called);
    QCOMPARE(alive.use_count(), 1);
}

void StoreThreadTest::contextsDieWhileAnswersCome()
{
    StoreThread store;
    std::atomic<int> wrongThread = 0;
    std::atomic<int> called = 0;
    std::unique_ptr<QThread> other(QThread::create([&] {
        for (int round = 0; round < 3000; ++round) {
            QObject context;
            store.run(
                &context, [round] { return round; },
                [&, here = QThread::currentThread()](int) {
                    ++called;
                    wrongThread += QThread::currentThread() == here ? 0 : 1;
                });
            if (round % 3 == 0) {
                QThread::yieldCurrentThread();
            }
            if (round % 5 == 0) {
                QCoreApplication::sendPostedEvents(&context);
            }
        }
    }));
    other->start();
    QVERIFY(other->wait(30'000));
    store.drain();
    QCOMPARE(wrongThread.load(), 0);
    QVERIFY(called.load() <= 600);
}

void StoreThreadTest::finishesWhatWasPosted()
{
    int finished = 0;
    {
        StoreThread store;
        QSemaphore *go = new QSemaphore;
        store.post([go] { go->acquire(); });
        store.post([&store, &finished] {
            ++finished;
            store.post([&finished] { ++finished; }); // posted by work itself
        });
        go->release();
        store.drain();
        store.post([&finished] { ++finished; });
        store.post([go] { delete go; });
    }
    QCOMPARE(finished, 3);
}

void StoreThreadTest::leavesNoConnectionBehind()
{
    class Watched : public QObject
    {
    public:
        int destroyedReceivers() const { return receivers(SIGNAL(destroyed(QObject *))); }
    };
    StoreThread store;
    Watched context;
    int called = 0;
    for (int i = 0; i < 50; ++i) {
        store.run(
            &context, [] { return 0; }, [&](int) { ++called; });
    }
    QTRY_COMPARE(called, 50);
    QCOMPARE(context.destroyedReceivers(), 0);
}

QTEST_GUILESS_MAIN(StoreThreadTest)
#include "StoreThreadTest.moc"
