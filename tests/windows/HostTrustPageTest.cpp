// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "CodeTiles.h"
#include "FirstContactPage.h"
#include "HostChangedPage.h"
#include "PageProbe.h"

#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

namespace {

const QString code = QStringLiteral("K7QF-2MZA-4XNT-B6RC-J5WE-H3YD-UP2S-G7LV");
const QString other = QStringLiteral("Q3BN-7TWK-XA5E-2LHM-R6PD-VY4C-JZ7F-NG2U");

} // namespace

class HostTrustPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstContactHasNoDefault();
    void firstContactAsks();
    void codeIsReadAloudAndCopied();
    void codeTurnsToTwoColumns();
    void changedHostStopsByDefault();
    void changedHostCanBeMetAsNewWhenTyped();
    void linkInsistsOnItsKey();
    void neverSideways();
    void textOfOthersStaysText();
};

void HostTrustPageTest::firstContactHasNoDefault()
{
    FirstContactPage page;
    page.setAddress(QStringLiteral("192.168.1.10:12345"));
    page.setCode(code);
    pageprobe::show(page);
    QCOMPARE(page.focusWidget(), page.code());
    QSignalSpy same(&page, &FirstContactPage::sameRequested);
    QSignalSpy differs(&page, &FirstContactPage::differsRequested);
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QTest::keyClick(page.focusWidget(), Qt::Key_Space);
    QCOMPARE(same.size() + differs.size(), 0);
    QVERIFY(!page.sameButton()->isDefault() && !page.differsButton()->isDefault());
    QCOMPARE(pageprobe::tabOrder(page, page.code()),
             (QStringList{page.code()->accessibleName(), QStringLiteral("It differs, do not connect"),
                          QStringLiteral("The code is the same"), QStringLiteral("Back")}));
}

void HostTrustPageTest::firstContactAsks()
{
    FirstContactPage page;
    page.setCode(code);
    pageprobe::show(page);
    QSignalSpy same(&page, &FirstContactPage::sameRequested);
    QSignalSpy differs(&page, &FirstContactPage::differsRequested);
    QSignalSpy back(&page, &Page::backRequested);
    QTest::mouseClick(page.sameButton(), Qt::LeftButton);
    QTest::mouseClick(page.differsButton(), Qt::LeftButton);
    QTest::keyClick(&page, Qt::Key_Escape);
    QCOMPARE(same.size(), 1);
    QCOMPARE(differs.size(), 1);
    QCOMPARE(back.size(), 1);
}

void HostTrustPageTest::codeIsReadAloudAndCopied()
{
    FirstContactPage page;
    page.setCode(code);
    pageprobe::show(page);
    QCOMPARE(page.code()->accessibleName(), QStringLiteral("Code: K7QF 2MZA 4XNT B6RC J5WE H3YD UP2S G7LV"));
    QTest::keySequence(page.code(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), code);
}

void HostTrustPageTest::codeTurnsToTwoColumns()
{
    CodeTiles tiles(2.05);
    tiles.setCode(code);
    const int wide = tiles.heightForWidth(600);
    const int narrow = tiles.heightForWidth(tiles.minimumSizeHint().width());
    QVERIFY(narrow > wide * 19 / 10);
    FirstContactPage page;
    page.setCode(code);
    pageprobe::show(page, {360, 500});
    QTRY_COMPARE(page.code()->height(), page.code()->heightForWidth(page.code()->width()));
    QVERIFY(page.code()->height() > wide);
}

void HostTrustPageTest::changedHostStopsByDefault()
{
    HostChangedPage page;
    page.setHost(HostChangedPage::Case::Typed, QStringLiteral("192.168.1.10:12345"), QStringLiteral("Lab"),
                 QDateTime::currentDateTime().addDays(-1));
    page.setCodes(code, other);
    pageprobe::show(page);
    QCOMPARE(page.focusWidget(), page.stopButton());
    QCOMPARE(page.title(), QStringLiteral("This is not the same host as before"));
    QVERIFY(page.explanation().contains(QStringLiteral("yesterday")));
    QSignalSpy stop(&page, &HostChangedPage::stopRequested);
    QSignalSpy meet(&page, &HostChangedPage::meetAsNewRequested);
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    QCOMPARE(stop.size(), 1);
    QTest::keyClick(&page, Qt::Key_Return);
    QCOMPARE(stop.size(), 2);
    QCOMPARE(meet.size(), 0);
    QCOMPARE(pageprobe::unnamed(page), QStringList());
}

void HostTrustPageTest::changedHostCanBeMetAsNewWhenTyped()
{
    HostChangedPage page;
    page.setHost(HostChangedPage::Case::Typed, QStringLiteral("10.0.0.1:1"), QStringLiteral("Lab"), {});
    pageprobe::show(page);
    QSignalSpy meet(&page, &HostChangedPage::meetAsNewRequested);
    QVERIFY(page.meetButton()->isVisible());
    QTest::mouseClick(page.meetButton(), Qt::LeftButton);
    QCOMPARE(meet.size(), 1);
    page.setHost(HostChangedPage::Case::Recent, QStringLiteral("10.0.0.1:1"), QStringLiteral("Lab"), {});
    QVERIFY(!page.meetButton()->isVisible());
}

void HostTrustPageTest::linkInsistsOnItsKey()
{
    HostChangedPage page;
    page.setHost(HostChangedPage::Case::Link, QStringLiteral("10.0.0.1:1"), {}, {});
    page.setCodes(code, other);
    pageprobe::show(page);
    QCOMPARE(page.title(), QStringLiteral("This is not the host of the link"));
    QVERIFY(!page.meetButton()->isVisible());
    QVERIFY(pageprobe::showsText(page, QStringLiteral("In the link")));
}

void HostTrustPageTest::neverSideways()
{
    const pageprobe::TextSize size(200);
    FirstContactPage first;
    first.setAddress(QStringLiteral("[fd12:7a00:1111:2222:3333:4444:5555:6666]:12345"));
    first.setCode(code);
    pageprobe::show(first, {720, 480});
    QVERIFY(pageprobe::fitsSideways(first));
    HostChangedPage changed;
    changed.setHost(HostChangedPage::Case::Typed, QStringLiteral("192.168.1.10:12345"), QStringLiteral("Lab"),
                    {});
    changed.setCodes(code, other);
    pageprobe::show(changed, {720, 480});
    QVERIFY(pageprobe::fitsSideways(changed));
}

void HostTrustPageTest::textOfOthersStaysText()
{
    HostChangedPage page;
    page.setHost(HostChangedPage::Case::Typed, QStringLiteral("10.0.0.1:1"), QStringLiteral("<img src=x>"),
                 {});
    QVERIFY(page.explanation().contains(QStringLiteral("<img src=x>")));
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

QTEST_MAIN(HostTrustPageTest)
#include "HostTrustPageTest.moc"
