// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LadderProbe.h"
#include "LadderView.h"
#include "LinkChooser.h"
#include "TracedSession.h"

#include "../pure/channel/support/TestKeys.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;
using namespace waxwing::ladderprobe;

/// The ladder as a person meets it: steps that are there, stepping through, going to the frame.
class HandshakePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyStateSaysSo();
    void stepsAppearAsTheyHappen();
    void bandsSayWhereTheTwoStand();
    void everyKindHasItsWords();
    void clickGoesToTheFrame();
    void arrowKeysStepThrough();
    void buttonsStepThrough();
    void screenReaderHearsEachStep();
    void hostsSideIsSwapped();
    void endIsShown();
    void linksAreChosen();
    void newLinkTakesNothingOver();
    void endedLinkGivesWay();
    void hiddenPageReadsNothing();

private:
    static QStringList titles(const HandshakePage &page)
    {
        QStringList all;
        for (const LadderRow &row : page.model()->rows())
            all << row.title;
        return all;
    }
    static void choose(const HandshakePage &page, quint64 link)
    {
        QComboBox *box = page.chooser()->box();
        const int at = box->findData(QVariant::fromValue(link));
        QVERIFY(at >= 0);
        box->setCurrentIndex(at);
    }
};

void HandshakePageTest::emptyStateSaysSo()
{
    HandshakePage page;
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QVERIFY(!page.view()->isVisible());
    bool isSaid = false;
    for (const auto *label : page.findChildren<QLabel *>())
        isSaid =
            isSaid || (label->isVisible() && label->text().contains(QStringLiteral("No connection yet")));
    QVERIFY(isSaid);
    QVERIFY(!button(page, QStringLiteral("Save"))->isVisible());
}

void HandshakePageTest::stepsAppearAsTheyHappen()
{
    TracedSession session;
    HandshakePage page;
    const QAbstractItemModelTester tester(page.model());
    show(page, session.guestLog(), 0);
    QVERIFY(session.meet());
    QTRY_COMPARE(page.model()->steps(), 5);
    QVERIFY(page.view()->isVisible());
    QCOMPARE(page.model()->row(0).title, QStringLiteral("guest hello"));
    QVERIFY(page.model()->row(0).under.contains(QStringLiteral("525")));
    QVERIFY(session.logIn());
    QVERIFY(session.admit());
    QTRY_COMPARE(page.model()->steps(), 18);
    const LadderRow &ready = page.model()->row(2);
    QCOMPARE(ready.panel, QStringLiteral("sealed, key 0"));
    QVERIFY(page.model()->row(3).endsPanel);
    QVERIFY(!page.model()->row(0).isSealed);
}

void HandshakePageTest::bandsSayWhereTheTwoStand()
{
    TracedSession session;
    QVERIFY(session.pair->open());
    HandshakePage page;
    show(page, session.guestLog(), 5);
    QVERIFY(titles(page).last().contains(QStringLiteral("host not accepted yet")));
    QCOMPARE(page.model()->rows().back().tone, Tone::Warn);
    QVERIFY(session.meet());
    QVERIFY(session.logIn());
    QTRY_VERIFY(titles(page).contains(QStringLiteral("Both have the same keys, host verified")));
    QVERIFY(session.admit());
    QTRY_COMPARE(titles(page).last(), QStringLiteral("asha is in the room"));
    QCOMPARE(page.model()->rows().back().tone, Tone::Ok);
}

void HandshakePageTest::everyKindHasItsWords()
{
    QSet<QString> titles;
    for (int kind = 0; kind <= int(HandshakeStep::Kind::Unreadable); ++kind) {
        HandshakeStep step;
        step.kind = HandshakeStep::Kind(kind);
        step.code = Code::NameTaken;
        const LadderWords::Step words = LadderWords::of(step);
        QVERIFY(!words.title.isEmpty() && !words.carries.isEmpty());
        QVERIFY(!words.proves.isEmpty() && !words.learns.isEmpty());
        QVERIFY2(!titles.contains(words.title), qPrintable(words.title));
        titles.insert(words.title);
    }
    QCOMPARE(LadderWords::codeWords(Code(200)), QStringLiteral("code 200"));
}

void HandshakePageTest::clickGoesToTheFrame()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.guestLog(), 18);
    const QSignalSpy spy(&page, &HandshakePage::frameRequested);
    const QModelIndex third = page.model()->index(2);
    QTest::mouseClick(page.view()->viewport(), Qt::LeftButton, {}, page.view()->visualRect(third).center());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toULongLong(), page.model()->row(2).step.frame);
    QCOMPARE(session.guestLog()->frame(page.model()->row(2).step.frame)->buffer.size(), 289);
    const QModelIndex band = page.model()->index(4);
    QVERIFY(!page.model()->row(4).isStep);
    page.view()->scrollTo(band);
    QTest::mouseClick(page.view()->viewport(), Qt::LeftButton, {}, page.view()->visualRect(band).center());
    QCOMPARE(spy.size(), 1); // a band has no frame
}

void HandshakePageTest::arrowKeysStepThrough()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.guestLog(), 18);
    const QSignalSpy spy(&page, &HandshakePage::frameRequested);
    page.view()->setFocus(Qt::TabFocusReason);
    QVERIFY(!page.view()->currentIndex().isValid()); // focus alone dims nothing
    QTest::keyClick(page.view(), Qt::Key_Down);
    QCOMPARE(page.view()->currentIndex().row(), 0);
    QTest::keyClick(page.view(), Qt::Key_Right);
    QCOMPARE(page.view()->currentIndex().row(), 1);
    QTest::keyClick(page.view(), Qt::Key_Left);
    QTest::keyClick(page.view(), Qt::Key_Up);
    QCOMPARE(page.view()->currentIndex().row(), 0);
    QTest::keyClick(page.view(), Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toULongLong(), page.model()->row(0).step.frame);
    QTest::keyClick(page.view(), Qt::Key_Escape);
    QVERIFY(!page.view()->currentIndex().isValid());
}

void HandshakePageTest::buttonsStepThrough()
{
    TracedSession session;
    QVERIFY(session.meet());
    HandshakePage page;
    show(page, session.guestLog(), 6);
    Button *next = button(page, QStringLiteral("Next"));
    Button *previous = button(page, QStringLiteral("Previous"));
    const int rows = page.model()->rowCount();
    for (int i = 0; i < rows; ++i) {
        QVERIFY(next->isEnabled());
        next->click();
        QCOMPARE(page.view()->currentIndex().row(), i);
        QVERIFY(
            page.view()->viewport()->rect().intersects(page.view()->visualRect(page.view()->currentIndex())));
        const LadderRow &row = page.model()->row(i);
        bool isProved = false;
        for (const auto *label : page.findChildren<QLabel *>())
            isProved = isProved || label->text() == row.proves;
        QVERIFY(isProved);
    }
    QVERIFY(!next->isEnabled());
    previous->click();
    QCOMPARE(page.view()->currentIndex().row(), rows - 2);
    // What comes meanwhile does not move it.
    QVERIFY(session.logIn());
    QTRY_VERIFY(page.model()->rowCount() > rows);
    QCOMPARE(page.view()->currentIndex().row(), rows - 2);
}

void HandshakePageTest::screenReaderHearsEachStep()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.guestLog(), 18);
    QVERIFY(!page.view()->accessibleName().isEmpty());
    for (int i = 0; i < page.model()->rowCount(); ++i) {
        const QString heard = page.model()->index(i).data(Qt::AccessibleTextRole).toString();
        const LadderRow &row = page.model()->row(i);
        QVERIFY(heard.contains(row.title));
        if (!row.isStep)
            continue;
        QVERIFY(heard.contains(row.step.fromGuest ? QStringLiteral("guest to host")
                                                  : QStringLiteral("host to guest")));
        QVERIFY(heard.contains(QString::number(row.step.frameBytes)));
        QVERIFY(page.model()->index(i).data(Qt::AccessibleDescriptionRole).toString().contains(row.learns));
    }
}

void HandshakePageTest::hostsSideIsSwapped()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.hostLog(), 18);
    QVERIFY(!page.model()->isGuestHere());
    QCOMPARE(page.model()->parties().guest, QStringLiteral("asha"));
    QCOMPARE(page.model()->parties().host, QStringLiteral("10B Network security"));
    QVERIFY(page.model()->parties().hostPlace.contains(QStringLiteral("this PC")));
    QVERIFY(!page.model()->parties().guestPlace.contains(QStringLiteral("this PC")));
    QVERIFY(page.model()->row(0).step.fromGuest);
    QVERIFY(!page.model()->row(0).step.sent);
}

void HandshakePageTest::endIsShown()
{
    TracedSession session;
    QVERIFY(session.meet());
    session.pair->host->close(Code::TooManyTries);
    QTRY_COMPARE(session.pair->atGuest->endCode(), Code::TooManyTries);
    HandshakePage page;
    show(page, session.guestLog(), 6);
    QTRY_COMPARE(page.model()->rows().back().tone, Tone::Bad);
    QVERIFY(titles(page).last().contains(QStringLiteral("too many tries")));
    QVERIFY(titles(page).last().contains(QStringLiteral("other side")));
}

void HandshakePageTest::linksAreChosen()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.hostLog(), 18);
    QVERIFY(!page.chooser()->isVisible());
    LinkPair other(Wire::Tcp, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*other.host);
    QVERIFY(other.open());
    QTRY_COMPARE(page.model()->steps(), 4); // the newest, by itself
    QVERIFY(page.chooser()->isVisible());
    QCOMPARE(page.chooser()->box()->count(), 2);
    QVERIFY(page.chooser()->box()->itemText(0).contains(QStringLiteral("asha")));
    QVERIFY(page.chooser()->box()->itemText(1).contains(QStringLiteral("127.0.0.1")));
    choose(page, 1);
    QTRY_COMPARE(page.model()->steps(), 18);
    other.host->close(Code::Busy);
    QTRY_VERIFY(page.chooser()->box()->itemText(1).contains(QStringLiteral("ended")));
    QCOMPARE(page.chooser()->link(), 1U); // stays where the person went
}

void HandshakePageTest::newLinkTakesNothingOver()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.hostLog(), 18);
    page.view()->step(1);
    page.view()->step(1);
    LinkPair other(Wire::Tcp, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*other.host);
    QVERIFY(other.open());
    QTRY_COMPARE(page.chooser()->box()->count(), 2);
    QTest::qWait(150);
    QCOMPARE(page.chooser()->link(), 1U); // somebody steps through it
    QCOMPARE(page.view()->currentIndex().row(), 1);
    choose(page, 2);
    QVERIFY(!page.view()->currentIndex().isValid()); // the step was of the other link
    QTRY_COMPARE(page.model()->steps(), 4);
}

void HandshakePageTest::endedLinkGivesWay()
{
    TracedSession session;
    QVERIFY(session.enter());
    HandshakePage page;
    show(page, session.hostLog(), 18);
    page.view()->step(1);
    session.pair->host->close(Code::Busy);
    QTRY_COMPARE(page.model()->rows().back().tone, Tone::Muted); // its end is seen
    QTest::qWait(150);
    QCOMPARE(page.chooser()->link(), 1U);
    LinkPair other(Wire::Tcp, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*other.host);
    QVERIFY(other.open());
    QTRY_COMPARE(page.chooser()->link(), 2U);
    other.host->close(Code::Busy);
    QTRY_VERIFY(page.chooser()->box()->itemText(1).contains(QStringLiteral("ended")));
    choose(page, 1); // what had ended when it was chosen stays
    LinkPair third(Wire::Tcp, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*third.host);
    QVERIFY(third.open());
    QTRY_COMPARE(page.chooser()->box()->count(), 3);
    QTest::qWait(150);
    QCOMPARE(page.chooser()->link(), 1U);
}

void HandshakePageTest::hiddenPageReadsNothing()
{
    TracedSession session;
    HandshakePage page;
    page.setLog(session.guestLog());
    QVERIFY(session.enter());
    QTest::qWait(150);
    QCOMPARE(page.model()->rowCount(), 0);
}

QTEST_MAIN(HandshakePageTest)
#include "HandshakePageTest.moc"
