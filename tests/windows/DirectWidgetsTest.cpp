// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "CodeTiles.h"
#include "CompareDialog.h"
#include "DirectBand.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The words of a direct conversation, its band, and the dialog in which codes are compared.
class DirectWidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockClaimsNoMoreThanWasProved();
    void bandSaysWhatIsInTheWay();
    void nothingIsToBeDecidedWhileOneIsAway();
    void changedKeyHasThreeWaysOn();
    void refusedKeyCanStillBeTaken();
    void hostIsNamedInTheDetails();
    void codeIsReadDigitByDigit();
    void noAnswerIsTheDefault();
    void answersNeedACode();
    void furtherPcIsCounted();

private:
    static DirectFacts here()
    {
        DirectFacts facts;
        facts.name = QStringLiteral("Asha");
        facts.isHere = true;
        return facts;
    }
    static QStringList groups()
    {
        QStringList result;
        for (int i = 0; i < 12; ++i)
            result.append(QString::number(12'340 + i));
        return result;
    }
};

void DirectWidgetsTest::lockClaimsNoMoreThanWasProved()
{
    DirectFacts facts = here();
    QVERIFY(!DirectWords::lock(facts).words.contains(QStringLiteral("host")));
    QVERIFY(DirectWords::lock(facts).words.contains(QStringLiteral("not compared yet")));
    facts.isCompared = true;
    QVERIFY(DirectWords::lock(facts).words.contains(QStringLiteral("not even the host can read it")));
    facts.isWithHost = true;
    QVERIFY(!DirectWords::lock(facts).words.contains(QStringLiteral("host")));
    facts.isStopped = true;
    QCOMPARE(DirectWords::lock(facts).tone, Tone::Bad);
    QVERIFY(!DirectWords::lock(facts).words.contains(QStringLiteral("compared")));
}

void DirectWidgetsTest::bandSaysWhatIsInTheWay()
{
    DirectBand band;
    DirectFacts facts = here();
    band.setFacts(facts);
    QCOMPARE(band.sentence(), QString());
    QVERIFY(band.isHidden());
    facts.takesCalls = false;
    band.setFacts(facts);
    QVERIFY(band.sentence().contains(QStringLiteral("takes no direct messages")));
    facts.isDeclined = true;
    band.setFacts(facts);
    QVERIFY(band.sentence().contains(QStringLiteral("takes nothing from your key yet")));
    facts.isDisproved = true;
    band.setFacts(facts);
    QCOMPARE(band.tone(), Tone::Bad);
    QVERIFY(band.sentence().contains(QStringLiteral("somebody else answered")));
    facts.isHere = false;
    band.setFacts(facts);
    QCOMPARE(band.sentence(), QStringLiteral("Asha is away. What you write waits here and is sent when Asha "
                                             "is back."));
    QCOMPARE(band.tone(), Tone::Warn);
    facts.isConnected = false; // the strip says so
    band.setFacts(facts);
    QCOMPARE(band.sentence(), QString());
    facts.isOffered = false;
    band.setFacts(facts);
    QVERIFY(band.sentence().contains(QStringLiteral("passes no direct messages on")));
}

void DirectWidgetsTest::nothingIsToBeDecidedWhileOneIsAway()
{
    DirectBand band;
    DirectFacts facts = here();
    facts.isHere = false;
    band.setFacts(facts);
    for (const Button *way : {band.compareButton(), band.acceptButton(), band.refuseButton()})
        QVERIFY(way->isHidden());
}

void DirectWidgetsTest::changedKeyHasThreeWaysOn()
{
    DirectBand band;
    DirectFacts facts = here();
    facts.isStopped = true;
    band.setFacts(facts);
    band.show();
    QCOMPARE(band.tone(), Tone::Bad);
    QVERIFY(band.sentence().contains(QStringLiteral("somebody sits in between")));
    QSignalSpy compare(&band, &DirectBand::compareRequested);
    QSignalSpy accept(&band, &DirectBand::acceptRequested);
    QSignalSpy refuse(&band, &DirectBand::refuseRequested);
    for (Button *way : {band.compareButton(), band.acceptButton(), band.refuseButton()}) {
        QVERIFY(!way->isHidden());
        QVERIFY(!way->isDefault());
        way->click();
    }
    QCOMPARE(compare.size(), 1);
    QCOMPARE(accept.size(), 1);
    QCOMPARE(refuse.size(), 1);
}

void DirectWidgetsTest::refusedKeyCanStillBeTaken()
{
    DirectBand band;
    DirectFacts facts = here();
    facts.isRefused = true;
    band.setFacts(facts);
    QVERIFY(band.refuseButton()->isHidden());
    QVERIFY(!band.acceptButton()->isHidden());
    QVERIFY(!band.compareButton()->isHidden());
}

void DirectWidgetsTest::hostIsNamedInTheDetails()
{
    DirectFacts facts = here();
    const QString before = DirectWords::details(facts).join(u'\n');
    QVERIFY(before.contains(QStringLiteral("What the host sees")));
    QVERIFY(before.contains(QStringLiteral("could sit in between")));
    facts.isCompared = true;
    const QString after = DirectWords::details(facts).join(u'\n');
    QVERIFY(after.contains(QStringLiteral("What the host sees")));
    QVERIFY(!after.contains(QStringLiteral("could sit in between")));
}

void DirectWidgetsTest::codeIsReadDigitByDigit()
{
    QCOMPARE(DirectWords::spoken({QStringLiteral("12345"), QStringLiteral("00700")}),
             QStringLiteral("1 2 3 4 5, 0 0 7 0 0"));
}

void DirectWidgetsTest::noAnswerIsTheDefault()
{
    auto *dialog = new CompareDialog(QStringLiteral("Asha"));
    dialog->setCode(groups());
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    QCOMPARE(dialog->focusWidget(), static_cast<QWidget *>(dialog->code()));
    QCOMPARE(dialog->code()->groups(), groups());
    QVERIFY(dialog->code()->accessibleName().startsWith(QStringLiteral("Code: 1 2 3 4 0, 1 2 3 4 1")));
    QSignalSpy same(dialog, &CompareDialog::same);
    QSignalSpy differ(dialog, &CompareDialog::differ);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTest::keyClick(dialog->code(), Qt::Key_Return);
    QCOMPARE(same.size() + differ.size(), 0);
    QVERIFY(dialog->isVisible());
    QTest::mouseClick(dialog->sameButton(), Qt::LeftButton);
    QTest::mouseClick(dialog->differButton(), Qt::LeftButton);
    QCOMPARE(same.size(), 1);
    QCOMPARE(differ.size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::topLevelWidgets().contains(dialog));
}

void DirectWidgetsTest::answersNeedACode()
{
    auto *dialog = new CompareDialog(QStringLiteral("Asha"));
    dialog->setMissing(QStringLiteral("Asha is away."));
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    QVERIFY(!dialog->hasCode());
    QCOMPARE(dialog->line(), QStringLiteral("Asha is away."));
    QVERIFY(!dialog->sameButton()->isVisible());
    QVERIFY(!dialog->differButton()->isVisible());
    dialog->setCode(groups());
    QVERIFY(dialog->sameButton()->isVisible());
    QCOMPARE(dialog->line(), QString());
    // All twelve groups are in view, or can be scrolled to; the answers always are.
    QCOMPARE(dialog->code()->height(), dialog->code()->heightForWidth(dialog->code()->width()));
    QVERIFY(dialog->rect().contains(
        QRect(dialog->sameButton()->mapTo(dialog, QPoint()), dialog->sameButton()->size())));
    dialog->close();
}

void DirectWidgetsTest::furtherPcIsCounted()
{
    auto *dialog = new CompareDialog(QStringLiteral("Asha"));
    dialog->setCode(groups(), 2, 3);
    QVERIFY(dialog->line().contains(QStringLiteral("number 2 of 3")));
    dialog->show();
    dialog->close();
}

QTEST_MAIN(DirectWidgetsTest)
#include "DirectWidgetsTest.moc"
