// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Desk.h"
#include "FirstContactPage.h"
#include "HostChangedPage.h"
#include "RecentRoomsModel.h"
#include "RegisterPage.h"
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
    Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
    QVERIFY(guest.acceptCode());
    QVERIFY(guest.registerAs(QStringLiteral("ravi"), password));
    QVERIFY(guest.waitFor<ChatPage>());
    QVERIFY(guest.say(QStringLiteral("/bye")));
    QVERIFY(guest.waitFor<WelcomePage>());

    host.replaceProfile(); // another key
    QVERIFY(host.hostRoom(QStringLiteral("Trap"), QStringLiteral("Eve"), port));
    auto *list = guest.window().welcome()->findChild<QListView *>();
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

    QVERIFY(guest.joinAddress(loopback(port)));
    page = guest.waitFor<HostChangedPage>();
    QVERIFY(page);
    QVERIFY(page->meetButton()->isVisible());
    hands::click(page->meetButton());
    QVERIFY(guest.acceptCode()); // met as new: compared like any other
    QVERIFY(guest.waitFor<RegisterPage>());
}

void HostTrustWindowTest::aLinkOfAnotherHost()
{
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    const QString link =
        QStringLiteral("waxwing://%1/?key=ABCDEFGHABCDEFGHABCDEFGHABCDEFGH").arg(loopback(port));
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
    const Desk host;
    const Desk guest;
    const quint16 port = hands::freePort();
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), QStringLiteral("Ms Rao"), port));
    QVERIFY(guest.joinAddress(loopback(port)));
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
