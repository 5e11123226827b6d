// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChannelPair.h"
#include "DirectionState.h"
#include "KeyAgreement.h"
#include "TestKeys.h"

#include <QTest>

using namespace waxwing;
using State = SecureChannel::State;

/// Refreshes (PROTOCOL 5.5): both roles, updates in between, and each refusal.
class RefreshTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refreshMovesBothDirections();
    void manyRefreshesFollowEachOther();
    void talkFlowsBetweenTheSteps();
    void updatesMayCrossARefresh();
    void answersAreTheLastRecordsOfTheirEpochs();
    void differentNamesDoNotAgree();
    void secondOfferIsRefused();
    void offerToTheHostIsRefused();
    void answerNotAskedForIsRefused();
    void answerToTheGuestIsRefused();
    void endNotAskedForIsRefused();
    void endBeforeTheAnswerIsRefused();
    void zeroShareIsRefused();
    void theOldEpochEndsWithTheAnswer();
    void offerBeforeIdentityIsRefused_data();
    void offerBeforeIdentityIsRefused();
    void hostOffersOneAtATime();

private:
    std::unique_ptr<ChannelPair> m_pair;
    static Code refusalOf(const ChannelEnd &end)
    {
        return end.refusal().value_or(Error{Code::Lost, {}}).code;
    }
    static Message say() { return Say{1, QStringLiteral("hello")}; }
    void exchange();
};

void RefreshTest::init()
{
    m_pair = std::make_unique<ChannelPair>(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(m_pair->open());
    m_pair->identify();
}

/// A message each way arrives.
void RefreshTest::exchange()
{
    ChannelPair::carry(m_pair->guest.seal(say()), m_pair->host);
    QVERIFY(m_pair->host.last<Say>());
    ChannelPair::carry(m_pair->host.seal(Pong{}), m_pair->guest);
    QVERIFY(m_pair->guest.last<Pong>());
    QVERIFY(!m_pair->guest.refusal() && !m_pair->host.refusal());
}

void RefreshTest::refreshMovesBothDirections()
{
    m_pair->refresh();
    QCOMPARE(m_pair->guest.count<RefreshDone>(), 1);
    QCOMPARE(m_pair->host.count<RefreshDone>(), 1);
    QVERIFY(!m_pair->guest.channel.isRefreshing() && !m_pair->host.channel.isRefreshing());
    for (const auto &status : {m_pair->guest.channel.sending(), m_pair->guest.channel.receiving(),
                               m_pair->host.channel.sending(), m_pair->host.channel.receiving()})
        QCOMPARE(status.epoch, 2U); // talk begins with key 2
    exchange();
}

void RefreshTest::manyRefreshesFollowEachOther()
{
    for (quint32 n = 0; n < 20; ++n) {
        m_pair->refresh();
        exchange();
        QCOMPARE(m_pair->guest.channel.sending().epoch, n + 2);
    }
}

void RefreshTest::talkFlowsBetweenTheSteps()
{
    ChannelEnd &guest = m_pair->guest;
    ChannelEnd &host = m_pair->host;
    QVERIFY(host.channel.sealRefresh(host.outgoing, host.events));
    m_pair->pump();
    exchange();
    QVERIFY(guest.channel.sealRefreshAnswer(guest.outgoing, guest.events));
    // The guest goes on in its new epoch before the host has said the end.
    guest.channel.seal(encode(say()), guest.outgoing, guest.events);
    m_pair->pump();
    exchange();
    QVERIFY(host.channel.sealRefreshAnswer(host.outgoing, host.events));
    host.channel.seal(encode(Message(Pong{})), host.outgoing, host.events);
    m_pair->pump();
    exchange();
    QCOMPARE(host.channel.sending().epoch, 2U);
    QCOMPARE(host.channel.receiving().epoch, 2U);
}

void RefreshTest::updatesMayCrossARefresh()
{
    ChannelEnd &guest = m_pair->guest;
    ChannelEnd &host = m_pair->host;
    guest.channel.setUpdateEvery(1);
    host.channel.setUpdateEvery(1);
    const EncodedMessage said =
        encode(Message(Said{1, QStringLiteral("ada"), Bytes(16, 'd'), 1, 1, QStringLiteral("x")}));
    QVERIFY(host.channel.sealRefresh(host.outgoing, host.events));
    host.channel.seal(said, host.outgoing, host.events);
    guest.channel.seal(encode(say()), guest.outgoing, guest.events);
    m_pair->pump();
    QVERIFY(guest.channel.sealRefreshAnswer(guest.outgoing, guest.events));
    guest.channel.seal(encode(say()), guest.outgoing, guest.events);
    host.channel.seal(said, host.outgoing, host.events);
    m_pair->pump();
    QVERIFY(host.channel.sealRefreshAnswer(host.outgoing, host.events));
    host.channel.seal(said, host.outgoing, host.events);
    m_pair->pump();
    exchange();
    QCOMPARE(guest.count<RefreshDone>(), 1);
    QCOMPARE(host.channel.sending().epoch, guest.channel.receiving().epoch);
    QCOMPARE(host.channel.sending().epoch, 5U); // handshake, two updates, refresh, one update
}

void RefreshTest::answersAreTheLastRecordsOfTheirEpochs()
{
    ChannelEnd &guest = m_pair->guest;
    ChannelEnd &host = m_pair->host;
    host.channel.sealRefresh(host.outgoing, host.events);
    QCOMPARE(host.channel.sending().epoch, 1U); // the offer is an ordinary record
    m_pair->pump();
    QVERIFY(guest.answerDue);
    QVERIFY(!host.answerDue);
    guest.channel.sealRefreshAnswer(guest.outgoing, guest.events);
    QCOMPARE(guest.channel.sending().epoch, 2U);
    QCOMPARE(guest.channel.sending().sequence, 0U);
    QCOMPARE(guest.channel.receiving().epoch, 1U);
    Bytes none;
    QVERIFY(!guest.channel.sealRefreshAnswer(none, guest.events)); // once
    m_pair->pump();
    QVERIFY(host.answerDue);
    QCOMPARE(host.channel.receiving().epoch, 2U);
    QCOMPARE(host.channel.sending().epoch, 1U);
    QVERIFY(host.channel.isRefreshing());
    host.channel.sealRefreshAnswer(host.outgoing, host.events);
    QCOMPARE(host.channel.sending().epoch, 2U);
    QVERIFY(!host.channel.isRefreshing());
}

void RefreshTest::differentNamesDoNotAgree()
{
    m_pair->guest.channel.setUsername(QStringLiteral("eve"));
    m_pair->refresh();
    ChannelPair::carry(m_pair->guest.seal(say()), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Tampered);
}

void RefreshTest::secondOfferIsRefused()
{
    m_pair->host.channel.sealRefresh(m_pair->host.outgoing, m_pair->host.events);
    m_pair->pump();
    ChannelPair::carry(m_pair->host.seal(Refresh{KeyAgreement(m_pair->hostRandom).share()}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
}

void RefreshTest::offerToTheHostIsRefused()
{
    ChannelPair::carry(m_pair->guest.seal(Refresh{KeyAgreement(m_pair->guestRandom).share()}), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
}

void RefreshTest::answerNotAskedForIsRefused()
{
    ChannelPair::carry(m_pair->guest.seal(Refreshed{KeyAgreement(m_pair->guestRandom).share()}),
                       m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
}

void RefreshTest::answerToTheGuestIsRefused()
{
    ChannelPair::carry(m_pair->host.seal(Refreshed{KeyAgreement(m_pair->hostRandom).share()}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
}

void RefreshTest::endNotAskedForIsRefused()
{
    ChannelPair::carry(m_pair->host.seal(RefreshEnd{}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
    ChannelPair::carry(m_pair->guest.seal(RefreshEnd{}), m_pair->host);
    QVERIFY(!m_pair->host.refusal()); // a refused guest seals nothing
    init();
    ChannelPair::carry(m_pair->guest.seal(RefreshEnd{}), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::Unexpected);
}

void RefreshTest::endBeforeTheAnswerIsRefused()
{
    m_pair->host.channel.sealRefresh(m_pair->host.outgoing, m_pair->host.events);
    m_pair->pump();
    ChannelPair::carry(m_pair->host.seal(RefreshEnd{}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::Unexpected);
}

void RefreshTest::zeroShareIsRefused()
{
    ChannelPair::carry(m_pair->host.seal(Refresh{Bytes(32, '\0')}), m_pair->guest);
    QCOMPARE(refusalOf(m_pair->guest), Code::WeakKey);
    init();
    m_pair->host.channel.sealRefresh(m_pair->host.outgoing, m_pair->host.events);
    m_pair->pump();
    ChannelPair::carry(m_pair->guest.seal(Refreshed{Bytes(32, '\0')}), m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::WeakKey);
}

/// Whoever answers and goes on with the old keys is refused by the header alone (PROTOCOL 5.3).
void RefreshTest::theOldEpochEndsWithTheAnswer()
{
    const std::vector<Frame> before = m_pair->guest.seal(say());
    ChannelPair::carry(before, m_pair->host);
    QVERIFY(m_pair->host.channel.sealRefresh(m_pair->host.outgoing, m_pair->host.events));
    m_pair->pump();
    QVERIFY(m_pair->guest.channel.sealRefreshAnswer(m_pair->guest.outgoing, m_pair->guest.events));
    m_pair->pump();
    QVERIFY(!m_pair->host.refusal());
    ChannelPair::carry(before, m_pair->host);
    QCOMPARE(refusalOf(m_pair->host), Code::WrongEpoch);
}

void RefreshTest::offerBeforeIdentityIsRefused_data()
{
    QTest::addColumn<bool>("named");
    QTest::newRow("before login") << false;
    QTest::newRow("before identity") << true;
}

void RefreshTest::offerBeforeIdentityIsRefused()
{
    QFETCH(bool, named);
    ChannelPair pair(testKeys::oneTimeKey(), testKeys::identity());
    QVERIFY(pair.open());
    if (named)
        pair.guest.channel.setUsername(QStringLiteral("ada"));
    Bytes out;
    QVERIFY(!pair.host.channel.sealRefresh(out, pair.host.events)); // our host does not
    ChannelPair::carry(pair.host.seal(Refresh{KeyAgreement(pair.hostRandom).share()}), pair.guest);
    QCOMPARE(refusalOf(pair.guest), Code::Unexpected);
}

void RefreshTest::hostOffersOneAtATime()
{
    Bytes out;
    QVERIFY(m_pair->host.channel.sealRefresh(out, m_pair->host.events));
    QVERIFY(!m_pair->host.channel.sealRefresh(out, m_pair->host.events));
    QVERIFY(!m_pair->guest.channel.sealRefresh(out, m_pair->guest.events)); // nor does a guest
}

QTEST_GUILESS_MAIN(RefreshTest)
#include "RefreshTest.moc"
