// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ConnectionStrip.h"
#include "TwoDesks.h"

using namespace waxwing;

/// A host that dies and comes back: the strip says so, what was written meanwhile waits and is delivered.
class ReconnectWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostDiesAndComesBack();
};

void ReconnectWindowTest::hostDiesAndComesBack()
{
    TwoDesks desks;
    Desk &host = desks.host;
    Desk &guest = desks.guest;
    QVERIFY(desks.enterBoth());
    QVERIFY(guest.say(QStringLiteral("before")));
    QVERIFY(guest.reads(QStringLiteral("before"), MessageState::Delivered));

    host.crash();
    const ConnectionStrip *strip = guest.window().chat()->strip();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), Desk::patience);
    QCOMPARE(guest.client()->stage(), RoomStage::Reconnecting);
    QTRY_VERIFY_WITH_TIMEOUT(strip->sentence().contains(QStringLiteral("trying again in")), Desk::patience);
    QVERIFY(strip->tryNowButton()->isVisible());
    QVERIFY(!guest.window().chat()->composer()->isForbidden()); // what is written waits
    QVERIFY(guest.say(QStringLiteral("meanwhile")));
    QVERIFY(guest.reads(QStringLiteral("meanwhile"), MessageState::Waiting));

    host.open(); // the same profile, so the same key and accounts
    QVERIFY(host.hostRoom(QStringLiteral("Lab 3"), {}, desks.port));
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            if (strip->tryNowButton()->isVisible())
                hands::click(strip->tryNowButton());
            return guest.client()->stage() == RoomStage::InRoom;
        }(),
        Desk::patience);
    QTRY_VERIFY(!strip->isVisible());
    QVERIFY(guest.reads(QStringLiteral("meanwhile"), MessageState::Sent)); // the host has it
    QVERIFY(guest.say(QStringLiteral("after")));
    QVERIFY(guest.reads(QStringLiteral("after"), MessageState::Delivered));
    QVERIFY(host.reads(QStringLiteral("after")));
    QVERIFY(guest.reads(QStringLiteral("before"))); // what was here stays
}

QTEST_MAIN(ReconnectWindowTest)
#include "ReconnectWindowTest.moc"
