// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectClient.h"
#include "Features.h"
#include "HostFixture.h"
#include "HostPlace.h"
#include "LinkRelayPath.h"
#include "RelayStream.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString ravi = QStringLiteral("ravi");

QString nameOf(Code code)
{
    return codeName(code);
}

} // namespace

/// Why a direct message waits, told to who said it: by what the other end, or the host, does on the wire.
class DirectWaitingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void cleanup();
    void eachReasonOnce();
    void whoLeavesBeforeItIsTold();
    void somebodyElseAnswers();
    void theirClaimProvesNothing();

private:
    /// Ravi, whose program says exactly what a test tells it.
    std::unique_ptr<RawGuest> other();
    void tell(const QString &text);
    static QString answer(RawGuest &at, Code code);
    std::unique_ptr<Link> takeCall(RawGuest &at, const Called &called, const char *identity);

    std::unique_ptr<HostFixture> m_room;
    std::unique_ptr<Visitor> m_one;
    std::unique_ptr<JobPool> m_jobs;
    QStringList m_waits;
    QStringList m_disproved;
    int m_said = 0;
};

void DirectWaitingTest::init()
{
    m_waits.clear();
    m_disproved.clear();
    m_said = 0;
    m_jobs = std::make_unique<JobPool>();
    m_room = std::make_unique<HostFixture>(source, hostSettings());
    QVERIFY(m_room->open());
    m_one = std::make_unique<Visitor>(source, quickSettings());
    DirectClient *direct = m_one->client().direct();
    connect(direct, &DirectClient::waits, this,
            [this](const DirectWaitsFact &fact) { m_waits.append(nameOf(fact.reason)); });
    connect(direct, &DirectClient::disproved, this,
            [this](const DirectDisprovedFact &fact) { m_disproved.append(nameOf(fact.code)); });
    connect(direct, &DirectClient::said, this, [this](const DirectSaidFact &) { ++m_said; });
    ENTERS(*m_one, &m_room->host(), "asha");
}

void DirectWaitingTest::cleanup()
{
    m_one.reset();
    m_room.reset();
    m_jobs.reset();
}

std::unique_ptr<RawGuest> DirectWaitingTest::other()
{
    auto guest = std::make_unique<RawGuest>(*m_room);
    guest->features = {features::direct()};
    if (!guest->enters(ravi, RawGuest::deviceNamed(2)) ||
        !QTest::qWaitFor([this] { return m_one->client().people().size() == 2; }, patience))
        qFatal("not let in");
    return guest;
}

void DirectWaitingTest::tell(const QString &text)
{
    DirectWish wish;
    wish.name = ravi;
    wish.text = text;
    m_one->client().direct()->tell(wish);
}

/// The next call is hung up with that code; the name of the caller.
QString DirectWaitingTest::answer(RawGuest &at, Code code)
{
    const auto called = at.take<Called>();
    if (called)
        at.send(HangUp{called->call, quint8(code)});
    return called ? called->name : QString();
}

std::unique_ptr<Link> DirectWaitingTest::takeCall(RawGuest &at, const Called &called, const char *identity)
{
    auto stream = std::make_unique<RelayStream>(std::make_unique<LinkRelayPath>(&at.link(), called.call));
    const auto pass = [to = stream.get()](const Message &message) {
        if (const auto *relay = std::get_if<Relay>(&message))
            to->relayCame(relay->bytes);
        else if (const auto *relayed = std::get_if<Relayed>(&message))
            to->relayedCame(relayed->count);
    };
    for (const Message &message : at.inbox) // came with the call
        pass(message);
    connect(&at.link(), &Link::received, stream.get(), pass);
    Bytes caller;
    for (const Person &person : at.roster) {
        if (person.name == called.name)
            caller = person.devices.front().identity;
    }
    auto link = std::make_unique<Link>(
        std::move(stream),
        SecureChannel::callee(m_room->identity(identity),
                              {at.link().hostKey()->digest(), called.name, ravi, caller}, m_room->random),
        *m_jobs, Settings());
    link->start();
    return link;
}

void DirectWaitingTest::eachReasonOnce()
{
    auto there = other();
    tell(QStringLiteral("hello"));
    QCOMPARE(answer(*there, Code::Busy), asha); // may pass: no reason yet
    QCOMPARE(answer(*there, Code::Busy), asha);
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, QStringList{nameOf(Code::Busy)}, patience);
    QCOMPARE(answer(*there, Code::CallDeclined), asha);
    const QStringList both{nameOf(Code::Busy), nameOf(Code::CallDeclined)};
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, both, patience);
    QCOMPARE(answer(*there, Code::CallDeclined), asha); // and so on: it is not said again
    there->send(Say{1, QStringLiteral("behind it")});
    QTRY_COMPARE_WITH_TIMEOUT(m_one->texts().size(), 1, patience);
    QCOMPARE(m_waits, both);
    tell(QStringLiteral("again")); // but of what is told next
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, both + QStringList{nameOf(Code::CallDeclined)}, patience);
}

void DirectWaitingTest::whoLeavesBeforeItIsTold()
{
    auto there = other();
    tell(QStringLiteral("hello"));
    QVERIFY(there->take<Called>()); // and says nothing to it
    QTRY_COMPARE_WITH_TIMEOUT(m_said, 1, patience);
    QVERIFY(m_waits.isEmpty());
    there.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, QStringList{nameOf(Code::NotHere)}, patience);
    m_room->kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, (QStringList{nameOf(Code::NotHere), nameOf(Code::Lost)}), patience);
    tell(QStringLiteral("while the link is down"));
    QTRY_COMPARE_WITH_TIMEOUT(m_waits.size(), 3, patience);
    QCOMPARE(m_waits.back(), nameOf(Code::Lost)); // not that the host offers no such thing
    QVERIFY(!m_one->client().direct()->people().front().isHere);
}

/// The host passes the call to a device of its own.
void DirectWaitingTest::somebodyElseAnswers()
{
    auto there = other();
    tell(QStringLiteral("for ravi alone"));
    const auto called = there->take<Called>();
    QVERIFY(called);
    const auto link = takeCall(*there, *called, "host.p8"); // the roster names that of "member.p8"
    QTRY_COMPARE_WITH_TIMEOUT(m_disproved, QStringList{nameOf(Code::AnotherIdentity)}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, QStringList{nameOf(Code::AnotherIdentity)}, patience);
}

/// What a `hang_up` says is the word of the host and of whoever hung up.
void DirectWaitingTest::theirClaimProvesNothing()
{
    auto there = other();
    tell(QStringLiteral("hello"));
    QCOMPARE(answer(*there, Code::AnotherIdentity), asha);
    QTRY_COMPARE_WITH_TIMEOUT(m_waits, QStringList{nameOf(Code::AnotherIdentity)}, patience);
    QVERIFY(m_disproved.isEmpty());
}

QTEST_GUILESS_MAIN(DirectWaitingTest)
#include "DirectWaitingTest.moc"
