// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LoginThrottle.h"

#include <QTest>

using namespace waxwing;

namespace {

const QString asha = QStringLiteral("asha");
const QString here = QStringLiteral("192.0.2.1");
constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 start = 5'000'000;

struct Entry
{
    qint64 until = 0;
    [[nodiscard]] qint64 blocksUntilMs() const { return until; }
};

} // namespace

class LoginThrottleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pausesGrowAndEndAtAQuarterOfAnHour();
    void secondsAreRoundedUp();
    void successClears();
    void anHourForgives();
    void pairsAreApart();
    void anAddressHasThirtyInTenMinutes();
    void anAccountHasThirtyInTenMinutes();
    void tablesAreBounded();
    void registrationsAMinute();
};

void LoginThrottleTest::pausesGrowAndEndAtAQuarterOfAnHour()
{
    LoginThrottle throttle{Settings()};
    const LoginTry attempt{asha, here, false};
    for (const int left : {4, 3, 2, 1}) {
        QCOMPARE(throttle.waitSeconds(attempt, start), 0);
        const auto failure = throttle.failed(attempt, start);
        QCOMPARE(failure.left, left);
        QCOMPARE(failure.waitSeconds, 0);
    }
    qint64 now = start;
    for (const int wait : {30, 60, 120, 240, 480, 900, 900, 900}) {
        const auto failure = throttle.failed(attempt, now);
        QCOMPARE(failure.left, 0);
        QCOMPARE(failure.waitSeconds, wait);
        QCOMPARE(throttle.waitSeconds(attempt, now), wait);
        QCOMPARE(throttle.waitSeconds(attempt, now + wait * second - 1), 1);
        now += wait * second;
        QCOMPARE(throttle.waitSeconds(attempt, now), 0);
    }
}

void LoginThrottleTest::secondsAreRoundedUp()
{
    LoginThrottle throttle{Settings()};
    const LoginTry attempt{asha, here, false};
    for (int i = 0; i < 5; ++i)
        throttle.failed(attempt, start);
    QCOMPARE(throttle.waitSeconds(attempt, start + 1), 30);
    QCOMPARE(throttle.waitSeconds(attempt, start + second), 29);
}

void LoginThrottleTest::successClears()
{
    LoginThrottle throttle{Settings()};
    const LoginTry attempt{asha, here, false};
    for (int i = 0; i < 4; ++i)
        throttle.failed(attempt, start);
    throttle.succeeded(attempt);
    QCOMPARE(throttle.failed(attempt, start).left, 4);
}

void LoginThrottleTest::anHourForgives()
{
    LoginThrottle throttle{Settings()};
    const LoginTry attempt{asha, here, false};
    for (int i = 0; i < 4; ++i)
        throttle.failed(attempt, start);
    QCOMPARE(throttle.failed(attempt, start + 60 * minute - 1).waitSeconds, 30);
    LoginThrottle other{Settings()};
    for (int i = 0; i < 4; ++i)
        other.failed(attempt, start);
    QCOMPARE(other.failed(attempt, start + 60 * minute).left, 4);
}

void LoginThrottleTest::pairsAreApart()
{
    LoginThrottle throttle{Settings()};
    for (int i = 0; i < 5; ++i)
        throttle.failed({asha, here, false}, start);
    QCOMPARE(throttle.waitSeconds({asha, QStringLiteral("192.0.2.2"), false}, start), 0);
    QCOMPARE(throttle.waitSeconds({QStringLiteral("ravi"), here, false}, start), 0);
}

void LoginThrottleTest::anAddressHasThirtyInTenMinutes()
{
    LoginThrottle throttle{Settings()};
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(throttle.waitSeconds({QStringLiteral("new"), here, false}, start + i * second), 0);
        throttle.failed({QStringLiteral("name%1").arg(i), here, false}, start + i * second);
    }
    const qint64 now = start + 30 * second;
    QCOMPARE(throttle.waitSeconds({QStringLiteral("new"), here, false}, now), 600 - 30);
    QCOMPARE(throttle.waitSeconds({QStringLiteral("new"), here, true}, now), 0); // came from there before
    QCOMPARE(throttle.waitSeconds({QStringLiteral("new"), QStringLiteral("192.0.2.9"), false}, now), 0);
    QCOMPARE(throttle.waitSeconds({QStringLiteral("new"), here, false}, start + 10 * minute), 0);
    // The next failure makes the second of the thirty the oldest.
    QCOMPARE(throttle.failed({QStringLiteral("new"), here, false}, start + 10 * minute).waitSeconds, 1);
}

void LoginThrottleTest::anAccountHasThirtyInTenMinutes()
{
    LoginThrottle throttle{Settings()};
    for (int i = 0; i < 30; ++i)
        throttle.failed({asha, QStringLiteral("192.0.2.%1").arg(i + 1), false}, start);
    const QString strange = QStringLiteral("198.51.100.1");
    QCOMPARE(throttle.waitSeconds({asha, strange, false}, start), 600);
    QCOMPARE(throttle.waitSeconds({asha, strange, true}, start), 0);
    QCOMPARE(throttle.waitSeconds({QStringLiteral("ravi"), strange, false}, start), 0);
}

void LoginThrottleTest::tablesAreBounded()
{
    Settings settings;
    settings.pairs = 8;
    settings.addresses = 8;
    LoginThrottle throttle(settings);
    const LoginTry blocked{asha, here, false};
    for (int i = 0; i < 5; ++i)
        throttle.failed(blocked, start);
    for (int i = 0; i < 100; ++i)
        throttle.failed({QStringLiteral("n%1").arg(i), QStringLiteral("a%1").arg(i), false}, start);
    QCOMPARE(throttle.waitSeconds(blocked, start), 30); // those that block nobody went first

    BoundedTable<int, Entry> table(2);
    table.obtain(1, {5});
    table.obtain(2, {9});
    table.obtain(3, {7});
    QCOMPARE(table.size(), 2);
    QVERIFY(!table.find(1));
    QVERIFY(table.find(2));
}

void LoginThrottleTest::registrationsAMinute()
{
    RegistrationThrottle throttle{Settings()};
    for (int i = 0; i < 10; ++i)
        QVERIFY(throttle.take(here, start));
    QVERIFY(!throttle.take(here, start));
    QCOMPARE(throttle.waitSeconds(here, start), 6);
    QCOMPARE(throttle.waitSeconds(QStringLiteral("192.0.2.2"), start), 0);
    QVERIFY(throttle.take(QStringLiteral("192.0.2.2"), start));
    QVERIFY(throttle.take(here, start + 6 * second));
    QVERIFY(throttle.waitSeconds(here, start + 6 * second) > 0);
}

QTEST_GUILESS_MAIN(LoginThrottleTest)
#include "LoginThrottleTest.moc"
