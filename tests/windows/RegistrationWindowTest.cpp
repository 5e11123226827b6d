// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Desk.h"
#include "Field.h"
#include "LogInPage.h"
#include "RegisterPage.h"
#include "Sentences.h"

using namespace waxwing;

namespace {

const QString password = QStringLiteral("Gr3en-Kettle7");

QString loopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

} // namespace

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
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Club"), QStringLiteral("Ms Rao"), port, Registration::Invite));
    const QString invite = host.window().hostFlow().control()->info().invite;
    QCOMPARE(invite.size(), 16);
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    auto *form = guest.page<RegisterPage>();
    Field *field = form->field(RegisterPage::Input::Invite);
    QCOMPARE(field->error(), Sentences::of(Code::InviteMissing));
    QVERIFY(field->edit()->hasFocus());

    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password, QStringLiteral("ABCDEFGHABCDEFGH")));
    QTRY_COMPARE_WITH_TIMEOUT(field->error(), Sentences::of(Code::InviteInvalid), Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(!form->isBusy(), Desk::patience);
    QCOMPARE(form->username(), QStringLiteral("ravi")); // what was typed stays
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password, invite.toLower()));
    QVERIFY(guest.waitFor<ChatPage>());
}

void RegistrationWindowTest::closedRoomOffersNoRegistration()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Club"), QStringLiteral("Ms Rao"), port, Registration::Closed));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    auto *form = guest.waitFor<LogInPage>();
    QVERIFY(form);
    QVERIFY(!form->linkButton()->isVisible());
    hands::type(form->field(LogInPage::Input::Username)->edit(), QStringLiteral("nobody"));
    QVERIFY(guest.logIn(password));
    // Whether the name exists is not told in a room that takes nobody new.
    Field *field = form->field(LogInPage::Input::Password);
    QTRY_VERIFY_WITH_TIMEOUT(field->error().startsWith(QStringLiteral("The password is not right.")),
                             Desk::patience);
}

QTEST_MAIN(RegistrationWindowTest)
#include "RegistrationWindowTest.moc"
