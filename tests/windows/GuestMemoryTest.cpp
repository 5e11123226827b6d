// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CommandIds.h"
#include "MessageAuthors.h"

#include <QTest>

using namespace waxwing;

/// What a guest without a window remembers of a long conversation.
class GuestMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestAuthorsAreKnown();
    void idsAreForgottenWithTheirNumbers();
};

void GuestMemoryTest::newestAuthorsAreKnown()
{
    const QString ravi = QStringLiteral("Ravi");
    MessageAuthors authors;
    constexpr quint64 last = MessageAuthors::most + 1;
    for (quint64 number = 1; number <= last; ++number)
        authors.insert(number, ravi);
    QVERIFY(authors.isFrom(last, ravi)); // so its edits are printed
    QVERIFY(!authors.isFrom(last, QStringLiteral("Mei")));
    QVERIFY(authors.isFrom(2, ravi));
    QVERIFY(!authors.isFrom(1, ravi)); // made room
    authors.remove(last);
    QVERIFY(!authors.isFrom(last, ravi));
}

void GuestMemoryTest::idsAreForgottenWithTheirNumbers()
{
    CommandIds ids;
    const quint64 kept = limits::deliveredNumbers;
    for (quint64 one = 1; one <= 3 * kept; ++one) {
        ids.insert(one, QJsonValue(qint64(one)));
        ids.setNumber(one, 0); // sent, its number is told later
        ids.setNumber(one, one);
        QVERIFY(quint64(ids.size()) <= kept);
    }
    QCOMPARE(quint64(ids.size()), kept); // whose reach may still be told
    QCOMPARE(ids.of(3 * kept), QJsonValue(qint64(3 * kept)));
    QVERIFY(ids.of(2 * kept).isUndefined());
    ids.insert(3 * kept + 1, QJsonValue(qint64(7))); // it waits for its number
    QCOMPARE(ids.of(3 * kept + 1), QJsonValue(qint64(7)));
    ids.remove(3 * kept);
    QVERIFY(ids.of(3 * kept).isUndefined());
}

QTEST_GUILESS_MAIN(GuestMemoryTest)
#include "GuestMemoryTest.moc"
