// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"
#include "HostPlace.h"
#include "WireTrace.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);

KeyLogsView logs(bool host, const QStringList &names = {})
{
    return {host, names, false};
}

} // namespace

/// Who writes keys down is told to everybody who knows of such things, and to nobody else (PROTOCOL 8.8).
class KeyLogNoticeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void everybodyIsTold();
    void theHostsOwnIsTold();
    void aNewLinkTellsAgain();
    void oneThatFailsIsTakenBack();
    void oneInPlaceOfAnotherIsNoNews();
    void afterABreakNothingFlickers();
    void anotherDeviceOfOnesOwnIsShown();
    void severalDevicesAreOneName();
    void whoDoesNotKnowOfItHearsNothing();
    void aGuestIsHeldToTheRules_data();
    void aGuestIsHeldToTheRules();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    static std::unique_ptr<RawGuest> knowing(HostFixture &room)
    {
        auto guest = std::make_unique<RawGuest>(room);
        guest->features = features::ours();
        return guest;
    }
    static QStringList told(const std::vector<KeyLogged> &all)
    {
        QStringList lines;
        for (const KeyLogged &one : all)
            lines.append(one.name.value_or(QStringLiteral("(host)")) +
                         (one.running ? QStringLiteral(" on") : QStringLiteral(" off")));
        return lines;
    }
};

void KeyLogNoticeTest::everybodyIsTold()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace, 0, QStringLiteral("grace"));
    OPENS(host);
    RoomClient *own = hostPlace.engine().makeLocalClient(host, nullptr);
    hostPlace.setClient(own);
    QTRY_COMPARE_WITH_TIMEOUT(own->stage(), RoomStage::InRoom, patience);
    Visitor asha(source, quickSettings());
    Visitor ravi(source, quickSettings());
    ENTERS(asha, host, "asha");
    ENTERS(ravi, host, "ravi");
    asha.client().trace()->startKeyLog(path("asha"));
    const KeyLogsView ashas = logs(false, {QStringLiteral("asha")});
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), ashas, patience);
    QTRY_COMPARE_WITH_TIMEOUT(own->keyLogs(), ashas, patience);
    QCOMPARE(asha.client().keyLogs(), logs(false)); // one knows what one does
    Visitor mei(source, quickSettings());
    ENTERS(mei, host, "mei"); // late
    QTRY_COMPARE_WITH_TIMEOUT(mei.client().keyLogs(), ashas, patience);
    mei.client().trace()->startKeyLog(path("mei"));
    const KeyLogsView both = logs(false, {QStringLiteral("asha"), QStringLiteral("mei")});
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), both, patience);
    asha.client().trace()->stopKeyLog();
    const KeyLogsView meis = logs(false, {QStringLiteral("mei")});
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), meis, patience);
    mei.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), logs(false), patience);
    QTRY_COMPARE_WITH_TIMEOUT(own->keyLogs(), logs(false), patience);
    QTRY_COMPARE_WITH_TIMEOUT(mei.client().keyLogs(), logs(false), patience);
}

void KeyLogNoticeTest::theHostsOwnIsTold()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace, 0, QStringLiteral("grace"));
    host->trace()->startKeyLog(path("host")); // before there is a room
    OPENS(host);
    RoomClient *own = hostPlace.engine().makeLocalClient(host, nullptr);
    hostPlace.setClient(own);
    QTRY_COMPARE_WITH_TIMEOUT(own->stage(), RoomStage::InRoom, patience);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().keyLogs(), logs(true), patience);
    QCOMPARE(own->keyLogs(), logs(false));
    host->trace()->stopKeyLog();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().keyLogs(), logs(false), patience);
    host->trace()->startKeyLog(path("host"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().keyLogs(), logs(true), patience);
    host->close();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().keyLogs(), logs(false), patience);
}

void KeyLogNoticeTest::aNewLinkTellsAgain()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    Visitor ravi(source, quickSettings());
    asha.client().trace()->startKeyLog(path("again")); // before there is a link
    ENTERS(ravi, host, "ravi");
    ENTERS(asha, host, "asha");
    const KeyLogsView ashas = logs(false, {QStringLiteral("asha")});
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), ashas, patience);
    asha.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), logs(false), patience);
    asha.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    asha.logsIn(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), ashas, patience);
}

void KeyLogNoticeTest::oneThatFailsIsTakenBack()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    Visitor ravi(source, quickSettings());
    ENTERS(asha, host, "asha");
    ENTERS(ravi, host, "ravi");
    asha.client().trace()->startKeyLog(path("no/such/folder"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().trace()->keyLog().state, RecordingState::Failed, patience);
    const quint64 said = asha.client().say(QStringLiteral("still here"));
    QTRY_VERIFY_WITH_TIMEOUT(asha.progress.contains(said), patience);
    QCOMPARE(ravi.client().keyLogs(), logs(false)); // nothing was ever written
    // One file for a while, then another that cannot be: it ends.
    asha.client().trace()->startKeyLog(path("good"));
    QTRY_VERIFY_WITH_TIMEOUT(ravi.client().keyLogs() == logs(false, {QStringLiteral("asha")}), patience);
    asha.client().trace()->startKeyLog(path("no/such/folder"));
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), logs(false), patience);
}

void KeyLogNoticeTest::oneInPlaceOfAnotherIsNoNews()
{
    WireTrace trace;
    QStringList states;
    connect(&trace, &WireTrace::keyLogChanged, this,
            [&] { states.append(trace.isKeyLogRunning() ? QStringLiteral("on") : QStringLiteral("off")); });
    trace.startKeyLog(path("one"));
    QTRY_VERIFY(trace.isKeyLogRunning());
    trace.startKeyLog(path("two"));
    QTRY_VERIFY(states.size() >= 4);
    QCOMPARE(states, (QStringList{QStringLiteral("off"), QStringLiteral("on"), QStringLiteral("on"),
                                  QStringLiteral("on")}));
    QVERIFY(QFile::exists(path("two")));
    trace.startKeyLog(path("no/such/folder"));
    QVERIFY(trace.isKeyLogRunning());
    QTRY_VERIFY(!trace.isKeyLogRunning());
}

void KeyLogNoticeTest::afterABreakNothingFlickers()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    host->trace()->startKeyLog(path("host"));
    OPENS(host);
    const quint16 port = host->info().port;
    Visitor ravi(source, quickSettings());
    ENTERS(ravi, host, "ravi");
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), logs(true), patience);
    QList<bool> shown;
    connect(&ravi.client(), &RoomClient::keyLogsChanged, this,
            [&] { shown.append(ravi.client().keyLogs().host); });
    host->close(Code::Away);
    QTRY_COMPARE_WITH_TIMEOUT(host->state(), HostControl::State::Closed, patience);
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().stage(), RoomStage::Reconnecting, patience);
    HostControl *again = openRoom(hostPlace, port);
    again->trace()->startKeyLog(path("host"));
    QTRY_COMPARE_WITH_TIMEOUT(again->trace()->keyLog().state, RecordingState::Running, patience);
    OPENS(again);
    ravi.client().tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().stage(), RoomStage::InRoom, patience);
    QTest::qWait(2'500); // longer than what seems to have ended is held back
    QCOMPARE(shown, QList<bool>());
    again->trace()->stopKeyLog();
    QTRY_COMPARE_WITH_TIMEOUT(ravi.client().keyLogs(), logs(false), patience);
}

void KeyLogNoticeTest::anotherDeviceOfOnesOwnIsShown()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor desk(source, quickSettings());
    Visitor laptop(source, quickSettings());
    ENTERS(desk, host, "asha");
    laptop.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(laptop.client().stage(), RoomStage::Lobby, patience);
    laptop.logsIn(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(laptop.client().stage(), RoomStage::InRoom, patience);
    laptop.client().trace()->startKeyLog(path("laptop"));
    const KeyLogsView other{false, {}, true};
    QTRY_COMPARE_WITH_TIMEOUT(desk.client().keyLogs(), other, patience);
    QCOMPARE(laptop.client().keyLogs(), logs(false));
    QSignalSpy changes(&laptop.client(), &RoomClient::keyLogsChanged);
    laptop.client().trace()->stopKeyLog();
    QTRY_COMPARE_WITH_TIMEOUT(desk.client().keyLogs(), logs(false), patience);
    QTest::qWait(2'500); // longer than what seems to have ended is held back
    QVERIFY(changes.isEmpty());
}

void KeyLogNoticeTest::severalDevicesAreOneName()
{
    HostFixture room(source);
    QVERIFY(room.open());
    auto watcher = knowing(room);
    QVERIFY(watcher->enters(QStringLiteral("ravi")));
    auto one = knowing(room);
    auto two = knowing(room);
    QVERIFY(one->enters(QStringLiteral("asha"), RawGuest::deviceNamed(2), "member.p8"));
    QVERIFY(two->enters(QStringLiteral("asha"), RawGuest::deviceNamed(3), "host.p8"));
    one->send(KeyLog{true});
    two->send(KeyLog{true});
    QCOMPARE(told(watcher->takeAll<KeyLogged>(1)), QStringList{QStringLiteral("asha on")});
    QCOMPARE(told(two->takeAll<KeyLogged>(1)), QStringList{QStringLiteral("asha on")}); // and herself
    one->send(KeyLog{false});
    QVERIFY(watcher->takeAll<KeyLogged>().empty());
    two->link().close(Code::Left);
    QCOMPARE(told(watcher->takeAll<KeyLogged>(1)), QStringList{QStringLiteral("asha off")});
}

void KeyLogNoticeTest::whoDoesNotKnowOfItHearsNothing()
{
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest base(room);
    QVERIFY(base.enters(QStringLiteral("base")));
    auto asha = knowing(room);
    QVERIFY(asha->enters(QStringLiteral("asha"), RawGuest::deviceNamed(2), "host.p8"));
    asha->send(KeyLog{true});
    QCOMPARE(told(asha->takeAll<KeyLogged>(1)), QStringList{QStringLiteral("asha on")});
    asha->send(Say{1, QStringLiteral("hello")});
    QVERIFY(base.take<Said>());
    QVERIFY(!base.skipped.contains(QStringLiteral("key_logged")));
    RawGuest late(room);
    QVERIFY(late.enters(QStringLiteral("late"), RawGuest::deviceNamed(4)));
    QVERIFY(late.takeAll<KeyLogged>().empty());
    asha->link().close(Code::Left);
    QVERIFY(base.take<LeftRoom>());
    QVERIFY(!base.skipped.contains(QStringLiteral("key_logged")));
}

void KeyLogNoticeTest::aGuestIsHeldToTheRules_data()
{
    QTest::addColumn<bool>("knows");
    QTest::addColumn<QList<bool>>("states");
    QTest::newRow("without the feature") << false << QList<bool>{true};
    QTest::newRow("off at first") << true << QList<bool>{false};
    QTest::newRow("on twice") << true << QList<bool>{true, true};
    QTest::newRow("off twice") << true << QList<bool>{true, false, false};
}

void KeyLogNoticeTest::aGuestIsHeldToTheRules()
{
    QFETCH(bool, knows);
    QFETCH(QList<bool>, states);
    HostFixture room(source);
    QVERIFY(room.open());
    RawGuest guest(room);
    if (knows)
        guest.features = features::ours();
    QVERIFY(guest.enters(QStringLiteral("asha")));
    for (const bool running : states)
        guest.send(KeyLog{running});
    QCOMPARE(guest.end(), std::optional(Code::Unexpected));
}

QTEST_GUILESS_MAIN(KeyLogNoticeTest)
#include "KeyLogNoticeTest.moc"
