// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPlace.h"

#include <QDirIterator>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);

/// A profile as it lies on the disk at this moment: what a killed program leaves.
void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString copy = to + file.sliced(from.size());
        QDir().mkpath(QFileInfo(copy).path());
        if (!file.endsWith(QStringLiteral(".lock")))
            QVERIFY(QFile::copy(file, copy));
    }
}

} // namespace

/// A host's own person, its restarts and its end, as everybody in the room meets them.
class HostLifeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void itsPersonTalksThroughTheSameDoor();
    void itsPersonMissedNothingWhileTheRoomWasDown();
    void guestsComeBackAfterARestart();
    void closingEndsTheRoom();
};

void HostLifeTest::itsPersonTalksThroughTheSameDoor()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace, 0, QStringLiteral("Ms Rao"));
    OPENS(host);
    hostPlace.setClient(hostPlace.engine().makeLocalClient(host, nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(hostPlace.client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(hostPlace.client().username(), QStringLiteral("Ms Rao"));
    QCOMPARE(hostPlace.client().people().first().role, Role::Host);
    QCOMPARE(hostPlace.client().host().acceptedBy, AcceptedBy::Own);

    // The same process as a guest over loopback: "Try it on this PC".
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    const quint64 id = hostPlace.client().say(QStringLiteral("welcome"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.texts(), QStringList{QStringLiteral("Ms Rao: welcome")}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(hostPlace.stateOf(id), MessageState::Delivered, patience);
    host->close();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    QCOMPARE(asha.client().lastError().code, Code::RoomClosed);
    QTRY_COMPARE_WITH_TIMEOUT(hostPlace.client().stage(), RoomStage::Ended, patience);
}

void HostLifeTest::guestsComeBackAfterARestart()
{
    QTemporaryDir hostFolder;
    Visitor asha(source, quickSettings());
    Visitor ravi(source, quickSettings());
    quint16 port = 0;
    {
        Visitor hostPlace(source, quickSettings(), hostFolder.path() + QStringLiteral("/p"));
        HostControl *host = openRoom(hostPlace);
        OPENS(host);
        port = host->info().port;
        ENTERS(asha, host, "asha");
        ENTERS(ravi, host, "ravi");
        asha.client().say(QStringLiteral("before"));
        QTRY_COMPARE_WITH_TIMEOUT(ravi.messages.size(), 1, patience);
        // The program ends: close {away}, which guests wait for.
    }
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Reconnecting, patience);
    QCOMPARE(asha.client().reconnecting().cause, Code::Away);
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().stage(), RoomStage::Reconnecting, patience);
    const quint64 waiting = asha.client().say(QStringLiteral("into the dark"));
    QTest::qWait(50);
    QCOMPARE(asha.stateOf(waiting), MessageState::Waiting);
    Visitor hostPlace(source, quickSettings(), hostFolder.path() + QStringLiteral("/p"));
    HostControl *host = openRoom(hostPlace, port);
    OPENS(host);
    asha.client().tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
    QTRY_COMPARE_WITH_TIMEOUT(asha.texts().last(), QStringLiteral("asha: into the dark"), patience);
    ravi.client().tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().stage(), RoomStage::InRoom, patience);
    QTRY_COMPARE_WITH_TIMEOUT(ravi.notices(RoomNotice::Kind::Missed) +
                                  ravi.notices(RoomNotice::Kind::MissedSome) +
                                  static_cast<int>(ravi.messages.size()),
                              2, patience);
    QVERIFY(!asha.refusals.size() && !asha.hasStage(RoomStage::Ended));
}

void HostLifeTest::closingEndsTheRoom()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    const quint64 first = asha.client().say(QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.messages.size(), 1, patience);
    Q_UNUSED(first);
    host->close();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    QCOMPARE(asha.client().lastError().code, Code::RoomClosed);
    const quint64 late = asha.client().say(QStringLiteral("anybody?"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(late), MessageState::Failed, patience);
    QCOMPARE(asha.progress.value(late).reason, Code::RoomClosed);
}

/// After a crash the numbering jumps, and a guest may be back, and talk, before the host's own person is.
void HostLifeTest::itsPersonMissedNothingWhileTheRoomWasDown()
{
    QTemporaryDir folders;
    const QString before = folders.filePath(QStringLiteral("before"));
    const QString after = folders.filePath(QStringLiteral("after"));
    Visitor asha(source, quickSettings());
    {
        Visitor place(source, quickSettings(), before);
        HostControl *host = openRoom(place, 0, QStringLiteral("Ms Rao"));
        OPENS(host);
        place.setClient(place.engine().makeLocalClient(host, nullptr));
        QTRY_COMPARE_WITH_TIMEOUT(place.client().stage(), RoomStage::InRoom, patience);
        ENTERS(asha, host, "asha");
        const quint64 said = asha.client().say(QStringLiteral("before"));
        QTRY_COMPARE_WITH_TIMEOUT(place.messages.size(), 1, patience);
        // Told as received by the host's person: its place in the room is kept.
        QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(said), MessageState::Delivered, patience);
        copyFolder(before, after);
    }
    Visitor place(source, quickSettings(), after);
    HostControl *host = openRoom(place, 0, QStringLiteral("Ms Rao"));
    OPENS(host);
    Visitor ravi(source, quickSettings());
    ENTERS(ravi, host, "ravi");
    ravi.client().say(QStringLiteral("anybody?"));
    QTRY_COMPARE_WITH_TIMEOUT(ravi.messages.size(), 1, patience);
    QVERIFY(ravi.messages.first().number > limits::numberJump); // it was not closed cleanly
    place.setClient(place.engine().makeLocalClient(host, nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(place.client().stage(), RoomStage::InRoom, patience);
    QTRY_COMPARE_WITH_TIMEOUT(place.texts(), QStringList{QStringLiteral("ravi: anybody?")}, patience);
    QVERIFY(place.messages.first().isReplayed);
    QCOMPARE(place.notices(RoomNotice::Kind::Missed) + place.notices(RoomNotice::Kind::MissedSome), 0);
}

QTEST_GUILESS_MAIN(HostLifeTest)
#include "HostLifeTest.moc"
