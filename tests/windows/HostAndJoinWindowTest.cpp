// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatPage.h"
#include "FirstContactPage.h"
#include "JoinCardPage.h"
#include "RegisterPage.h"
#include "TwoDesks.h"

using namespace waxwing;

/// Two windows with an engine and a profile of their own, over loopback: from Welcome to a delivered message.
class HostAndJoinWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byAddressFromWelcomeToADeliveredMessage();
    void byLinkTheHostIsVerified();
};

void HostAndJoinWindowTest::byAddressFromWelcomeToADeliveredMessage()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom());
    QVERIFY(host.window().isHosting());
    QVERIFY(host.page<JoinCardPage>()->stateLine().contains(QString::number(desks.port)));

    QVERIFY(guest.joinAddress(desks.address()));
    auto *first = guest.waitFor<FirstContactPage>();
    QVERIFY(first);
    QCOMPARE(guest.window().windowTitle(), QStringLiteral("Is this the right host? — Waxwing"));
    QCOMPARE(guest.client()->host().fingerprint, host.window().hostFlow().control()->info().fingerprint);
    QVERIFY(guest.acceptCode());
    QVERIFY(desks.registerGuest());
    QCOMPARE(guest.window().windowTitle(), QStringLiteral("Lab 3 — Waxwing"));

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

void HostAndJoinWindowTest::byLinkTheHostIsVerified()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.openRoom());
    const QString key = host.window().hostFlow().control()->info().fingerprint.text();
    QVERIFY(guest.joinAddress(QStringLiteral("waxwing://%1/?key=%2").arg(desks.address(), key)));
    QVERIFY(guest.waitFor<RegisterPage>()); // no first contact
    QVERIFY(guest.registerAs(QStringLiteral("mei"), TwoDesks::password()));
    QVERIFY(guest.waitFor<ChatPage>());
    QCOMPARE(guest.client()->host().acceptedBy, AcceptedBy::Link);
}

QTEST_MAIN(HostAndJoinWindowTest)
#include "HostAndJoinWindowTest.moc"
