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

QTEST_MAIN(RegistrationWindowTest)
#include "RegistrationWindowTest.moc"
