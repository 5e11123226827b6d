// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatPage.h"
#include "Desk.h"
#include "FirstContactPage.h"
#include "JoinCardPage.h"
#include "RegisterPage.h"

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
    void byLinkTheHostIsVerified();
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

QTEST_MAIN(HostAndJoinWindowTest)
#include "HostAndJoinWindowTest.moc"
