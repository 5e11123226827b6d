// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Field.h"
#include "LogInPage.h"
#include "RegisterPage.h"
#include "Sentences.h"
#include "TwoDesks.h"
#include "WelcomePage.h"

using namespace waxwing;

/// Names and passwords that a host refuses, and the sentence at the field.
class LogInErrorsWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAndPasswords();
    void fiveWrongPasswordsPause();
};

void LogInErrorsWindowTest::namesAndPasswords()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom());
    QVERIFY(desks.reachForms());
    auto *form = guest.waitFor<RegisterPage>();
    QVERIFY(form);
    Field *name = form->field(RegisterPage::Input::Username);
    hands::type(name->edit(), QStringLiteral("ms rao")); // in another case: the same
    QTRY_VERIFY_WITH_TIMEOUT(name->error().startsWith(QStringLiteral("“ms rao” is taken. Free: ")),
                             Desk::patience);
    hands::type(name->edit(), QStringLiteral("Ms Rа")); // a Cyrillic letter among Latin ones
    QTRY_VERIFY_WITH_TIMEOUT(name->error().contains(QStringLiteral("several scripts")), Desk::patience);
    hands::type(name->edit(), QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(name->shownLine(), QStringLiteral("“asha” is free."), Desk::patience);

    QVERIFY(guest.registerAs(QStringLiteral("asha"), QStringLiteral("short")));
    Field *secret = form->field(RegisterPage::Input::Password);
    QCOMPARE(secret->error(), Sentences::of(Code::PasswordTooShort));

    hands::click(form->linkButton()); // I have an account
    auto *logIn = guest.waitFor<LogInPage>();
    QVERIFY(logIn);
    QCOMPARE(logIn->username(), QStringLiteral("asha")); // typed once is enough
    QVERIFY(guest.logIn(TwoDesks::password()));
    Circumstances about;
    about.name = QStringLiteral("asha");
    QTRY_COMPARE_WITH_TIMEOUT(logIn->field(LogInPage::Input::Username)->error(),
                              Sentences::of(Code::NameUnknown, about), Desk::patience);
    QVERIFY(logIn->linkButton()->isVisible());
    hands::click(logIn->linkButton());
    QVERIFY(guest.waitFor<RegisterPage>());
    QVERIFY(guest.registerAs(QStringLiteral("asha"), TwoDesks::password()));
    QVERIFY(guest.waitFor<ChatPage>());
}

void LogInErrorsWindowTest::fiveWrongPasswordsPause()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());
    QVERIFY(guest.say(QStringLiteral("/bye")));
    QVERIFY(guest.waitFor<WelcomePage>());
    QVERIFY(guest.joinAddress(desks.address()));
    auto *form = guest.waitFor<LogInPage>();
    QVERIFY(form);
    Field *field = form->field(LogInPage::Input::Password);
    Circumstances about;
    for (int left = 4; left > 0; --left) {
        QVERIFY(guest.logIn(QStringLiteral("wrong password %1").arg(left)));
        about.triesLeft = left;
        QTRY_COMPARE_WITH_TIMEOUT(field->error(), Sentences::of(Code::PasswordWrong, about), Desk::patience);
        QVERIFY(field->edit()->hasFocus());
    }
    QVERIFY(guest.logIn(QStringLiteral("wrong password 0")));
    QTRY_VERIFY_WITH_TIMEOUT(form->isPaused(), Desk::patience);
    QVERIFY(!form->primaryButton()->isEnabled());
    QVERIFY(field->error().startsWith(QStringLiteral("Too many wrong passwords. Try again in ")));
}

QTEST_MAIN(LogInErrorsWindowTest)
#include "LogInErrorsWindowTest.moc"
