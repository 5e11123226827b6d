// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MadeLog.h"
#include "TracedSession.h"

#include <QTest>

using namespace waxwing;
using What = KeyLeak::What;

/// What falls with which key, in real sessions and in made logs.
class KeyFallTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keyAndIvFallAlone();
    void secretFallsUpToTheNextRefresh();
    void secretOfTheHandshakeFallsAlone();
    void currentKeyGoesOn();
    void chainAndHostIdentityOpenNothing();
    void epochThatIsNotKnownOpensNothing();
};

void KeyFallTest::keyAndIvFallAlone()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    for (int i = 0; i < 6; ++i)
        QVERIFY(session.guestSays(QStringLiteral("m")));
    const auto log = session.guestLog();
    const KeyTimeline timeline = readTimeline(*log);
    std::vector<quint64> expected;
    for (const TracedFrame &frame : log->frames(0, log->end())) {
        const auto message = frame.hasContent ? decodeMessage(frame.content()) : failure(Code::Malformed);
        const bool isOfTheKey = frame.sent && frame.bytes()[8] == 3; // PROTOCOL 5.1: the epoch's last byte
        if (message && std::holds_alternative<Say>(*message) && isOfTheKey)
            expected.push_back(frame.number);
    }
    QCOMPARE(expected.size(), 2U);
    QCOMPARE(fallen(timeline, {What::KeyAndIv, true, 3}), expected);
    const KeyFall fall = timeline.fallsWith({What::KeyAndIv, true, 3});
    QCOMPARE(fall.falls, 2U);
    QCOMPARE(fall.stands, 10U);
    QVERIFY(!fall.goesOn);
    // Key 1 sealed the lobby: nothing of the talk.
    QVERIFY(fallen(timeline, {What::KeyAndIv, true, 1}).empty());
    QVERIFY(timeline.fallsWith({What::KeyAndIv, true, 1}).any);
}

void KeyFallTest::secretFallsUpToTheNextRefresh()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    for (int i = 0; i < 6; ++i)
        QVERIFY(session.guestSays(QStringLiteral("before")));
    QVERIFY(session.refresh());
    for (int i = 0; i < 3; ++i)
        QVERIFY(session.guestSays(QStringLiteral("after")));
    const KeyTimeline timeline = readTimeline(*session.guestLog());
    // Sending: key 2, 3, 4 two messages each, key 5 none, then the refresh: key 6 two, key 7 one.
    const KeyFall fall = timeline.fallsWith({What::Secret, true, 3});
    QCOMPARE(fall.first, 3U);
    QCOMPARE(fall.last, 5U);
    QCOMPARE(fall.falls, 4U);
    QCOMPARE(fall.stands, 14U);
    QVERIFY(!fall.goesOn);
    for (const KeyTimeline::Entry &entry : timeline.entries()) {
        if (!entry.isBegin)
            QCOMPARE(fall.covers(entry.sent, entry.epoch),
                     entry.sent && entry.epoch >= 3 && entry.epoch <= 5);
    }
    const KeyFall later = timeline.fallsWith({What::Secret, false, 6});
    QCOMPARE(later.last, 7U);
    QCOMPARE(later.falls, 3U);
    QVERIFY(later.goesOn);
}

void KeyFallTest::secretOfTheHandshakeFallsAlone()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    QVERIFY(session.guestSays(QStringLiteral("m")));
    const KeyTimeline timeline = readTimeline(*session.guestLog());
    for (const quint32 epoch : {0U, 1U}) {
        const KeyFall fall = timeline.fallsWith({What::Secret, false, epoch});
        QVERIFY(fall.any);
        QCOMPARE(fall.first, epoch);
        QCOMPARE(fall.last, epoch); // master and refresh cut it off (PROTOCOL 6.4, 5.5)
        QCOMPARE(fall.falls, 0U);
    }
}

void KeyFallTest::currentKeyGoesOn()
{
    TracedSession session;
    QVERIFY(session.enter(5));
    QVERIFY(session.guestSays(QStringLiteral("m")));
    const KeyTimeline timeline = readTimeline(*session.guestLog());
    QVERIFY(timeline.fallsWith({What::KeyAndIv, true, 2}).goesOn);
    QVERIFY(timeline.fallsWith({What::Secret, true, 2}).goesOn);
    QVERIFY(!timeline.fallsWith({What::KeyAndIv, true, 1}).goesOn);
}

void KeyFallTest::chainAndHostIdentityOpenNothing()
{
    TracedSession session;
    QVERIFY(session.enter(2));
    for (int i = 0; i < 3; ++i)
        QVERIFY(session.guestSays(QStringLiteral("m")));
    const KeyTimeline timeline = readTimeline(*session.guestLog());
    for (const What what : {What::Nothing, What::Chain, What::HostIdentity}) {
        const KeyFall fall = timeline.fallsWith({what, true, 2});
        QVERIFY(!fall.any);
        QCOMPARE(fall.falls, 0U);
        QCOMPARE(fall.stands, 6U);
        QVERIFY(fallen(timeline, {what, true, 2}).empty());
    }
}

void KeyFallTest::epochThatIsNotKnownOpensNothing()
{
    MadeLog made;
    made.begin();
    const KeyTimeline timeline = readTimeline(made.log);
    QVERIFY(!timeline.fallsWith({What::Secret, true, 9}).any);
    QCOMPARE(timeline.epoch(true, 9), nullptr);
}

QTEST_GUILESS_MAIN(KeyFallTest)
#include "KeyFallTest.moc"
