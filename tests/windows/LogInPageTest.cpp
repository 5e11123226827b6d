// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Field.h"
#include "LogInPage.h"
#include "PageProbe.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

using Input = LogInPage::Input;

class LogInPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabOrder();
    void enterLogsIn();
    void emptyFieldsAreMarkedInPlace();
    void wrongPasswordKeepsWhatWasTyped();
    void pauseCountsDownAndHoldsTheButton();
    void linkOnlyWhereOneMayRegister();
    void neverSideways();
};

void LogInPageTest::tabOrder()
{
    LogInPage page;
    page.setUsername(QStringLiteral("asha"));
    page.setMayRegister(true);
    pageprobe::show(page);
    QCOMPARE(page.focusWidget(), page.field(Input::Password)->edit()); // the first empty one
    QCOMPARE(pageprobe::tabOrder(page, page.field(Input::Username)->edit()),
             (QStringList{QStringLiteral("Username"), QStringLiteral("Password"), QStringLiteral("Log in"),
                          QStringLiteral("Register instead"), QStringLiteral("Back")}));
    QCOMPARE(pageprobe::unnamed(page), QStringList());
    QCOMPARE(pageprobe::richLabels(page), QStringList());
}

void LogInPageTest::enterLogsIn()
{
    LogInPage page;
    pageprobe::show(page);
    QSignalSpy asked(&page, &LogInPage::logInRequested);
    page.setUsername(QStringLiteral(" asha "));
    QTest::keyClicks(page.field(Input::Password)->edit(), QStringLiteral("secret words"));
    QTest::keyClick(page.field(Input::Password)->edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), QStringLiteral("asha"));
    QCOMPARE(asked.first().at(1).toString(), QStringLiteral("secret words"));
}

void LogInPageTest::emptyFieldsAreMarkedInPlace()
{
    LogInPage page;
    pageprobe::show(page);
    QSignalSpy asked(&page, &LogInPage::logInRequested);
    QTest::keyClick(page.field(Input::Username)->edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
    QVERIFY(!page.field(Input::Username)->error().isEmpty());
    QVERIFY(!page.field(Input::Password)->error().isEmpty());
    QCOMPARE(page.focusWidget(), page.field(Input::Username)->edit());
}

void LogInPageTest::wrongPasswordKeepsWhatWasTyped()
{
    LogInPage page;
    page.setUsername(QStringLiteral("asha"));
    page.field(Input::Password)->setText(QStringLiteral("wrong-one"));
    pageprobe::show(page);
    page.setBusy(true, QStringLiteral("Logging in…"));
    page.setFieldError(Input::Password, QStringLiteral("The password is not right."));
    QVERIFY(!page.isBusy());
    QCOMPARE(page.field(Input::Password)->text(), QStringLiteral("wrong-one"));
    QCOMPARE(page.focusWidget(), page.field(Input::Password)->edit());
    QCOMPARE(page.field(Input::Password)->shownLine(), QStringLiteral("The password is not right."));
}

void LogInPageTest::pauseCountsDownAndHoldsTheButton()
{
    LogInPage page;
    page.setUsername(QStringLiteral("asha"));
    pageprobe::show(page);
    QSignalSpy asked(&page, &LogInPage::logInRequested);
    page.setPause(30);
    Field *field = page.field(Input::Password);
    QVERIFY(page.isPaused());
    QVERIFY(!page.primaryButton()->isEnabled());
    const QString words = QStringLiteral("Too many wrong passwords. Try again in %1 seconds.");
    QCOMPARE(field->error(), words.arg(30));
    QTest::keyClicks(field->edit(), QStringLiteral("typed meanwhile"));
    QVERIFY(!field->error().isEmpty());
    QTest::keyClick(field->edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
    QTRY_VERIFY(pageprobe::hasCountedDown(field->error(), words, 30));
    page.setPause(1);
    QCOMPARE(field->error(), QStringLiteral("Too many wrong passwords. Try again in 1 second."));
    QTRY_VERIFY(!page.isPaused());
    QVERIFY(field->error().isEmpty());
    QCOMPARE(field->text(), QStringLiteral("typed meanwhile"));
    QTest::keyClick(field->edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
}

void LogInPageTest::linkOnlyWhereOneMayRegister()
{
    LogInPage page;
    pageprobe::show(page);
    QVERIFY(!page.linkButton()->isVisible());
    page.setMayRegister(true);
    QVERIFY(page.linkButton()->isVisible());
    QSignalSpy registering(&page, &LogInPage::registerRequested);
    QTest::mouseClick(page.linkButton(), Qt::LeftButton);
    QCOMPARE(registering.size(), 1);
}

void LogInPageTest::neverSideways()
{
    const pageprobe::TextSize size(200);
    LogInPage page;
    page.setMayRegister(true);
    page.setPause(300);
    pageprobe::show(page, {720, 480});
    QVERIFY(pageprobe::fitsSideways(page));
}

QTEST_MAIN(LogInPageTest)
#include "LogInPageTest.moc"
