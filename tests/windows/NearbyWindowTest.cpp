// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatPage.h"
#include "FirstContactPage.h"
#include "FreePort.h"
#include "HostChangedPage.h"
#include "JoinCardPage.h"
#include "LogInPage.h"
#include "NearbyFlow.h"
#include "RecentRoomsModel.h"
#include "RecentRoomsView.h"
#include "TwoDesks.h"
#include "WelcomePage.h"

#include <QElapsedTimer>

#include <algorithm>

namespace waxwing {

/// Two PCs that find each other, by real announcements on the loopback interface.
class NearbyWindowTest : public QObject
{
    Q_OBJECT

    /// Only what this test's own host says: another program may announce rooms here.
    static int rowOf(const Desk &desk, const QString &room)
    {
        const QAbstractItemModel *model = desk.window().welcome()->nearby()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == room)
                return row;
        }
        return -1;
    }
    static void choose(const Desk &desk, const QString &room)
    {
        RecentRoomsView *view = desk.window().welcome()->nearby()->view();
        view->setCurrentIndex(view->model()->index(rowOf(desk, room), 0));
        hands::press(view, Qt::Key_Return);
    }
    static bool isKnown(const Desk &desk, const QString &room)
    {
        const QAbstractItemModel *model = desk.window().welcome()->nearby()->model();
        return model->index(rowOf(desk, room), 0)
            .data(RecentRoomsModel::CaptionRole)
            .toString()
            .contains(QStringLiteral("a host you know"));
    }

    /// From the registration form into the room and out again: from here on its key is known.
    static bool visit(const Desk &guest)
    {
        return guest.registerAs(QStringLiteral("ravi"), TwoDesks::password()) && guest.waitFor<ChatPage>() &&
               guest.say(QStringLiteral("/bye")) && guest.waitFor<WelcomePage>();
    }

    const QString m_room = QStringLiteral("Lab %1").arg(QCoreApplication::applicationPid());

private Q_SLOTS:
    void initTestCase()
    {
        const Desk desk({}, Engine::Finding::ThisPc);
        QTRY_VERIFY(desk.window().nearby()->finder()->state() != RoomFinder::State::Off);
        QTest::qWait(300);
        if (desk.window().nearby()->finder()->state() == RoomFinder::State::Failed)
            QSKIP("NOT TESTED: needs UDP port 5353, which another program keeps to itself");
    }

    void aRoomIsFoundJoinedKnownAndGone()
    {
        const Desk host({}, Engine::Finding::ThisPc);
        const quint16 port = test::freePort();
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Ms Rao"), port));
        QTest::qWait(4'000); // all that it says by itself is said
        QElapsedTimer clock;
        clock.start();
        const Desk guest({}, Engine::Finding::ThisPc);
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0, Desk::patience);
        qInfo("from the window to the room: %lld ms", clock.elapsed());
        QVERIFY(!isKnown(guest, m_room));
        choose(guest, m_room);
        QVERIFY(guest.acceptCode() && visit(guest)); // first contact, as at a typed address
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0, Desk::patience); // looked for anew
        QVERIFY(isKnown(guest, m_room));
        choose(guest, m_room);
        QVERIFY(guest.waitFor<LogInPage>());
        guest.window().guestFlow().stop();
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0, Desk::patience);
        clock.restart();
        host.window().hostFlow().close(Code::RoomClosed);
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) < 0, Desk::patience);
        qInfo("from closing to gone: %lld ms", clock.elapsed());
    }

    void onesOwnRoomIsLeftOut()
    {
        const Desk host({}, Engine::Finding::ThisPc);
        const Desk guest({}, Engine::Finding::ThisPc);
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Ms Rao"), test::freePort()));
        RoomWindow second(host.engine());
        second.show();
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0, Desk::patience);
        QTest::qWait(500);
        for (const FoundRoom &room : second.nearby()->finder()->rooms())
            QVERIFY(room.name != m_room);
    }

    void aHiddenRoomIsNotFound()
    {
        const Desk host({}, Engine::Finding::ThisPc);
        host.engine().setSetting(QStringLiteral("host.advertise"), false);
        const Desk guest({}, Engine::Finding::ThisPc);
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Ms Rao"), test::freePort()));
        QTest::qWait(3'000);
        QCOMPARE(rowOf(guest, m_room), -1);
    }

    /// The key in an announcement is a claim: a room that is not the one known is met like any other, and one
    /// that says it is the known one has to be.
    void anImpostorIsJudgedByTheHandshake()
    {
        Desk host({}, Engine::Finding::ThisPc);
        const Desk guest({}, Engine::Finding::ThisPc);
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Ms Rao"), test::freePort()));
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0, Desk::patience);
        choose(guest, m_room);
        QVERIFY(guest.acceptCode() && visit(guest));
        const auto known = guest.window().nearby()->finder();
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0 && isKnown(guest, m_room), Desk::patience);
        host.replaceProfile(); // the same name, another key
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) < 0, Desk::patience);
        const quint16 port = test::freePort();
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Eve"), port));
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(guest, m_room) >= 0, Desk::patience);
        QVERIFY(!isKnown(guest, m_room));
        // As if Eve claimed the key that is known here.
        JoinTarget claimed = known->rooms().first().target();
        claimed.pinnedDigest = guest.engine().pins().first().digest;
        claimed.addresses = {{QStringLiteral("127.0.0.1"), port}};
        guest.window().join(claimed);
        auto *page = guest.waitFor<HostChangedPage>();
        QVERIFY(page);
        QVERIFY(!page->meetButton()->isVisible());
    }

    void aRoomThatMovedIsOfferedInItsNewPlace()
    {
        Desk host({}, Engine::Finding::ThisPc);
        const Desk guest({}, Engine::Finding::ThisPc);
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Ms Rao"), test::freePort()));
        const quint16 before = host.window().hostFlow().control()->info().port;
        QVERIFY(guest.joinAddress(hands::loopback(before)) && guest.acceptCode() && visit(guest));
        host.crash();
        host.open(); // the same key, another port
        quint16 another = before;
        while (another == before)
            another = test::freePort();
        QVERIFY(host.hostRoom(m_room, QStringLiteral("Ms Rao"), another));
        const quint16 now = host.window().hostFlow().control()->info().port;
        QVERIFY(now != before);
        WelcomePage *welcome = guest.window().welcome();
        // Its old place may be listed for a moment longer: a goodbye counts after a second (RFC 6762 10.1).
        const auto isFoundThere = [&] {
            const QList<FoundRoom> rooms = guest.window().nearby()->finder()->rooms();
            return std::any_of(rooms.begin(), rooms.end(), [&](const FoundRoom &room) {
                return room.name == m_room && room.addresses.first().port == now;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isFoundThere(), Desk::patience);
        hands::press(welcome->recentView(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(welcome->otherPlaceButton()->isVisible(), Desk::patience);
        QCOMPARE(welcome->joinError(),
                 QStringLiteral("The room is announced in another place now: “%1” at 127.0.0.1:%2.")
                     .arg(m_room)
                     .arg(now));
        hands::click(welcome->otherPlaceButton());
        QVERIFY(guest.waitFor<LogInPage>()); // its key is known: no code to compare
    }
};

} // namespace waxwing

QTEST_MAIN(waxwing::NearbyWindowTest)
#include "NearbyWindowTest.moc"
