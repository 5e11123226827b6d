// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Limits.h"
#include "OwnMessages.h"

#include <QTest>

using namespace waxwing;

/// PROTOCOL 8.4, 8.9 and 8.10: how far a message of mine came, from the speaker's side.
class OwnMessagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAreHeldToTheirRules();
    void withoutReplayALinkKnowsItsOwnNumbersOnly();
    void withReplayReachOutlivesLinks();
    void withReplayOldNumbersAreIgnored();
    void seenIsMoreThanDelivered();
    void forgetsOldNumbers();

private:
    template <class R> static Code codeOf(const R &result)
    {
        return result ? Code::Cancelled : result.error().code;
    }
};

void OwnMessagesTest::countsAreHeldToTheirRules()
{
    OwnMessages mine;
    mine.linkBegan(7, false);
    QCOMPARE(codeOf(mine.receive(Delivered{7, 1, 2})), Code::Unexpected);
    mine.numbered(7, 1);
    const auto first = mine.receive(Delivered{7, 1, 2});
    QVERIFY(first && *first);
    QCOMPARE((*first)->localId, 1u);
    QCOMPARE((*first)->number, 7u);
    QCOMPARE((*first)->count, 1u);
    QCOMPARE((*first)->of, 2u);
    QCOMPARE((*first)->state, MessageState::Delivered);
    QCOMPARE(codeOf(mine.receive(Delivered{7, 1, 2})), Code::Unexpected); // does not rise
    QCOMPARE(codeOf(mine.receive(Delivered{7, 3, 2})), Code::Unexpected); // over `of`
    QVERIFY(mine.receive(Delivered{7, 2, 2}));
    QVERIFY(mine.receive(Seen{7, 1, 2}));
    QCOMPARE(codeOf(mine.receive(Seen{7, 1, 2})), Code::Unexpected);
    QCOMPARE(codeOf(mine.receive(Seen{7, 3, 2})), Code::Unexpected);
    QCOMPARE(codeOf(mine.receive(Seen{8, 1, 2})), Code::Unexpected);
}

void OwnMessagesTest::withoutReplayALinkKnowsItsOwnNumbersOnly()
{
    OwnMessages mine;
    mine.linkBegan(1, false);
    mine.numbered(3, 1);
    mine.linkBegan(4, false);
    QCOMPARE(codeOf(mine.receive(Delivered{3, 1, 2})), Code::Unexpected);
}

void OwnMessagesTest::withReplayReachOutlivesLinks()
{
    OwnMessages mine;
    mine.restore({3, 2, 4, 1});
    mine.linkBegan(4, true);
    const auto same = mine.receive(Delivered{3, 2, 4}); // told again: known already
    QVERIFY(same && !*same);
    QCOMPARE(codeOf(mine.receive(Delivered{3, 2, 4})), Code::Unexpected); // twice on one link
    const auto more = mine.receive(Delivered{3, 3, 4});
    QVERIFY(more && *more);
    QCOMPARE((*more)->localId, 0u);
    QCOMPARE((*more)->count, 3u);
    QCOMPARE((*more)->seen, 1u);
    mine.linkBegan(9, true);
    QVERIFY(mine.receive(Delivered{3, 1, 4})); // less than was known: nothing falls
    QCOMPARE(mine.reach(3).delivered, 3u);
}

void OwnMessagesTest::withReplayOldNumbersAreIgnored()
{
    OwnMessages mine;
    mine.linkBegan(10, true);
    const auto ignored = mine.receive(Delivered{9, 1, 2});
    QVERIFY(ignored && !*ignored);
    const auto seen = mine.receive(Seen{9, 1, 2});
    QVERIFY(seen && !*seen);
    QCOMPARE(codeOf(mine.receive(Delivered{10, 1, 2})), Code::Unexpected);
}

void OwnMessagesTest::seenIsMoreThanDelivered()
{
    OwnMessages mine;
    mine.linkBegan(1, true);
    mine.numbered(1, 5);
    QCOMPARE((**mine.receive(Seen{1, 1, 3})).state, MessageState::Seen);
    const auto delivered = mine.receive(Delivered{1, 2, 3});
    QCOMPARE((*delivered)->state, MessageState::Seen); // never back
    QCOMPARE((*delivered)->count, 2u);
    QCOMPARE((*delivered)->seen, 1u);
}

void OwnMessagesTest::forgetsOldNumbers()
{
    OwnMessages mine;
    mine.linkBegan(1, false);
    mine.numbered(1, 1);
    mine.numberSeen(quint64(limits::deliveredNumbers));
    QVERIFY(mine.receive(Delivered{1, 1, 3}));
    mine.numberSeen(quint64(limits::deliveredNumbers) + 1);
    QCOMPARE(codeOf(mine.receive(Delivered{1, 2, 3})), Code::Unexpected);
}

QTEST_GUILESS_MAIN(OwnMessagesTest)
#include "OwnMessagesTest.moc"
