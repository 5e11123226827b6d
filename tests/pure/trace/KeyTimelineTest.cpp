// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MadeLog.h"
#include "TracedSession.h"

#include <QTest>

using namespace waxwing;
using Began = KeyEpoch::Began;
using What = KeyLeak::What;

namespace {

std::vector<Began> reasonsOf(const KeyTimeline &timeline, bool sent)
{
    std::vector<Began> reasons;
    for (const KeyEpoch &epoch : timeline.epochs(sent))
        reasons.push_back(epoch.began);
    return reasons;
}

} // namespace

/// The epochs of a link and its talk, from real sessions.
class KeyTimelineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void epochsOfARealSession();
    void talkIsInOrder();
    void bothSidesSeeTheSame();
    void piecesMakeTheSame();
    void refreshesTellWhy();
    void updateNotBehindTalkIsNoTalk();
    void forgottenBeginningIsUnknown();
    void goneBeforeReadIsSaid();
    void forgettingKeepsTheRest();
    void refusedFramesCountNothing();
    void hundredThousandFramesAreFast();
};

void KeyTimelineTest::epochsOfARealSession()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    for (int i = 0; i < 5; ++i)
        QVERIFY(session.guestSays(QStringLiteral("message")));
    QVERIFY(session.hostSays(QStringLiteral("six")));
    QVERIFY(session.refresh());
    QVERIFY(session.guestSays(QStringLiteral("last")));
    const KeyTimeline timeline = readTimeline(*session.guestLog());
    QCOMPARE(timeline.updateEvery(), 2U);
    QCOMPARE(reasonsOf(timeline, true), (std::vector<Began>{Began::Hellos, Began::Proof, Began::Login,
                                                            Began::Talk, Began::Talk, Began::Refresh}));
    QCOMPARE(reasonsOf(timeline, false),
             (std::vector<Began>{Began::Hellos, Began::Proof, Began::Login, Began::Talk, Began::Talk,
                                 Began::Talk, Began::Refresh}));
    const auto log = session.guestLog();
    for (const bool sent : {true, false}) {
        const auto &epochs = timeline.epochs(sent);
        for (std::size_t i = 0; i < epochs.size(); ++i) {
            const KeyEpoch &epoch = epochs[i];
            QCOMPARE(epoch.number, quint32(i));
            QCOMPARE(epoch.sent, sent);
            QCOMPARE(epoch.isCurrent, i + 1 == epochs.size());
            QCOMPARE(timeline.epoch(sent, quint32(i)), &epoch);
            QCOMPARE(epoch.behind, i > 0 ? epochs[i - 1].talk : 0);
            if (epoch.firstFrame == 0)
                continue; // nothing was sealed with it yet
            const auto first = log->frame(epoch.firstFrame);
            QCOMPARE(first->sent, sent);
            QVERIFY(epoch.lastFrame >= epoch.firstFrame);
        }
        QCOMPARE(epochs[2].talk, 2U);
        QCOMPARE(epochs[3].talk, 2U);
    }
    QCOMPARE(timeline.epochs(true)[4].talk, 1U);
    QCOMPARE(timeline.epochs(true)[5].talk, 1U);
    QCOMPARE(timeline.epochs(false)[5].firstFrame != 0, true); // refresh_end
}

void KeyTimelineTest::talkIsInOrder()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    for (int i = 0; i < 4; ++i)
        QVERIFY(session.guestSays(QStringLiteral("message %1").arg(i)));
    const KeyTimeline timeline = readTimeline(*session.hostLog());
    const auto log = session.hostLog();
    quint64 before = 0;
    int say = 0;
    int said = 0;
    for (const KeyTimeline::Entry &entry : timeline.entries()) {
        QVERIFY(entry.frame >= before);
        before = entry.frame;
        if (entry.isBegin)
            continue;
        const auto frame = log->frame(entry.frame);
        const auto message = decodeMessage(frame->content());
        QCOMPARE(frame->sent, entry.sent);
        if (entry.sent) {
            ++said;
            QVERIFY(std::holds_alternative<Said>(*message));
        } else {
            QCOMPARE(std::get<Say>(*message).text, QStringLiteral("message %1").arg(say++));
        }
    }
    QCOMPARE(say, 4);
    QCOMPARE(said, 4);
}

void KeyTimelineTest::bothSidesSeeTheSame()
{
    TracedSession session;
    QVERIFY(session.enter(3));
    for (int i = 0; i < 7; ++i)
        QVERIFY(session.guestSays(QStringLiteral("m")));
    QVERIFY(session.refresh());
    QTRY_COMPARE(session.hostLog()->end(), session.guestLog()->end()); // no ping is on its way
    const KeyTimeline guest = readTimeline(*session.guestLog());
    const KeyTimeline host = readTimeline(*session.hostLog());
    for (const bool sent : {true, false}) {
        QCOMPARE(reasonsOf(guest, sent), reasonsOf(host, !sent));
        for (std::size_t i = 0; i < guest.epochs(sent).size(); ++i) {
            QCOMPARE(guest.epochs(sent)[i].talk, host.epochs(!sent)[i].talk);
            QCOMPARE(guest.epochs(sent)[i].records, host.epochs(!sent)[i].records);
        }
    }
}

void KeyTimelineTest::piecesMakeTheSame()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    for (int i = 0; i < 5; ++i)
        QVERIFY(session.guestSays(QStringLiteral("m")));
    const KeyTimeline whole = readTimeline(*session.guestLog());
    const KeyTimeline pieces = readTimeline(*session.guestLog(), 1, 1);
    QCOMPARE(pieces.entries().size(), whole.entries().size());
    for (std::size_t i = 0; i < whole.entries().size(); ++i)
        QCOMPARE(pieces.entries()[i].frame, whole.entries()[i].frame);
    QCOMPARE(reasonsOf(pieces, true), reasonsOf(whole, true));
}

void KeyTimelineTest::refreshesTellWhy()
{
    MadeLog made;
    made.begin();
    made.refresh(2, 2, 15 * 60);
    made.refresh(3, 3, 16 * 60, 1ULL << 30);
    made.refresh(4, 4, 17 * 60);
    const KeyTimeline timeline = readTimeline(made.log);
    for (const bool sent : {true, false})
        QCOMPARE(reasonsOf(timeline, sent),
                 (std::vector<Began>{Began::Hellos, Began::Proof, Began::Login, Began::RefreshByTime,
                                     Began::RefreshByVolume, Began::Refresh}));
}

void KeyTimelineTest::updateNotBehindTalkIsNoTalk()
{
    MadeLog made;
    made.begin();
    made.add(true, 2, Say{1, QStringLiteral("a")});
    made.add(true, 2, Ping{});
    made.add(true, 2, Update{});
    made.add(true, 3, Say{2, QStringLiteral("b")});
    made.add(true, 3, Update{});
    const KeyTimeline timeline = readTimeline(made.log);
    QCOMPARE(timeline.epochs(true)[3].began, Began::Update);
    QCOMPARE(timeline.epochs(true)[4].began, Began::Talk);
    QCOMPARE(timeline.epochs(true)[4].behind, 1U);
    QCOMPARE(timeline.epochs(true)[4].firstFrame, 0U);
}

void KeyTimelineTest::forgottenBeginningIsUnknown()
{
    MadeLog made({6, 1 << 20});
    made.begin();
    for (quint64 i = 1; i <= 6; ++i)
        made.add(true, 2, Say{i, QStringLiteral("a")});
    made.add(true, 2, Update{});
    made.refresh(3, 2);
    const KeyTimeline timeline = readTimeline(made.log);
    QCOMPARE(reasonsOf(timeline, true), (std::vector<Began>{Began::Unknown, Began::Talk, Began::Refresh}));
    QCOMPARE(timeline.epochs(true).front().talk, 2U);
    QCOMPARE(timeline.updateEvery(), 0U);
    const KeyFall fall = timeline.fallsWith({What::Secret, true, 2});
    QCOMPARE(fall.last, 3U);
}

void KeyTimelineTest::goneBeforeReadIsSaid()
{
    MadeLog made({6, 1 << 20});
    made.begin();
    KeyTimeline timeline(1);
    QVERIFY(timeline.advance(made.log));
    const std::size_t before = timeline.entries().size();
    for (quint64 i = 1; i <= 10; ++i)
        made.add(true, 2, Say{i, QStringLiteral("a")});
    QVERIFY(!timeline.advance(made.log));
    QCOMPARE(timeline.entries().size(), before);
}

void KeyTimelineTest::forgettingKeepsTheRest()
{
    MadeLog made;
    made.begin();
    for (quint64 i = 1; i <= 20; ++i) {
        made.add(true, 1 + quint32(i), Say{i, QStringLiteral("a")});
        made.add(true, 1 + quint32(i), Update{});
    }
    KeyTimeline timeline = readTimeline(made.log);
    const KeyLeak leak{What::KeyAndIv, true, 15};
    const std::vector<quint64> before = fallen(timeline, leak);
    const quint64 from = timeline.entries()[20].frame;
    timeline.forget(timeline.entriesBelow(from));
    QCOMPARE(timeline.entries().front().frame, from);
    QVERIFY(timeline.epochs(true).front().number > 2);
    QCOMPARE(fallen(timeline, leak), before);
    QVERIFY(timeline.epochs(true).back().isCurrent);
    timeline.forget(timeline.entries().size());
    QVERIFY(timeline.entries().empty());
    QCOMPARE(timeline.epochs(true).size(), 1U);
}

void KeyTimelineTest::refusedFramesCountNothing()
{
    MadeLog made;
    made.begin();
    TracedFrame forged = *made.log.frame(1);
    forged.sent = false;
    forged.buffer[8] = 77; // claims another epoch
    forged.verdict = Code::WrongEpoch;
    made.log.add(forged.passing());
    TracedFrame bytes;
    bytes.link = 1;
    bytes.kind = TracedFrame::Kind::Unframed;
    made.log.add(bytes.passing());
    const KeyTimeline timeline = readTimeline(made.log);
    QCOMPARE(timeline.epochs(false).back().number, 2U);
}

void KeyTimelineTest::hundredThousandFramesAreFast()
{
    MadeLog made;
    made.begin();
    for (quint64 i = 0; i < 99'000; ++i) {
        made.add(false, quint32(2 + i / 6), MadeLog::said());
        if (i % 6 == 5)
            made.add(false, quint32(2 + i / 6), Update{});
    }
    QElapsedTimer clock;
    clock.start();
    const KeyTimeline timeline = readTimeline(made.log);
    qInfo("%zu entries in %lld ms", timeline.entries().size(), clock.elapsed());
    clock.restart();
    const KeyFall fall = timeline.fallsWith({What::Secret, false, timeline.epochs(false).front().number});
    qInfo("judged in %lld ms", clock.elapsed());
    QVERIFY(fall.falls > 80'000);
    QCOMPARE(fall.stands, 0U);
}

QTEST_GUILESS_MAIN(KeyTimelineTest)
#include "KeyTimelineTest.moc"
