// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostAcceptance.h"
#include "NameInquiry.h"
#include "ReconnectSchedule.h"
#include "SystemRandom.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

namespace {

using Outcome = HostAcceptance::Verdict;

const Bytes known = Bytes(32, 'k');
const Bytes stranger = Bytes(32, 's');
const HostAddress here{QStringLiteral("192.168.1.10"), 12345};
const HostAddress there{QStringLiteral("192.168.1.11"), 12345};

Pin pinOf(const Bytes &digest, const HostAddress &address, qint64 usedMs = 1'000)
{
    Pin pin;
    pin.digest = digest;
    pin.room = QStringLiteral("10B");
    pin.addresses = {address};
    pin.acceptedBy = AcceptedBy::Compared;
    pin.lastUsedMs = usedMs;
    return pin;
}

JoinTarget typed()
{
    return {{here}, {}, {}, {}, {}};
}

JoinTarget linked(const Bytes &digest)
{
    JoinTarget target = typed();
    target.key = Fingerprint::ofDigest(digest).text();
    return target;
}

/// Always the same byte.
class OneByte final : public Random
{
public:
    explicit OneByte(quint8 byte) : m_byte(byte) {}
    void fill(std::span<quint8> bytes) override { std::fill(bytes.begin(), bytes.end(), m_byte); }

private:
    quint8 m_byte;
};

} // namespace

/// Which host is the one that the person means (PROTOCOL 6.6), and two small helpers of the guest.
class GuestAcceptanceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLinkDecidesByItsKey();
    void aRecentRoomInsists();
    void aTypedAddressIsUnknownAtFirst();
    void aTypedAddressRemembersWhoWasThere();
    void theKeyGivenBeforehandCountsAtFirstContactOnly();
    void confirmedOnceMeansThisKey();
    void theOwnRoomIsOwn();
    void scheduleGrowsToHalfAMinute();
    void theLastNameWins();
};

void GuestAcceptanceTest::aLinkDecidesByItsKey()
{
    const HostAcceptance acceptance(linked(known), {pinOf(stranger, here)});
    QCOMPARE(acceptance.judge(here, known).verdict, Outcome::Accepted);
    QCOMPARE(acceptance.judge(here, known).by, AcceptedBy::Link);
    // Not even a host that is pinned is the host of the link.
    const auto other = acceptance.judge(here, stranger);
    QCOMPARE(other.verdict, Outcome::Differs);
    QVERIFY(!other.canMeetAsNew);
    QCOMPARE(other.expected, Fingerprint::ofDigest(known));
    JoinTarget broken = linked(known);
    broken.key = QStringLiteral("nonsense");
    QCOMPARE(HostAcceptance(broken, {}).judge(here, known).verdict, Outcome::Differs);
}

void GuestAcceptanceTest::aRecentRoomInsists()
{
    JoinTarget target = typed();
    target.pinnedDigest = known;
    const HostAcceptance acceptance(target, {pinOf(known, here), pinOf(stranger, there)});
    QCOMPARE(acceptance.judge(there, known).verdict, Outcome::Accepted);
    const auto other = acceptance.judge(here, stranger);
    QCOMPARE(other.verdict, Outcome::Differs);
    QVERIFY(!other.canMeetAsNew);
    QCOMPARE(other.roomBefore, QStringLiteral("10B"));
    QCOMPARE(other.lastUsedMs, 1'000);
}

void GuestAcceptanceTest::aTypedAddressIsUnknownAtFirst()
{
    QCOMPARE(HostAcceptance(typed(), {}).judge(here, stranger).verdict, Outcome::Unknown);
    // A pinned host that has moved to a new address is still itself.
    QCOMPARE(HostAcceptance(typed(), {pinOf(known, there)}).judge(here, known).verdict, Outcome::Accepted);
}

void GuestAcceptanceTest::aTypedAddressRemembersWhoWasThere()
{
    HostAcceptance acceptance(typed(), {pinOf(known, here, 2'000), pinOf(stranger, there)});
    const auto other = acceptance.judge(here, stranger);
    QCOMPARE(other.verdict, Outcome::Differs);
    QVERIFY(other.canMeetAsNew);
    acceptance.meetAsNew();
    QCOMPARE(acceptance.judge(here, stranger).verdict, Outcome::Accepted); // pinned from elsewhere
    QCOMPARE(acceptance.judge(here, Bytes(32, 'n')).verdict, Outcome::Unknown);
    // Of two that were there the one seen last counts.
    const HostAcceptance two(typed(), {pinOf(known, here, 1'000), pinOf(stranger, here, 2'000)});
    QCOMPARE(two.judge(here, stranger).verdict, Outcome::Accepted);
    QCOMPARE(two.judge(here, known).verdict, Outcome::Differs);
}

void GuestAcceptanceTest::theKeyGivenBeforehandCountsAtFirstContactOnly()
{
    JoinTarget target = typed();
    target.acceptKey = Fingerprint::ofDigest(stranger).grouped().toLower();
    QCOMPARE(HostAcceptance(target, {}).judge(here, stranger).verdict, Outcome::Accepted);
    QCOMPARE(HostAcceptance(target, {}).judge(here, known).verdict, Outcome::Unknown);
    QCOMPARE(HostAcceptance(target, {pinOf(known, here)}).judge(here, stranger).verdict, Outcome::Differs);
}

void GuestAcceptanceTest::confirmedOnceMeansThisKey()
{
    HostAcceptance acceptance(typed(), {});
    acceptance.confirm(stranger, AcceptedBy::Compared);
    QCOMPARE(acceptance.judge(here, stranger).verdict, Outcome::Accepted);
    const auto other = acceptance.judge(here, known);
    QCOMPARE(other.verdict, Outcome::Differs);
    QVERIFY(!other.canMeetAsNew);
    acceptance.meetAsNew();
    QCOMPARE(acceptance.judge(here, known).verdict, Outcome::Differs);
}

void GuestAcceptanceTest::theOwnRoomIsOwn()
{
    const HostAcceptance acceptance(linked(known), {pinOf(known, here)}, true);
    QCOMPARE(acceptance.judge({}, known).by, AcceptedBy::Own);
    QCOMPARE(acceptance.judge({}, stranger).verdict, Outcome::Differs);
}

void GuestAcceptanceTest::scheduleGrowsToHalfAMinute()
{
    OneByte least(0);
    ReconnectSchedule schedule(least);
    for (const int seconds : {1, 2, 4, 8, 16, 30, 30, 30})
        QCOMPARE(schedule.nextDelayMs(), seconds * 1'000);
    schedule.reset();
    QCOMPARE(schedule.nextDelayMs(), 1'000);
    OneByte most(255);
    ReconnectSchedule jittered(most);
    QCOMPARE(jittered.nextDelayMs(), 800);
    QCOMPARE(jittered.nextDelayMs(), 1'600);
}

void GuestAcceptanceTest::theLastNameWins()
{
    const Settings settings;
    NameInquiry inquiry(settings);
    QSignalSpy due(&inquiry, &NameInquiry::due);
    QSignalSpy judged(&inquiry, &NameInquiry::judged);
    inquiry.ask(QStringLiteral("  as"), {});
    QVERIFY(!inquiry.isDue());
    inquiry.ask(QStringLiteral("asha "), {});
    QTRY_COMPARE(due.size(), 1);
    QVERIFY(inquiry.isDue());
    QCOMPARE(inquiry.name(), QStringLiteral("asha"));
    inquiry.markAsked();
    QVERIFY(!inquiry.isDue());
    inquiry.ask(QStringLiteral("asha2"), {});
    inquiry.answer(Verdict::Taken, {}); // of the first: nobody asks any more
    QVERIFY(judged.isEmpty());
    QTRY_VERIFY(inquiry.isDue());
    inquiry.markAsked();
    inquiry.linkLost();
    QVERIFY(inquiry.isDue()); // asked again on the next link
    inquiry.markAsked();
    inquiry.answer(Verdict::Free, {});
    QCOMPARE(judged.size(), 1);
    QVERIFY(!inquiry.isOpen());
    inquiry.ask(QString(33, QLatin1Char('a')), {});
    QCOMPARE(judged.size(), 2); // without asking anybody
    inquiry.ask(QString(), {});
    QVERIFY(!inquiry.isOpen());
}

QTEST_GUILESS_MAIN(GuestAcceptanceTest)
#include "GuestAcceptanceTest.moc"
