// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SelfTest.h"
#include "SystemRandom.h"

#include <QTest>

#include <set>
#include <thread>
#include <vector>

using namespace waxwing;

class SelfTestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passes()
    {
        const Result<void> result = runSelfTest();
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    }

    void randomIsSafeFromThreads()
    {
        SystemRandom random;
        constexpr int each = 500;
        std::vector<std::vector<Bytes>> drawn(4);
        std::vector<std::thread> threads;
        for (auto &mine : drawn)
            threads.emplace_back([&random, &mine] {
                for (int i = 0; i < each; ++i)
                    mine.push_back(random.bytes(16));
            });
        for (std::thread &thread : threads)
            thread.join();
        std::set<Bytes> all;
        for (const auto &mine : drawn)
            all.insert(mine.begin(), mine.end());
        QCOMPARE(all.size(), std::size_t(4 * each));
        QVERIFY(random.bytes(0).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SelfTestTest)
#include "SelfTestTest.moc"
