// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Deliveries.h"

#include "Limits.h"

#include <QTest>

using namespace waxwing;

namespace {

constexpr qint64 asha = 1;
constexpr qint64 ravi = 2;
constexpr qint64 mei = 3;
const Deliveries::Speaker ashaSpeaks{7, asha, Bytes(16, 'a')};

/// "number: received/of received, seen/of seen" of what is told.
QStringList told(const std::vector<Deliveries::Due> &all)
{
    QStringList lines;
    for (const Deliveries::Due &due : all) {
        QString line = QString::number(due.number);
        if (due.delivered)
            line += QStringLiteral(" has %1/%2").arg(due.delivered->count).arg(due.delivered->of);
        if (due.seen)
            line += QStringLiteral(" saw %1/%2").arg(due.seen->count).arg(due.seen->of);
        lines.append(line);
    }
    return lines;
}

} // namespace

/// PROTOCOL 8.4, 8.9, 8.10.
class DeliveriesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsEachAccountOnce();
    void onlyWhoWasHereCounts();
    void whicheverLinkBroughtIt();
    void seenIsCountedByItself();
    void isKeptForWhoIsAway();
    void onlyTheLast();
    void rangesGrowTogether();
};

void DeliveriesTest::countsEachAccountOnce()
{
    Deliveries deliveries;
    for (const qint64 account : {asha, ravi, mei})
        deliveries.arrived(account, 1);
    for (quint64 number = 1; number <= 3; ++number)
        deliveries.numbered(number, ashaSpeaks, 2);
    QVERIFY(!deliveries.isDue());
    deliveries.received(ravi, 1, 2);
    QCOMPARE(told(deliveries.takeDue()),
             (QStringList{QStringLiteral("1 has 1/2"), QStringLiteral("2 has 1/2")}));
    deliveries.received(ravi, 1, 2); // another device of his
    deliveries.received(asha, 1, 3);
    QVERIFY(deliveries.takeDue().empty());
    deliveries.received(mei, 2, 2);
    deliveries.received(ravi, 2, 3);
    QCOMPARE(told(deliveries.takeDue()),
             (QStringList{QStringLiteral("2 has 2/2"), QStringLiteral("3 has 1/2")}));
    deliveries.received(mei, 1, 3);
    QCOMPARE(told(deliveries.takeDue()),
             (QStringList{QStringLiteral("1 has 2/2"), QStringLiteral("3 has 2/2")}));
}

void DeliveriesTest::onlyWhoWasHereCounts()
{
    Deliveries deliveries;
    deliveries.arrived(asha, 1);
    deliveries.arrived(ravi, 1);
    deliveries.numbered(1, ashaSpeaks, 1);
    deliveries.left(ravi, 2);
    deliveries.numbered(2, ashaSpeaks, 0);
    deliveries.arrived(mei, 3); // gets both afterwards, and is none of those who were here
    deliveries.received(mei, 1, 2);
    deliveries.seen(mei, 2);
    QVERIFY(deliveries.takeDue().empty());
    deliveries.arrived(ravi, 3);
    deliveries.received(ravi, 1, 2);
    QCOMPARE(told(deliveries.takeDue()), QStringList{QStringLiteral("1 has 1/1")});
}

void DeliveriesTest::whicheverLinkBroughtIt()
{
    Deliveries deliveries;
    deliveries.arrived(asha, 1);
    deliveries.arrived(ravi, 1);
    deliveries.numbered(1, ashaSpeaks, 1);
    deliveries.numbered(2, ashaSpeaks, 1);
    deliveries.received(ravi, 1, 1);
    QCOMPARE(told(deliveries.takeDue()), QStringList{QStringLiteral("1 has 1/1")});
    deliveries.left(ravi, 3);
    deliveries.arrived(ravi, 3);
    deliveries.received(ravi, 1, 2);
    QCOMPARE(told(deliveries.takeDue()), QStringList{QStringLiteral("2 has 1/1")});
}

void DeliveriesTest::seenIsCountedByItself()
{
    Deliveries deliveries;
    for (const qint64 account : {asha, ravi, mei})
        deliveries.arrived(account, 1);
    deliveries.numbered(1, ashaSpeaks, 2);
    deliveries.numbered(2, ashaSpeaks, 2);
    deliveries.received(ravi, 1, 2);
    deliveries.seen(ravi, 1);
    QCOMPARE(told(deliveries.takeDue()),
             (QStringList{QStringLiteral("1 has 1/2 saw 1/2"), QStringLiteral("2 has 1/2")}));
    deliveries.seen(ravi, 2);
    deliveries.seen(ravi, 2);
    deliveries.seen(asha, 2);
    QCOMPARE(told(deliveries.takeDue()), QStringList{QStringLiteral("2 saw 1/2")});
}

void DeliveriesTest::isKeptForWhoIsAway()
{
    Deliveries deliveries;
    deliveries.arrived(asha, 1);
    deliveries.arrived(ravi, 1);
    for (quint64 number = 1; number <= 3; ++number)
        deliveries.numbered(number, ashaSpeaks, 1);
    deliveries.received(ravi, 1, 2);
    for (const Deliveries::Due &due : deliveries.takeDue())
        deliveries.putBack(due);
    deliveries.seen(ravi, 1);
    for (const Deliveries::Due &due : deliveries.takeDue())
        deliveries.putBack(due);
    QVERIFY(deliveries.takeKept(asha, Bytes(16, 'b')).empty());
    QVERIFY(deliveries.takeKept(ravi, ashaSpeaks.device).empty());
    QCOMPARE(told(deliveries.takeKept(asha, ashaSpeaks.device)),
             (QStringList{QStringLiteral("1 has 1/1 saw 1/1"), QStringLiteral("2 has 1/1")}));
    QVERIFY(deliveries.takeKept(asha, ashaSpeaks.device).empty());
    deliveries.received(ravi, 3, 3);
    QCOMPARE(told(deliveries.takeDue()), QStringList{QStringLiteral("3 has 1/1")});
}

void DeliveriesTest::onlyTheLast()
{
    Deliveries deliveries;
    deliveries.arrived(asha, 1);
    deliveries.arrived(ravi, 1);
    const quint64 most = quint64(limits::deliveredNumbers);
    for (quint64 number = 1; number <= 3 * most; ++number)
        deliveries.numbered(number, ashaSpeaks, 1);
    deliveries.received(ravi, 1, 2 * most);
    QVERIFY(deliveries.takeDue().empty());
    deliveries.received(ravi, 1, 3 * most);
    QCOMPARE(deliveries.takeDue().size(), std::size_t(most));
    deliveries.seen(ravi, 3 * most);
    deliveries.numbered(3 * most + 1, ashaSpeaks, 1);
    QCOMPARE(deliveries.takeDue().size(), std::size_t(most) - 1);
}

void DeliveriesTest::rangesGrowTogether()
{
    NumberRanges ranges;
    const auto add = [&](quint64 first, quint64 last) {
        QStringList fresh;
        for (const NumberRange &range : ranges.add({first, last}))
            fresh.append(QStringLiteral("%1-%2").arg(range.first).arg(range.last));
        return fresh.join(u' ');
    };
    QCOMPARE(add(10, 20), QStringLiteral("10-20"));
    QCOMPARE(add(15, 25), QStringLiteral("21-25"));
    QCOMPARE(add(12, 18), QString());
    QCOMPARE(add(40, 50), QStringLiteral("40-50"));
    QCOMPARE(add(30, 30), QStringLiteral("30-30"));
    QCOMPARE(ranges.common({20, 45}).size(), 3u);
    QCOMPARE(add(5, 60), QStringLiteral("5-9 26-29 31-39 51-60"));
    QCOMPARE(ranges.common({1, 100}).size(), 1u);
    ranges.forgetBelow(61);
    QVERIFY(ranges.isEmpty());
}

QTEST_APPLESS_MAIN(DeliveriesTest)
#include "DeliveriesTest.moc"
