// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ConnectionStrip.h"
#include "FreePort.h"
#include "JoinCardPage.h"
#include "LogInPage.h"
#include "MessageDialog.h"
#include "RecentRoomsModel.h"
#include "RecentRoomsView.h"
#include "Sentences.h"
#include "TwoDesks.h"
#include "WelcomePage.h"

using namespace waxwing;

/// Leaving a room, and a host who closes it.
class LeaveWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byeAsksAndARecentRoomLogsIn();
    void byeCanBeSaid();
    void hostClosesTheRoomForAll();
};

void LeaveWindowTest::byeAsksAndARecentRoomLogsIn()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());

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
    auto *list = welcome->recentView();
    hands::press(list, Qt::Key_Return);
    QVERIFY(guest.waitFor<LogInPage>());
    QCOMPARE(guest.page<LogInPage>()->username(), QStringLiteral("ravi"));
    QVERIFY(guest.logIn(TwoDesks::password()));
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(guest.client()->username(), QStringLiteral("ravi"));
}

void LeaveWindowTest::byeCanBeSaid()
{
    const Desk host;
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), test::freePort()));
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

void LeaveWindowTest::hostClosesTheRoomForAll()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());

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
    QVERIFY(rooms->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QString::number(desks.port)));
    QVERIFY(host.hostRoom(QStringLiteral("Lab 4"), {}, desks.port)); // the name is known by now
    QCOMPARE(host.window().hostFlow().control()->info().room, QStringLiteral("Lab 4"));
}

QTEST_MAIN(LeaveWindowTest)
#include "LeaveWindowTest.moc"
