// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ForeignText.h"
#include "Sentences.h"

#include <QTest>

using namespace waxwing;

/// Names that others chose, inside of our words.
class ForeignTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTurnsTextIsMadeVisible();
    void namesFromRightToLeftAreIsolated();
    void longWordsMayBeBroken();
};

void ForeignTextTest::whatTurnsTextIsMadeVisible()
{
    for (const QString &shown :
         {foreignText(QStringLiteral("a\u202Eb\nc")), foreignInside(QStringLiteral("a\u202Eb\nc")),
          foreignInside(QStringLiteral("a\u2069b\u2068c"))}) {
        for (const QChar hidden : {QChar(0x202E), QChar(u'\n'), QChar(0x2068), QChar(0x2069)})
            QVERIFY(!shown.contains(hidden));
    }
}

void ForeignTextTest::namesFromRightToLeftAreIsolated()
{
    const QString name = QStringLiteral("\u0645\u062D\u0645\u062F");
    const QString isolated = QChar(0x2068) + name + QChar(0x2069);
    QCOMPARE(foreignInside(name), isolated);
    QCOMPARE(foreignInside(QStringLiteral("asha")), QStringLiteral("asha"));
    Circumstances about;
    about.name = name;
    about.freeNames = {name + u'2', QStringLiteral("asha")};
    const QString sentence = Sentences::of(Code::NameTaken, about);
    QVERIFY(sentence.contains(isolated));
    QVERIFY(!sentence.isRightToLeft()); // the sentence runs as its language does
}

void ForeignTextTest::longWordsMayBeBroken()
{
    QCOMPARE(breakable(QStringLiteral("10B Network security")), QStringLiteral("10B Network security"));
    const QString wide(63, u'W');
    const QString broken = breakable(wide);
    QCOMPARE(broken.count(QChar(0x200B)), 3);
    QCOMPARE(QString(broken).remove(QChar(0x200B)), wide);
    // Never inside of what is one character to the eye.
    const QString people = QStringLiteral("\U0001F469\u200D\U0001F4BB").repeated(30);
    for (const QString &piece : breakable(people).split(QChar(0x200B)))
        QCOMPARE(piece.size() % 5, 0);
    QCOMPARE(breakable({}), QString());
}

QTEST_GUILESS_MAIN(ForeignTextTest)
#include "ForeignTextTest.moc"
