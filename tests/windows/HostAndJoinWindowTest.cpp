// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ConnectionStrip.h"
#include "Desk.h"
#include "Field.h"
#include "FirstContactPage.h"
#include "GuestFlow.h"
#include "JoinCardPage.h"
#include "LogInPage.h"
#include "MessageDialog.h"
#include "RecentRoomsModel.h"
#include "RegisterPage.h"
#include "Sentences.h"
#include "WelcomePage.h"

#include <QListView>

using namespace waxwing;

namespace {

const QString password = QStringLiteral("Gr3en-Kettle7");

QString loopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

} // namespace

/// Two windows with an engine and a profile of their own, over loopback: from Welcome to a delivered message.
class HostAndJoinWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byAddressFromWelcomeToADeliveredMessage();
    void byeAsksAndARecentRoomLogsIn();
    void byeCanBeSaid();
    void byLinkTheHostIsVerified();
    void hostClosesTheRoomForAll();
    void inviteRoomAsksForItsCode();
    void closedRoomOffersNoRegistration();
};

void HostAndJoinWindowTest::byAddressFromWelcomeToADeliveredMessage()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("10B Network security"), QStringLiteral("Ms Rao"), port));
    QVERIFY(host.window().isHosting());
    QVERIFY(host.page<JoinCardPage>()->stateLine().contains(QString::number(port)));

    QVERIFY(guest.joinAddress(loopback(port)));
    auto *first = guest.waitFor<FirstContactPage>();
    QVERIFY(first);
    QCOMPARE(guest.window().windowTitle(), QStringLiteral("Is this the right host? — Waxwing"));
    QCOMPARE(guest.client()->host().fingerprint, host.window().hostFlow().control()->info().fingerprint);
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(guest.window().windowTitle(), QStringLiteral("10B Network security — Waxwing"));

    QVERIFY(host.goToChat());
    QVERIFY(guest.say(QStringLiteral("hello from the guest")));
    QVERIFY(host.reads(QStringLiteral("hello from the guest")));
    QVERIFY(guest.reads(QStringLiteral("hello from the guest"), MessageState::Delivered));
    QVERIFY(host.say(QStringLiteral("and from the host")));
    QVERIFY(guest.reads(QStringLiteral("and from the host")));
    QVERIFY(host.reads(QStringLiteral("and from the host"), MessageState::Delivered));

    QTRY_COMPARE_WITH_TIMEOUT(guest.client()->people().size(), 2, Desk::patience);
    QCOMPARE(guest.client()->people().at(0).name, QStringLiteral("ravi"));
    QCOMPARE(guest.client()->people().at(1).name, QStringLiteral("Ms Rao"));
    QCOMPARE(host.window().hostFlow().control()->people(), 2);
}

void HostAndJoinWindowTest::byeAsksAndARecentRoomLogsIn()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());

    QVERIFY(guest.say(QStringLiteral("Bye")));
    MessageDialog *dialog = guest.waitForDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->title(), QStringLiteral("Leave “Lab 3”?"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!guest.window().findChild<MessageDialog *>());
    QVERIFY(guest.page<ChatPage>());

    QVERIFY(guest.say({}));
    dialog = guest.waitForDialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return); // Leave is the default
    auto *welcome = guest.waitFor<WelcomePage>();
    QVERIFY(welcome);
    QVERIFY(guest.window().isAtWelcome());
    QTRY_COMPARE_WITH_TIMEOUT(host.window().hostFlow().control()->people(), 1, Desk::patience);

    QTRY_COMPARE_WITH_TIMEOUT(welcome->rooms()->rowCount(), 1, Desk::patience);
    auto *list = welcome->findChild<QListView *>();
    hands::press(list, Qt::Key_Return);
    QVERIFY(guest.waitFor<LogInPage>());
    QCOMPARE(guest.page<LogInPage>()->username(), QStringLiteral("ravi"));
    QVERIFY(guest.logIn(password));
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(guest.client()->username(), QStringLiteral("ravi"));
}

void HostAndJoinWindowTest::byeCanBeSaid()
{
    const Desk host;
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), hands::freePort()));
    QVERIFY(host.goToChat());
    QVERIFY(host.say(QStringLiteral("bye")));
    const MessageDialog *dialog = host.waitForDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->title(), QStringLiteral("Close “Lab 3” for everyone?"));
    Button *link = nullptr;
    for (Button *button : dialog->findChildren<Button *>()) {
        if (button->kind() == Button::Kind::Link)
            link = button;
    }
    QVERIFY(link);
    QCOMPARE(link->text(), QStringLiteral("Send “bye” as a message"));
    hands::click(link);
    QVERIFY(host.reads(QStringLiteral("bye")));
    QVERIFY(host.window().isHosting());
}

void HostAndJoinWindowTest::byLinkTheHostIsVerified()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    const QString key = host.window().hostFlow().control()->info().fingerprint.text();
    QVERIFY(guest.joinAddress(QStringLiteral("waxwing://%1/?key=%2").arg(loopback(port), key)));
    QVERIFY(guest.waitFor<RegisterPage>()); // no first contact
    QVERIFY(guest.registerAs(QStringLiteral("mei"), password));
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(guest.client()->host().acceptedBy, AcceptedBy::Link);
}

void HostAndJoinWindowTest::hostClosesTheRoomForAll()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());

    hands::click(host.page<JoinCardPage>()->closeButton());
    MessageDialog *dialog = host.waitForDialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(host.waitFor<WelcomePage>());
    QVERIFY(!host.window().isHosting());

    QTRY_COMPARE_WITH_TIMEOUT(guest.client()->stage(), RoomStage::Ended, Desk::patience);
    QVERIFY(guest.page<ChatPage>()); // what was said can still be read
    QVERIFY(guest.window().chat()->composer()->isForbidden());
    QVERIFY(guest.window().chat()->strip()->sentence().contains(Sentences::of(Code::RoomClosed)) ||
            Sentences::of(Code::RoomClosed).contains(guest.window().chat()->strip()->sentence()));
    hands::activate(&guest.window());
    QTest::keyClick(&guest.window(), Qt::Key_D, Qt::ControlModifier); // leaves without asking
    QVERIFY(guest.waitFor<WelcomePage>());
    QVERIFY(guest.window().isAtWelcome());

    // Its own room stands among the recent ones, with the port that it had.
    const RecentRoomsModel *rooms = host.window().welcome()->rooms();
    QTRY_COMPARE_WITH_TIMEOUT(rooms->rowCount(), 1, Desk::patience);
    QVERIFY(rooms->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QString::number(port)));
    QVERIFY(host.hostRoom(QStringLiteral("Lab 4"), {}, port)); // the name is known by now
    QCOMPARE(host.window().hostFlow().control()->info().room, QStringLiteral("Lab 4"));
}

void HostAndJoinWindowTest::inviteRoomAsksForItsCode()
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

void HostAndJoinWindowTest::closedRoomOffersNoRegistration()
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

QTEST_MAIN(HostAndJoinWindowTest)
#include "HostAndJoinWindowTest.moc"
