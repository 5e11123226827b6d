// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SleepWatch.h"
#include "SleptTime.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// Sleep is told once, with its length, and only while somebody watches.
class SleepWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sleepIsToldOnce();
    void notWhileNobodyWatches();
    void thisMachineIsAwake();
};

void SleepWatchTest::sleepIsToldOnce()
{
    qint64 slept = 5'000;
    SleepWatch watch([&slept] { return slept; }, 10);
    QSignalSpy awoke(&watch, &SleepWatch::awoke);
    watch.start();
    slept += 200; // two clocks that do not quite agree
    QVERIFY(!awoke.wait(60));
    slept += 3'600'000;
    QVERIFY(awoke.wait());
    QCOMPARE(awoke.first().first().toLongLong(), 3'600'200);
    QVERIFY(!awoke.wait(60));
}

void SleepWatchTest::notWhileNobodyWatches()
{
    qint64 slept = 0;
    SleepWatch watch([&slept] { return slept; }, 10);
    QSignalSpy awoke(&watch, &SleepWatch::awoke);
    watch.start();
    watch.stop();
    slept = 100'000;
    QVERIFY(!awoke.wait(60));
    watch.start(); // what was before does not count
    QVERIFY(!awoke.wait(60));
}

void SleepWatchTest::thisMachineIsAwake()
{
    const qint64 before = sleptMs();
    QVERIFY(before >= 0);
    QTest::qWait(20);
    QVERIFY(sleptMs() - before < 1'000);
}

QTEST_GUILESS_MAIN(SleepWatchTest)
#include "SleepWatchTest.moc"
