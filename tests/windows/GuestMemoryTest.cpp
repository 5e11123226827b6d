// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageAuthors.h"

#include <QTest>

using namespace waxwing;

/// What a guest without a window remembers of a long conversation.
class GuestMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestAuthorsAreKnown();
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

QTEST_GUILESS_MAIN(GuestMemoryTest)
#include "GuestMemoryTest.moc"
