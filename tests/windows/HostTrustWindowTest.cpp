// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "FirstContactPage.h"
#include "HostChangedPage.h"
#include "RecentRoomsModel.h"
#include "RecentRoomsView.h"
#include "RegisterPage.h"
#include "TwoDesks.h"
#include "WelcomePage.h"

using namespace waxwing;

/// A host that is not the one expected.
class HostTrustWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anotherHostAtAKnownAddress();
    void aLinkOfAnotherHost();
    void aCodeThatDiffers();
};

void HostTrustWindowTest::anotherHostAtAKnownAddress()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());
    QVERIFY(guest.say(QStringLiteral("/bye")));
    QVERIFY(guest.waitFor<WelcomePage>());

    host.replaceProfile(); // another key
    QVERIFY(host.hostRoom(QStringLiteral("Trap"), QStringLiteral("Eve"), desks.port));
    auto *list = guest.window().welcome()->recentView();
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, Desk::patience);
    hands::press(list, Qt::Key_Return);
    auto *page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QCOMPARE(page->title(), QStringLiteral("This is not the same host as before"));
    QVERIFY(!page->meetButton()->isVisible()); // a recent room insists
    QVERIFY(page->stopButton()->hasFocus());
    QTest::keyClick(page->stopButton(), Qt::Key_Return);
    QVERIFY(guest.waitFor<WelcomePage>());
    QCOMPARE(list->model()->rowCount(), 1); // the pin stays as it was

    QVERIFY(guest.joinAddress(desks.address()));
    page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QVERIFY(page->meetButton()->isVisible());
    hands::click(page->meetButton());
    QVERIFY(guest.acceptCode()); // met as new: compared like any other
    QVERIFY(guest.waitFor<RegisterPage>());
}

void HostTrustWindowTest::aLinkOfAnotherHost()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom());
    const QString link =
        QStringLiteral("waxwing://%1/?key=ABCDEFGHABCDEFGHABCDEFGHABCDEFGH").arg(desks.address());
    QVERIFY(guest.joinAddress(link));
    auto *page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QCOMPARE(page->title(), QStringLiteral("This is not the host of the link"));
    QVERIFY(!page->meetButton()->isVisible());
    QTest::keyClick(page, Qt::Key_Escape);
    QVERIFY(guest.waitFor<WelcomePage>());
}

void HostTrustWindowTest::aCodeThatDiffers()
{
    TwoDesks desks;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom());
    QVERIFY(guest.joinAddress(desks.address()));
    auto *page = guest.waitFor<FirstContactPage>();
    QVERIFY(page);
    QTest::keyClick(page, Qt::Key_Return); // no default: Enter alone accepts nothing
    QVERIFY(guest.page<FirstContactPage>());
    hands::click(page->differsButton());
    QVERIFY(guest.waitFor<WelcomePage>());
    QCOMPARE(guest.window().welcome()->rooms()->rowCount(), 0); // nothing is remembered
}

QTEST_MAIN(HostTrustWindowTest)
#include "HostTrustWindowTest.moc"
