// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "History.h"
#include "HostFixture.h"
#include "HostPlace.h"

#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);

/// In the place of what is there.
void copyFiles(const QString &from, const QString &to)
{
    const auto names = QDir(from).entryList(QDir::Files);
    for (const QString &name : QDir(to).entryList(QDir::Files))
        QFile::remove(to + u'/' + name);
    for (const QString &name : names)
        QVERIFY(QFile::copy(from + u'/' + name, to + u'/' + name));
}

} // namespace

/// What a guest's messages come to over breaks, ends and restarts, in the room and in its vault.
class GuestBreakTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void afterASleepTheLinkIsMadeAnew();
    void whatWaitsCanBeChangedAndDropped();
    void whatWaitsSurvivesARestart();
    void repliesAndChangesComeBackAsSuch();
    void discardingAnEditThatIsOutLeavesTheMessage();
    void aHostWhoseFileIsAnOlderCopy();
    void whatFailedIsDiscardedAfterTheEnd();
};

void GuestBreakTest::afterASleepTheLinkIsMadeAnew()
{
    Visitor place(source, quickSettings());
    HostControl *host = openRoom(place);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    asha.sleptMs = 30'000; // a nap: the host has not given up the link
    QTest::qWait(100);
    QCOMPARE(asha.client().stage(), RoomStage::InRoom);
    asha.sleptMs = 30'000 + 61'000;
    QTRY_VERIFY_WITH_TIMEOUT(asha.hasStage(RoomStage::Reconnecting), patience); // for a second, by itself
    QCOMPARE(asha.client().reconnecting().cause, Code::Lost);
    asha.client().tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
    asha.client().say(QStringLiteral("good morning"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.texts(), QStringList{QStringLiteral("asha: good morning")}, patience);
}

void GuestBreakTest::whatWaitsCanBeChangedAndDropped()
{
    QTemporaryDir hostFolder;
    Visitor asha(source, quickSettings());
    quint16 port = 0;
    {
        Visitor place(source, quickSettings(), hostFolder.path() + QStringLiteral("/p"));
        HostControl *host = openRoom(place);
        OPENS(host);
        port = host->info().port;
        ENTERS(asha, host, "asha");
    }
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Reconnecting, patience);
    const quint64 first = asha.client().say(QStringLiteral("at five"));
    const quint64 second = asha.client().say(QStringLiteral("never mind"));
    asha.client().changeWaiting(first, QStringLiteral("at six"));
    asha.client().discard(second);
    asha.client().say(QStringLiteral("bye"));
    Visitor place(source, quickSettings(), hostFolder.path() + QStringLiteral("/p"));
    HostControl *host = openRoom(place, port);
    OPENS(host);
    asha.client().tryNow();
    const QStringList wanted{QStringLiteral("asha: at six"), QStringLiteral("asha: bye")};
    QTRY_COMPARE_WITH_TIMEOUT(asha.texts(), wanted, patience);
    QCOMPARE(asha.messages.first().localId, first);
    QCOMPARE(asha.stateOf(second), MessageState::Waiting); // nobody ever heard of it
}

void GuestBreakTest::whatWaitsSurvivesARestart()
{
    QTemporaryDir folders;
    const QString mine = folders.filePath(QStringLiteral("asha"));
    const QString hosts = folders.filePath(QStringLiteral("host"));
    {
        Visitor asha(source, quickSettings(), mine);
        {
            Visitor place(source, quickSettings(), hosts);
            HostControl *host = openRoom(place);
            OPENS(host);
            ENTERS(asha, host, "asha");
        }
        QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Reconnecting, patience);
        const quint64 waits = asha.client().say(QStringLiteral("waits"));
        QTest::qWait(100);
        QCOMPARE(asha.stateOf(waits), MessageState::Waiting);
    } // and goes with what waits in its vault
    Visitor place(source, quickSettings(), hosts);
    HostControl *host = openRoom(place);
    OPENS(host);
    Visitor asha(source, quickSettings(), mine);
    QSignalSpy waiting(&asha.client(), &RoomClient::messageWaits);
    asha.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    asha.logsIn(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.texts(), QStringList{QStringLiteral("asha: waits")}, patience);
    QCOMPARE(waiting.size(), 1);
    const auto shown = waiting.first().first().value<RoomMessage>();
    QCOMPARE(shown.text, QStringLiteral("waits"));
    QCOMPARE(asha.messages.first().localId, shown.localId);
    QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(shown.localId), MessageState::Sent, patience);
}

void GuestBreakTest::repliesAndChangesComeBackAsSuch()
{
    Visitor place(source, quickSettings());
    HostControl *host = openRoom(place);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    Visitor ravi(source, quickSettings());
    ENTERS(ravi, host, "ravi");
    QVERIFY(asha.client().canTalk());
    QList<RoomChange> changes;
    connect(&ravi.client(), &RoomClient::messagesChanged, this,
            [&changes](const QList<RoomChange> &more) { changes += more; });
    const quint64 mine = asha.client().say(QStringLiteral("at five"));
    QTRY_COMPARE_WITH_TIMEOUT(ravi.messages.size(), 1, patience);
    const quint64 number = ravi.messages.first().number;
    ravi.client().setWriting(true);
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().writers(), QStringList{QStringLiteral("ravi")}, patience);
    ravi.client().reply(number, QStringLiteral("fine"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.messages.size(), 2, patience);
    QCOMPARE(asha.messages.last().replyTo, number);
    QTRY_VERIFY_WITH_TIMEOUT(asha.client().writers().isEmpty(), patience);
    asha.client().edit(number, QStringLiteral("at six"));
    asha.client().erase(number);
    QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 2, patience);
    QCOMPARE(changes.first().act, Act::Edit);
    QCOMPARE(changes.first().text, QStringLiteral("at six"));
    QCOMPARE(changes.last().act, Act::Erase);
    QVERIFY(changes.last().text.isEmpty());
    QCOMPARE(changes.last().number, number);
    ravi.client().markRead(number, true);
    QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(mine), MessageState::Seen, patience);
    QCOMPARE(asha.progress.value(mine).seen, 1u);
}

/// The host has the edit, and its store has not numbered it yet.
void GuestBreakTest::discardingAnEditThatIsOutLeavesTheMessage()
{
    Settings settings = quickSettings();
    settings.updateEvery = 1; // with what is said the guest's key goes on: it is seen that it was sent
    HostFixture room(source, settings);
    room.options.features = {features::replay(), features::talk()};
    QVERIFY(room.open());
    Visitor asha(source, quickSettings());
    ENTERS(asha, &room.host(), "asha");
    QList<RoomChange> changes;
    connect(&asha.client(), &RoomClient::messagesChanged, this,
            [&changes](const QList<RoomChange> &more) { changes += more; });
    asha.client().say(QStringLiteral("at five"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.messages.size(), 1, patience);
    QSemaphore gate;
    room.store().post([&gate] { gate.acquire(); });
    const quint64 key = asha.client().link().sendingKey;
    const quint64 edit = asha.client().edit(asha.messages.first().number, QStringLiteral("at six"));
    QTRY_VERIFY_WITH_TIMEOUT(asha.client().link().sendingKey > key, patience); // kept, counted and sent
    asha.client().discard(edit);
    QTest::qWait(50);
    gate.release();
    QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, patience);
    QCOMPARE(changes.first().text, QStringLiteral("at six"));
    asha.client().say(QStringLiteral("bye"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.messages.size(), 2, patience);
    QCOMPARE(changes.size(), 1); // what would have followed by itself came before
}

/// What was said since the copy was made is lost to the host, and its numbers are given again.
void GuestBreakTest::aHostWhoseFileIsAnOlderCopy()
{
    QTemporaryDir hosts;
    const QString profile = hosts.filePath(QStringLiteral("p"));
    Visitor asha(source, quickSettings());
    Visitor ravi(source, quickSettings());
    QList<RoomChange> changes;
    connect(&asha.client(), &RoomClient::messagesChanged, this,
            [&changes](const QList<RoomChange> &more) { changes += more; });
    quint16 port = 0;
    const auto says = [](Visitor &who, const QString &what, int from) {
        for (int i = 1; i <= 5; ++i)
            who.client().say(what.arg(i));
        return QTest::qWaitFor([&] { return who.messages.size() == from + 5; }, patience);
    };
    const auto leaves = [&] { return asha.client().stage() == RoomStage::Reconnecting; };
    {
        Visitor place(source, quickSettings(), profile);
        HostControl *host = openRoom(place);
        OPENS(host);
        port = host->info().port;
        ENTERS(asha, host, "asha");
        ENTERS(ravi, host, "ravi");
    }
    QTRY_VERIFY_WITH_TIMEOUT(leaves(), patience);
    QVERIFY(QDir().mkpath(hosts.filePath(QStringLiteral("copy"))));
    copyFiles(profile + QStringLiteral("/room"), hosts.filePath(QStringLiteral("copy")));
    {
        Visitor place(source, quickSettings(), profile);
        HostControl *host = openRoom(place, port);
        OPENS(host);
        asha.client().tryNow();
        QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
        QVERIFY(says(asha, QStringLiteral("before %1"), 0));
        asha.client().markRead(asha.messages.last().number, true);
        QTest::qWait(100);
    }
    QTRY_VERIFY_WITH_TIMEOUT(leaves(), patience);
    const quint64 edit = asha.client().edit(asha.messages.first().number, QStringLiteral("of what is lost"));
    asha.client().reply(asha.messages.first().number, QStringLiteral("to what is lost"));
    QTest::qWait(50);
    copyFiles(hosts.filePath(QStringLiteral("copy")), profile + QStringLiteral("/room"));
    Visitor place(source, quickSettings(), profile);
    HostControl *host = openRoom(place, port);
    OPENS(host);
    for (Visitor *visitor : {&ravi, &asha}) {
        visitor->client().tryNow();
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(asha.messages.size(), 6, patience);
    QCOMPARE(asha.messages.last().text, QStringLiteral("to what is lost"));
    QCOMPARE(asha.messages.last().replyTo, 0u);
    QCOMPARE(asha.messages.last().number, asha.messages.first().number);
    QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(edit), MessageState::Failed, patience);
    QCOMPARE(asha.progress.value(edit).reason, Code::NotOffered);
    QVERIFY(says(asha, QStringLiteral("after %1"), 6));
    const quint64 read = ravi.client().say(QStringLiteral("nobody looks at this"));
    QTRY_COMPARE_WITH_TIMEOUT(ravi.stateOf(read), MessageState::Delivered, patience);
    QTest::qWait(100);
    QCOMPARE(ravi.stateOf(read), MessageState::Delivered);
    QVERIFY(changes.isEmpty());
    QStringList kept;
    connect(asha.client().history(), &History::pageRead, this, [&kept](const HistoryPage &page) {
        for (const RoomMessage &message : page.messages)
            kept.append(message.text);
    });
    asha.client().history()->readEnd(50);
    QTRY_COMPARE_WITH_TIMEOUT(kept.size(), 12, patience);
    QCOMPARE(kept.first(), QStringLiteral("before 1"));
    QCOMPARE(kept.at(5), QStringLiteral("to what is lost"));
    QCOMPARE(kept.at(6), QStringLiteral("after 1"));
    QCOMPARE(kept.last(), QStringLiteral("nobody looks at this"));
}

void GuestBreakTest::whatFailedIsDiscardedAfterTheEnd()
{
    QTemporaryDir hosts;
    const QString profile = hosts.filePath(QStringLiteral("p"));
    Visitor asha(source, quickSettings());
    quint16 port = 0;
    {
        Visitor place(source, quickSettings(), profile);
        HostControl *host = openRoom(place);
        OPENS(host);
        port = host->info().port;
        ENTERS(asha, host, "asha");
    }
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Reconnecting, patience);
    const quint64 stays = asha.client().say(QStringLiteral("stays"));
    const quint64 goes = asha.client().say(QStringLiteral("goes"));
    {
        Visitor stranger(source, quickSettings());
        HostControl *other = openOtherRoom(stranger, port);
        OPENS(other);
        asha.client().tryNow();
        QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Ended, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(asha.stateOf(goes), MessageState::Failed, patience);
    asha.client().discard(goes);
    asha.client().changeWaiting(stays, QStringLiteral("stays, mended"));
    QTest::qWait(50);
    Visitor place(source, quickSettings(), profile);
    HostControl *host = openRoom(place);
    OPENS(host);
    QStringList shown;
    connect(&asha.client(), &RoomClient::messageWaits, this,
            [&shown](const RoomMessage &message) { shown.append(message.text); });
    asha.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    asha.logsIn(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
    QTRY_COMPARE_WITH_TIMEOUT(shown, QStringList{QStringLiteral("stays, mended")}, patience);
}

QTEST_GUILESS_MAIN(GuestBreakTest)
#include "GuestBreakTest.moc"
