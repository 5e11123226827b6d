// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Desk.h"
#include "Field.h"
#include "LogInPage.h"
#include "RegisterPage.h"
#include "Sentences.h"
#include "WelcomePage.h"

using namespace waxwing;

namespace {

const QString password = QStringLiteral("Gr3en-Kettle7");

QString loopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

} // namespace

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
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
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
    QVERIFY(guest.logIn(password));
    Circumstances about;
    about.name = QStringLiteral("asha");
    QTRY_COMPARE_WITH_TIMEOUT(logIn->field(LogInPage::Input::Username)->error(),
                              Sentences::of(Code::NameUnknown, about), Desk::patience);
    QVERIFY(logIn->linkButton()->isVisible());
    hands::click(logIn->linkButton());
    QVERIFY(guest.waitFor<RegisterPage>());
    QVERIFY(guest.registerAs(QStringLiteral("asha"), password));
    QVERIFY(guest.waitFor<ChatPage>());
}

void LogInErrorsWindowTest::fiveWrongPasswordsPause()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());
    QVERIFY(guest.say(QStringLiteral("/bye")));
    QVERIFY(guest.waitFor<WelcomePage>());
    QVERIFY(guest.joinAddress(loopback(port)));
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
