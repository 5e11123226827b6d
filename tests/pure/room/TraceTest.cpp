// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPlace.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);

std::vector<TracedFrame> framesOf(const FrameLog &log, quint64 link)
{
    std::vector<TracedFrame> some;
    for (const TracedFrame &frame : log.frames(0, std::numeric_limits<quint64>::max())) {
        if (frame.link == link)
            some.push_back(frame);
    }
    return some;
}

std::optional<TracedLink> linkTo(const FrameLog &log, const QString &peer)
{
    for (const TracedLink &link : log.links()) {
        if (link.peerName == peer)
            return link;
    }
    return {};
}

} // namespace

/// Whole rooms that are watched: which links a host and a guest show, and what they are called.
class TraceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void hostAndGuestShowTheSame();
    void theHostsOwnPersonIsMarked();
    void everyLinkOfAGuestStandsInOneLog();
    void nobodyWatchesWhereNobodyAsked();
};

void TraceTest::hostAndGuestShowTheSame()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    const auto atHost = host->trace()->log();
    const auto atGuest = asha.client().trace()->log();
    QCOMPARE(atGuest->links().size(), 1u);
    const QString room = host->info().room;
    QCOMPARE(atGuest->links().front().peerName, room);
    const auto linkAtHost = linkTo(*atHost, QStringLiteral("asha"));
    QVERIFY(linkAtHost && linkAtHost->isHostSide);
    const TracedLink linkAtGuest = atGuest->links().front();
    QCOMPARE(linkAtGuest.random, linkAtHost->random);
    QCOMPARE(linkAtGuest.peerPort, host->info().port);
    const quint64 said = asha.client().say(QStringLiteral("is anybody listening?"));
    QTRY_VERIFY_WITH_TIMEOUT(asha.progress.contains(said), patience);
    asha.client().leave();
    QTRY_VERIFY_WITH_TIMEOUT(atGuest->links().front().endNs != 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(atHost->link(linkAtHost->id)->endNs != 0, patience);
    const auto here = framesOf(*atGuest, linkAtGuest.id);
    const auto there = framesOf(*atHost, linkAtHost->id);
    const Bytes words = QByteArrayLiteral("is anybody listening?");
    for (const bool sent : {true, false}) {
        Bytes streams[2];
        int readable = 0;
        for (const TracedFrame &frame : here) {
            if (frame.sent == sent)
                streams[0] += frame.bytes().toByteArray();
            QVERIFY(!frame.bytes().contains(words));
            readable += frame.content().contains(words) ? 1 : 0;
        }
        for (const TracedFrame &frame : there) {
            if (frame.sent != sent)
                streams[1] += frame.bytes().toByteArray();
        }
        QCOMPARE(streams[0], streams[1]);
        QVERIFY(streams[0].size() > 1'000);
        QCOMPARE(readable, 2); // as `say` and as `said`
    }
}

void TraceTest::theHostsOwnPersonIsMarked()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace, 0, QStringLiteral("grace"));
    OPENS(host);
    RoomClient *own = hostPlace.engine().makeLocalClient(host, nullptr);
    hostPlace.setClient(own);
    QTRY_COMPARE_WITH_TIMEOUT(own->stage(), RoomStage::InRoom, patience);
    QVERIFY(!own->trace());
    const auto link = linkTo(*host->trace()->log(), QStringLiteral("grace"));
    QVERIFY(link && link->isLocal && link->isHostSide);
    QVERIFY(framesOf(*host->trace()->log(), link->id).size() > 10);
}

void TraceTest::everyLinkOfAGuestStandsInOneLog()
{
    Visitor hostPlace(source, quickSettings());
    HostControl *host = openRoom(hostPlace);
    OPENS(host);
    Visitor asha(source, quickSettings());
    ENTERS(asha, host, "asha");
    const auto log = asha.client().trace()->log();
    asha.client().leave();
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Idle, patience);
    asha.client().join(Visitor::linked(host->info()));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::Lobby, patience);
    asha.logsIn(QStringLiteral("asha"));
    QTRY_COMPARE_WITH_TIMEOUT(asha.client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(log->links().size(), 2u);
    QVERIFY(log->links()[0].random != log->links()[1].random);
    QVERIFY(log->links()[0].endNs != 0);
    QCOMPARE(log->links()[1].endNs, 0);
}

void TraceTest::nobodyWatchesWhereNobodyAsked()
{
    QTemporaryDir folder;
    Engine engine(Engine::Options{folder.path(), quickSettings(), std::nullopt});
    QVERIFY(engine.openProfile());
    const std::unique_ptr<RoomClient> client(engine.makeClient(nullptr));
    QVERIFY(!client->trace());
    const std::unique_ptr<HostControl> host(engine.makeHost({}, nullptr));
    QVERIFY(!host->trace());
}

QTEST_GUILESS_MAIN(TraceTest)
#include "TraceTest.moc"
