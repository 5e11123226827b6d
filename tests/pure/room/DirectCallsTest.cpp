// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DirectCalls.h"
#include "HostFixture.h"
#include "LinkPair.h"
#include "LinkRelayPath.h"

#include <QDeadlineTimer>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>
#include <map>
#include <set>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString me = QStringLiteral("asha");
constexpr int patience = 20'000;

/// One-time keys that may be held back, or fail.
class HeldKeys final : public OneTimeKeySource
{
public:
    Result<std::shared_ptr<OneTimeKey>> take() override
    {
        ++taken;
        if (holds)
            gate.acquire();
        if (fails)
            return failure(Code::Internal);
        return OneTimeKey::fromPrivateKey(m_key.span());
    }
    std::atomic<int> taken = 0;
    std::atomic<bool> holds = false;
    std::atomic<bool> fails = false;
    QSemaphore gate;

private:
    const SecretBytes m_key = vectorKey(source, "onetime.p8");
};

} // namespace

/// Whom a guest calls and whose calls it takes, and how much of that at once (PROTOCOL 16.1, 16.2): the test
/// is the host and all other members.
class DirectCallsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void cleanup();
    void aKeyThatDoesNotComeIsNotAskedForAtOnce();
    void fourCallsAtOnce();
    void fourHandshakesOfOthersAtOnce();
    void aFullHouse();
    void anotherCallOfTheSameName();
    void anIdentityThatTheHostSwaps();

private:
    static DirectCalls::Party party(const QString &name);
    void connectCalls();
    void onCallMessage(const Message &message);
    Bytes rings(const QString &name, char device = 'd');
    void answer(const Call &call);
    bool opens(const QString &name);
    bool turns();
    static Bytes memberDigest();
    [[nodiscard]] QStringList called() const;
    DirectParties parties(const QString &caller, const QString &callee, const Bytes &peer) const
    {
        return {m_room->guest->hostKey()->digest(), caller, callee, peer};
    }
    Link *add(const Bytes &call, SecureChannel channel);

    std::unique_ptr<HostFixture> m_place; ///< clock, pool and identities; no room is opened
    std::unique_ptr<LinkPair> m_room;
    std::unique_ptr<HeldKeys> m_keys;
    GuestServices m_services;
    std::unique_ptr<DirectCalls> m_calls;
    std::map<Bytes, QPointer<RelayStream>> m_streams; ///< of the others
    std::vector<std::unique_ptr<Link>> m_links;       ///< theirs
    std::map<Bytes, Bytes> m_early;                   ///< came before their call was answered
    std::vector<Call> m_made;
    std::map<Bytes, Code> m_hungUp; ///< by the guest
    QStringList m_opened;
    QStringList m_closed;
    std::set<QString> m_known;
    std::vector<Code> m_disproved;
    bool m_swapped = false; ///< the roster names another identity of everybody
};

DirectCalls::Party DirectCallsTest::party(const QString &name)
{
    return {name, Bytes(16, 'd'), memberDigest()};
}

Bytes DirectCallsTest::memberDigest()
{
    static const Bytes digest =
        Identity::fromPrivateKey(vectorKey(source, "member.p8").span()).value()->publicKey().digest();
    return digest;
}

void DirectCallsTest::init()
{
    m_made.clear();
    m_early.clear();
    m_hungUp.clear();
    m_opened.clear();
    m_closed.clear();
    m_known.clear();
    m_disproved.clear();
    m_swapped = false;
    m_place = std::make_unique<HostFixture>(source);
    m_keys = std::make_unique<HeldKeys>();
    m_room = std::make_unique<LinkPair>(Wire::Pipe, Settings(), m_place->oneTimeKey(),
                                        m_place->identity("host.p8"));
    QVERIFY(m_room->admit());
    m_services = {};
    m_services.clock = &m_place->clock;
    m_services.random = &m_place->random;
    m_services.jobs = &m_place->jobs;
    m_services.oneTimeKeys = m_keys.get();
    m_calls = std::make_unique<DirectCalls>(
        m_services, [](const DirectCalls::Party &) { return std::nullopt; },
        [this](const DirectCalls::Party &who) { return m_known.contains(who.name); },
        [this](const QString &name, const Bytes &device) {
            return DirectCalls::Party{name, device, m_swapped ? Bytes(32, 's') : memberDigest()};
        });
    connectCalls();
    m_calls->beginRoom(m_room->guest.get(),
                       {me, m_place->identity("host.p8"), m_room->guest->hostKey()->digest()});
}

void DirectCallsTest::connectCalls()
{
    connect(m_calls.get(), &DirectCalls::opened, this,
            [this](const DirectCalls::Party &who) { m_opened.append(who.name); });
    connect(m_calls.get(), &DirectCalls::closed, this,
            [this](const DirectCalls::Party &who) { m_closed.append(who.name); });
    connect(m_calls.get(), &DirectCalls::disproved, this,
            [this](const DirectCalls::Party &, Code code) { m_disproved.push_back(code); });
    connect(m_room->guest.get(), &Link::received, m_calls.get(), [this](const Message &message) {
        if (const auto *called = std::get_if<Called>(&message))
            m_calls->receive(*called);
        else if (const auto *relay = std::get_if<Relay>(&message))
            m_calls->receive(*relay);
        else if (const auto *relayed = std::get_if<Relayed>(&message))
            m_calls->receive(*relayed);
        else if (const auto *hangUp = std::get_if<HangUp>(&message))
            m_calls->receive(*hangUp);
    });
    connect(m_room->host.get(), &Link::received, this, &DirectCallsTest::onCallMessage);
}

void DirectCallsTest::cleanup()
{
    m_keys->holds = false;
    m_keys->gate.release(100);
    m_calls.reset();
    m_links.clear();
    m_streams.clear();
    m_room.reset();
    m_place.reset();
    m_keys.reset();
}

/// At the host: for one of the others.
void DirectCallsTest::onCallMessage(const Message &message)
{
    const auto streamOf = [this](const Bytes &call) { return m_streams[call].data(); };
    if (const auto *call = std::get_if<Call>(&message)) {
        m_made.push_back(*call);
    } else if (const auto *relay = std::get_if<Relay>(&message)) {
        if (streamOf(relay->call))
            streamOf(relay->call)->relayCame(relay->bytes);
        else
            m_early[relay->call] += relay->bytes;
    } else if (const auto *relayed = std::get_if<Relayed>(&message); relayed && streamOf(relayed->call)) {
        streamOf(relayed->call)->relayedCame(relayed->count);
    } else if (const auto *hangUp = std::get_if<HangUp>(&message)) {
        m_hungUp.emplace(hangUp->call, Code(hangUp->code));
        if (streamOf(hangUp->call))
            streamOf(hangUp->call)->hangUpCame(Code(hangUp->code));
    }
}

Link *DirectCallsTest::add(const Bytes &call, SecureChannel channel)
{
    auto stream = std::make_unique<RelayStream>(std::make_unique<LinkRelayPath>(m_room->host.get(), call));
    m_streams[call] = stream.get();
    if (const Bytes early = std::exchange(m_early[call], {}); !early.isEmpty())
        stream->relayCame(early);
    m_links.push_back(
        std::make_unique<Link>(std::move(stream), std::move(channel), m_place->jobs, Settings()));
    m_links.back()->start();
    return m_links.back().get();
}

/// Somebody calls, and says nothing more.
Bytes DirectCallsTest::rings(const QString &name, char device)
{
    const Bytes call = m_place->random.bytes(limits::callSize);
    m_room->host->send(Called{call, name, Bytes(16, device)});
    return call;
}

/// Somebody calls, and their link stands.
bool DirectCallsTest::opens(const QString &name)
{
    const Bytes call = rings(name);
    const Bytes mine = m_place->identity("host.p8")->publicKey().digest();
    add(call, SecureChannel::caller(m_place->identity("member.p8"), m_place->oneTimeKey(),
                                    parties(name, me, mine), m_place->random));
    return QTest::qWaitFor([&] { return m_opened.contains(name); }, patience);
}

void DirectCallsTest::answer(const Call &call)
{
    const Bytes mine = m_place->identity("host.p8")->publicKey().digest();
    add(call.call,
        SecureChannel::callee(m_place->identity("member.p8"), parties(me, call.name, mine), m_place->random));
}

/// Whatever was under way in the pool, on the link or in the loop has come to its end.
bool DirectCallsTest::turns()
{
    for (int n = 0; n < 20; ++n) {
        int done = 0;
        for (int job = 0; job < m_place->jobs.threads(); ++job)
            m_place->jobs.run(
                JobPool::Kind::Other, this, [] { return 0; }, [&done](int) { ++done; });
        const auto before = m_room->atHost->count<Writing>();
        m_room->guest->send(Writing{true});
        if (!QTest::qWaitFor(
                [&] { return done == m_place->jobs.threads() && m_room->atHost->count<Writing>() > before; },
                patience))
            return false;
    }
    return true;
}

QStringList DirectCallsTest::called() const
{
    QStringList names;
    for (const Call &call : m_made)
        names.append(call.name);
    return names;
}

void DirectCallsTest::aKeyThatDoesNotComeIsNotAskedForAtOnce()
{
    m_keys->fails = true;
    m_calls->want(party(QStringLiteral("mei")));
    m_calls->want(party(QStringLiteral("ravi")));
    QTRY_COMPARE_WITH_TIMEOUT(m_keys->taken.load(), 2, patience); // one for each
    QVERIFY(turns());
    QCOMPARE(m_keys->taken.load(), 2);
    m_keys->fails = false;
    m_place->clock.advance(60'000);
    m_calls->want(party(QStringLiteral("ravi")));
    QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), std::size_t(2), patience);
    QCOMPARE(m_keys->taken.load(), 4);
}

/// Whoever does not answer holds one of four places.
void DirectCallsTest::fourCallsAtOnce()
{
    for (const char *name : {"ada", "ben", "cai", "dov", "eve", "fay"})
        m_calls->want(party(QString::fromLatin1(name)));
    QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), std::size_t(limits::directHandshakes), patience);
    QVERIFY(turns());
    QCOMPARE(m_made.size(), std::size_t(limits::directHandshakes));
    m_room->host->send(HangUp{m_made.front().call, quint8(Code::CallDeclined)});
    QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), std::size_t(limits::directHandshakes) + 1, patience);
    QCOMPARE(called().back(), QStringLiteral("eve"));
}

void DirectCallsTest::fourHandshakesOfOthersAtOnce()
{
    m_known = {QStringLiteral("mei")};
    std::vector<Bytes> calls;
    for (const char *name : {"ada", "ben", "cai", "dov"}) {
        m_place->clock.advance(10);
        calls.push_back(rings(QString::fromLatin1(name)));
    }
    const Bytes again = rings(QStringLiteral("ada"), 'e'); // another device of the same account
    const Bytes fifth = rings(QStringLiteral("eve"));
    const std::map<Bytes, Code> busy{{again, Code::Busy}, {fifth, Code::Busy}};
    QTRY_COMPARE_WITH_TIMEOUT(m_hungUp.size(), busy.size(), patience);
    QVERIFY(m_hungUp == busy);
    QVERIFY(opens(QStringLiteral("mei"))); // known: in the place of the one that has waited longest
    QCOMPARE(m_hungUp.size(), std::size_t(3));
    QCOMPARE(m_hungUp.at(calls.front()), Code::Busy);
    rings(QStringLiteral("eve")); // a place is free
    QVERIFY(turns());
    QCOMPARE(m_hungUp.size(), std::size_t(3));
    m_place->clock.advance(2'000);
    QVERIFY(opens(QStringLiteral("fay"))); // who dawdles goes
    QCOMPARE(m_hungUp.at(calls[1]), Code::Busy);
    QCOMPARE(m_hungUp.size(), std::size_t(4));
}

/// As many links as there may be: the one unused longest makes place, once there is a key to call with.
void DirectCallsTest::aFullHouse()
{
    const auto nameOf = [](int n) { return QStringLiteral("member %1").arg(n, 2, 10, QLatin1Char('0')); };
    for (int n = 0; n < limits::directLinks; ++n) {
        m_place->clock.advance(60'000);
        QVERIFY(opens(nameOf(n)));
    }
    LinkWatcher oldest(m_links.front().get());
    m_keys->fails = true;
    m_calls->want(party(QStringLiteral("late")));
    QTRY_COMPARE_WITH_TIMEOUT(m_keys->taken.load(), 1, patience);
    QVERIFY(turns());
    QCOMPARE(m_closed, QStringList()); // for nothing
    m_keys->fails = false;
    m_place->clock.advance(60'000);
    m_calls->want(party(QStringLiteral("late")));
    QTRY_COMPARE_WITH_TIMEOUT(called(), QStringList{QStringLiteral("late")}, patience);
    QCOMPARE(m_closed, QStringList{nameOf(0)});
    QTRY_COMPARE_WITH_TIMEOUT(oldest.endCode(), Code::Left, patience);
    QVERIFY(m_hungUp.empty()); // it was told over its link, and hung up itself
    answer(m_made.front());
    QTRY_VERIFY_WITH_TIMEOUT(m_opened.contains(QStringLiteral("late")), patience);
    for (int n = 1; n < limits::directLinks; ++n)
        m_calls->want(party(nameOf(n)));
    const int taken = m_keys->taken;
    m_calls->want(party(QStringLiteral("later")));
    QVERIFY(turns());
    QCOMPARE(m_keys->taken.load(), taken);
    QCOMPARE(m_closed.size(), 1);
    m_calls->end(nameOf(5), Bytes(16, 'd'), Code::Left);
    const QDeadlineTimer deadline(patience);
    while (m_keys->taken == taken && !deadline.hasExpired())
        QThread::yieldCurrentThread(); // no timer runs: it goes on by itself
    QCOMPARE(m_keys->taken.load(), taken + 1);
    QTRY_COMPARE_WITH_TIMEOUT(called().back(), QStringLiteral("later"), patience);
    QCOMPARE(m_closed.size(), 2);
}

/// A host says that somebody calls, by the name of a call that stands.
void DirectCallsTest::anotherCallOfTheSameName()
{
    m_calls->want(party(QStringLiteral("ravi")));
    QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), std::size_t(1), patience);
    m_room->host->send(Called{m_made.front().call, QStringLiteral("mallory"), Bytes(16, 'm')});
    answer(m_made.front());
    QTRY_COMPARE_WITH_TIMEOUT(m_opened, QStringList{QStringLiteral("ravi")}, patience);
    QVERIFY(m_hungUp.empty() && m_closed.isEmpty());
}

/// With `joined`, under the same name and device: the link ends, and nobody but the one whom the roster names
/// now gets another.
void DirectCallsTest::anIdentityThatTheHostSwaps()
{
    const QString ravi = QStringLiteral("ravi");
    QVERIFY(opens(ravi));
    m_swapped = true;
    m_calls->rosterChanged();
    QCOMPARE(m_closed, QStringList{ravi});
    QTRY_COMPARE_WITH_TIMEOUT(m_hungUp.size(), std::size_t(1), patience);
    QCOMPARE(m_hungUp.begin()->second, Code::Left);
    const Bytes call = rings(ravi);
    add(call, SecureChannel::caller(m_place->identity("member.p8"), m_place->oneTimeKey(),
                                    parties(ravi, me, m_place->identity("host.p8")->publicKey().digest()),
                                    m_place->random));
    QTRY_COMPARE_WITH_TIMEOUT(m_disproved, std::vector<Code>{Code::AnotherIdentity}, patience);
    QCOMPARE(m_opened, QStringList{ravi}); // once
}

QTEST_GUILESS_MAIN(DirectCallsTest)
#include "DirectCallsTest.moc"
