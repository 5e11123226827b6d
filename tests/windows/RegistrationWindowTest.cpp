// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Field.h"
#include "LogInPage.h"
#include "RegisterPage.h"
#include "Sentences.h"
#include "TwoDesks.h"

using namespace waxwing;

/// Who may register: with an invite code, and nobody new.
class RegistrationWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inviteRoomAsksForItsCode();
    void closedRoomOffersNoRegistration();
    void formsBeginWithWhatIsKnown();
};

void RegistrationWindowTest::inviteRoomAsksForItsCode()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom(Registration::Invite));
    const QString invite = host.window().hostFlow().control()->info().invite;
    QCOMPARE(invite.size(), 16);
    QVERIFY(desks.reachForms());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), TwoDesks::password()));
    auto *form = guest.page<RegisterPage>();
    Field *field = form->field(RegisterPage::Input::Invite);
    QCOMPARE(field->error(), Sentences::of(Code::InviteMissing));
    QVERIFY(field->edit()->hasFocus());

    QVERIFY(
        guest.registerAs(QStringLiteral("ravi"), TwoDesks::password(), QStringLiteral("ABCDEFGHABCDEFGH")));
    QTRY_COMPARE_WITH_TIMEOUT(field->error(), Sentences::of(Code::InviteInvalid), Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(!form->isBusy(), Desk::patience);
    QCOMPARE(form->username(), QStringLiteral("ravi")); // what was typed stays
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), TwoDesks::password(), invite.toLower()));
    QVERIFY(guest.waitFor<ChatPage>());
}

void RegistrationWindowTest::closedRoomOffersNoRegistration()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom(Registration::Closed));
    QVERIFY(desks.reachForms());
    auto *form = guest.waitFor<LogInPage>();
    QVERIFY(form);
    QVERIFY(!form->linkButton()->isVisible());
    hands::type(form->field(LogInPage::Input::Username)->edit(), QStringLiteral("nobody"));
    QVERIFY(guest.logIn(TwoDesks::password()));
    // Whether the name exists is not told in a room that takes nobody new.
    Field *field = form->field(LogInPage::Input::Password);
    QTRY_VERIFY_WITH_TIMEOUT(field->error().startsWith(QStringLiteral("The password is not right.")),
                             Desk::patience);
}

/// `--user`, `--email` and `--register` beside `--join`.
void RegistrationWindowTest::formsBeginWithWhatIsKnown()
{
    TwoDesks desks;
    QVERIFY(desks.openRoom(Registration::Open));
    const HostInfo info = desks.host.window().hostFlow().control()->info();
    JoinTarget target;
    target.addresses = {info.reachableAt.first().address};
    target.key = info.fingerprint.text();
    RoomWindow &window = desks.guest.window();
    window.join(target, {QStringLiteral("ravi"), QStringLiteral("ravi@example.org"), true});
    auto *registering = desks.guest.waitFor<RegisterPage>();
    QVERIFY(registering);
    QCOMPARE(registering->username(), QStringLiteral("ravi"));
    QCOMPARE(registering->field(RegisterPage::Input::Email)->edit()->text(),
             QStringLiteral("ravi@example.org"));

    desks.guest.replaceProfile();
    RoomWindow &again = desks.guest.window();
    again.join(target, {QStringLiteral("mei"), {}, false});
    auto *loggingIn = desks.guest.waitFor<LogInPage>();
    QVERIFY(loggingIn);
    QCOMPARE(loggingIn->username(), QStringLiteral("mei"));
}

QTEST_MAIN(RegistrationWindowTest)
#include "RegistrationWindowTest.moc"
