// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../channel/support/DirectSides.h"
#include "FanOut.h"
#include "HostCalls.h"
#include "LinkPair.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// Who has to end where all members together do not read (PROTOCOL 10, 16.1).
class SlowReadersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void sumsFollowTheQueue();
    void theRoomsSlowReaderEndsNobodysCall();
    void callsGoWhereTheyAreMost();
    void whatIsAnsweredToEndedCallsIsTheirsWhoDoNotRead();
    void theLargestGoUntilItIsEnough();

private:
    static Bytes callNamed(char mark) { return Bytes(limits::callSize, mark); }
    static Relay piece(char call, qsizetype size) { return {callNamed(call), Bytes(size, 'x')}; }
    Link &host(int n) { return *m_pairs.at(std::size_t(n))->host; }
    [[nodiscard]] qint64 together() const
    {
        qint64 bytes = 0;
        for (const auto &pair : m_pairs)
            bytes += pair->host->unsentBytes();
        return bytes;
    }

    Settings m_settings;
    std::vector<std::unique_ptr<LinkPair>> m_pairs;
    std::vector<std::unique_ptr<HostMember>> m_members;
    std::unique_ptr<FanOut> m_fanOut;
};

/// Three members who do not read.
void SlowReadersTest::init()
{
    m_settings = Settings();
    m_settings.socketHighWater = 4 * 1024;
    m_settings.unsentTogether = 1024 * 1024;
    m_fanOut = std::make_unique<FanOut>(m_settings);
    for (int n = 0; n < 3; ++n) {
        m_pairs.push_back(std::make_unique<LinkPair>(Wire::Pipe, m_settings, testKeys::oneTimeKey(),
                                                     DirectSides::kept("host")));
        QVERIFY(m_pairs.back()->admit());
        m_pairs.back()->guest->holdReading(true);
        auto member = std::make_unique<HostMember>();
        member->id = quint64(n) + 1;
        member->link = m_pairs.back()->host.get();
        member->name = QString::number(n);
        member->device = Bytes(limits::deviceSize, char(n));
        member->common.direct = true;
        m_fanOut->add(member.get());
        m_members.push_back(std::move(member));
    }
}

void SlowReadersTest::cleanup()
{
    m_fanOut.reset();
    m_members.clear();
    m_pairs.clear();
}

void SlowReadersTest::sumsFollowTheQueue()
{
    using Urgency = SendQueue::Urgency;
    SendQueue queue;
    const auto push = [&](char call, qsizetype size) {
        queue.push(encode(piece(call, size)), Urgency::Bulk, call ? callNamed(call) : Bytes());
    };
    push('a', 5'000);
    push('b', 100);
    push(0, 3'000); // of a file
    push('a', 7'000);
    const qint64 ofA = queue.callBytes(callNamed('a'));
    const qint64 ofB = queue.callBytes(callNamed('b'));
    QVERIFY(ofA > 12'000 && ofB > 100);
    QCOMPARE(queue.callBytes(), ofA + ofB);
    QVERIFY(queue.bulkBytes() > queue.callBytes() + 3'000);
    (void)queue.pop();
    QVERIFY(queue.callBytes(callNamed('a')) > 7'000 && queue.callBytes(callNamed('a')) < ofA);
    queue.dropBulk(callNamed('a'));
    QCOMPARE(queue.callBytes(callNamed('a')), 0);
    QCOMPARE(queue.callBytes(), ofB);
    (void)queue.pop();
    QCOMPARE(queue.callBytes(), 0);
    (void)queue.pop();
    QVERIFY(queue.isEmpty() && queue.bytes() == 0 && queue.bulkBytes() == 0);
}

void SlowReadersTest::theRoomsSlowReaderEndsNobodysCall()
{
    QSignalSpy calls(m_fanOut.get(), &FanOut::callsTooMuch);
    QSignalSpy worst(m_fanOut.get(), &FanOut::worstReaderFound);
    for (int n = 0; n < 5; ++n)
        host(0).sendOfCall(callNamed('a'), piece('a', 48'000));
    for (int n = 0; n < 20; ++n)
        host(1).send(piece('f', 60'000), Link::Urgency::Bulk); // of files, or of the room
    m_fanOut->lookAtUnsent();
    QTRY_VERIFY(!worst.isEmpty());
    QCOMPARE(worst.front().front().toULongLong(), 2U);
    QVERIFY(calls.isEmpty());
}

void SlowReadersTest::callsGoWhereTheyAreMost()
{
    QSignalSpy calls(m_fanOut.get(), &FanOut::callsTooMuch);
    QSignalSpy worst(m_fanOut.get(), &FanOut::worstReaderFound);
    for (int n = 0; n < 30; ++n)
        host(0).sendOfCall(callNamed('a'), piece('a', 48'000));
    for (int n = 0; n < 5; ++n)
        host(1).send(piece('f', 60'000), Link::Urgency::Bulk);
    m_fanOut->lookAtUnsent();
    QTRY_VERIFY(!calls.isEmpty());
    const qint64 tooMuch = calls.front().front().toLongLong();
    QVERIFY(tooMuch > 0 && tooMuch <= together() - m_settings.unsentTogether);
    QVERIFY(worst.isEmpty());
}

/// Somebody makes calls, has them end, and reads nothing of it.
void SlowReadersTest::whatIsAnsweredToEndedCallsIsTheirsWhoDoNotRead()
{
    HostCalls hall(m_settings, *m_fanOut);
    for (const auto &member : m_members)
        hall.enter(*member);
    QSignalSpy calls(m_fanOut.get(), &FanOut::callsTooMuch);
    QSignalSpy worst(m_fanOut.get(), &FanOut::worstReaderFound);
    for (int n = 0; n < 5; ++n)
        host(0).sendOfCall(callNamed('a'), piece('a', 48'000)); // an honest call
    for (int n = 0; n < 6'000; ++n)
        QVERIFY(hall.receive(*m_members[2], Call{callNamed('n'), QStringLiteral("nobody"), Bytes(16, 'd')}));
    QCOMPARE(host(2).callBytes(), 0);
    m_fanOut->lookAtUnsent();
    QTRY_VERIFY(!worst.isEmpty());
    QCOMPARE(worst.front().front().toULongLong(), 3U);
    QVERIFY(calls.isEmpty());
}

void SlowReadersTest::theLargestGoUntilItIsEnough()
{
    HostCalls hall(m_settings, *m_fanOut);
    for (const auto &member : m_members)
        hall.enter(*member);
    const auto call = [&](char name, int from, int to, int pieces) {
        HostMember &caller = *m_members[std::size_t(from)];
        const HostMember &callee = *m_members[std::size_t(to)];
        if (!hall.receive(caller, Call{callNamed(name), callee.name, callee.device}))
            return false;
        for (int n = 0; n < pieces; ++n) {
            if (!hall.receive(caller, piece(name, 40'000)))
                return false;
        }
        return true;
    };
    QVERIFY(call('a', 0, 1, 5) && call('b', 1, 2, 2) && call('c', 2, 0, 4) && call('d', 0, 2, 6));
    const qint64 largest = host(2).callBytes(callNamed('d'));
    QVERIFY(largest > 200'000);
    hall.endLargest(largest + 1); // and so one more
    QCOMPARE(host(2).callBytes(callNamed('d')), 0);
    QCOMPARE(host(1).callBytes(callNamed('a')), 0);
    QVERIFY(host(0).callBytes(callNamed('c')) > 0 && host(2).callBytes(callNamed('b')) > 0);
    QVERIFY(call('e', 0, 1, 1)); // another stands in the place of the one that has ended
    for (const auto &member : m_members)
        hall.leave(*member);
    for (int n = 0; n < 3; ++n)
        QCOMPARE(host(n).callBytes(), 0);
}

QTEST_GUILESS_MAIN(SlowReadersTest)
#include "SlowReadersTest.moc"
