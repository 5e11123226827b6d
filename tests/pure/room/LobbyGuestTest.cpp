// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Hash.h"
#include "LobbyGuest.h"
#include "SystemRandom.h"

#include <QTest>

using namespace waxwing;

namespace {

using State = LobbyGuest::State;

const Bytes salt = Bytes(16, 's');

/// A host that knows one password, without its checks.
struct Host
{
    SystemRandom random;
    ScramVerifier verifier = scramVerifier(keys());
    SecretBytes exporter = SecretBytes(32);
    std::optional<ScramServer> scram;

    static const ScramClientKeys &keys()
    {
        static const ScramClientKeys made =
            deriveScramKeys(toSpan("correct horse"), salt, limits::iterations);
        return made;
    }
    ServerFirst answer(const LobbyStep &first)
    {
        scram = *ScramServer::start(std::get<ClientFirst>(first.send.front()).scram.toUtf8());
        return {QString::fromUtf8(scram->serverFirst(verifier, random))};
    }
    ServerFinal finish(const LobbyStep &final, const QString &name)
    {
        const auto verdict =
            scram->finish(std::get<ClientFinal>(final.send.front()).scram.toUtf8(), exporter.span());
        return {QString::fromUtf8(*verdict), name};
    }
};

Lobby goodLobby()
{
    return {QStringLiteral("10B"), Registration::Open, {}};
}

template <class E> E eventOf(const LobbyStep &step)
{
    return std::get<E>(step.events.at(0));
}

} // namespace

/// The lobby from the guest's side: the order of PROTOCOL 7 and what a host may not say.
class LobbyGuestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void registersAndLogsIn();
    void checksNames();
    void countsWhatALinkTakes();
    void refusesWhatIsOutOfPlace_data();
    void refusesWhatIsOutOfPlace();
    void refusesRoomNames_data();
    void refusesRoomNames();
    void refusesAWrongHostProof();
    void refusesNamesInServerFinal_data();
    void refusesNamesInServerFinal();
    void refusesBadChallenges_data();
    void refusesBadChallenges();
    void refusesCodesThatDoNotFitTheVerdict();
    void aRefusalLeavesTheLobbyOpen();

private:
    LobbyGuest at(State state);
    Host m_host;
};

LobbyGuest LobbyGuestTest::at(State state)
{
    LobbyGuest guest;
    if (state == State::WaitingForLobby)
        return guest;
    guest.receive(goodLobby());
    if (state == State::Checking)
        guest.check(QStringLiteral("asha"), {});
    if (state == State::Registering)
        guest.registerAccount({});
    if (state < State::WaitingForChallenge)
        return guest;
    const LobbyStep first = guest.logIn(*ScramClient::start(u"asha", m_host.random));
    if (state == State::WaitingForChallenge)
        return guest;
    guest.receive(m_host.answer(first));
    if (state == State::Deriving)
        return guest;
    const LobbyStep final = guest.answerChallenge(Host::keys(), m_host.exporter.span());
    if (state == State::WaitingForVerdict)
        return guest;
    guest.receive(m_host.finish(final, QStringLiteral("Asha")));
    if (state == State::Done)
        guest.prove({});
    return guest;
}

void LobbyGuestTest::registersAndLogsIn()
{
    LobbyGuest guest;
    QVERIFY(guest.isWaitingForHost());
    QCOMPARE(eventOf<LobbyOpened>(guest.receive(goodLobby())).lobby.room, QStringLiteral("10B"));
    QVERIFY(!guest.isWaitingForHost());
    Register account;
    account.name = QStringLiteral("asha");
    QCOMPARE(std::get<Register>(guest.registerAccount(account).send.at(0)).name, account.name);
    QVERIFY(guest.isWaitingForHost());
    QVERIFY(std::holds_alternative<AccountMade>(guest.receive(Registered{}).events.at(0)));
    const LobbyStep first = guest.logIn(*ScramClient::start(u"asha", m_host.random));
    const KeysNeeded needed = eventOf<KeysNeeded>(guest.receive(m_host.answer(first)));
    QCOMPARE(needed.salt, salt);
    QCOMPARE(needed.iterations, limits::iterations);
    QVERIFY(!guest.isWaitingForHost());
    const LobbyStep final = guest.answerChallenge(Host::keys(), m_host.exporter.span());
    const LobbyStep done = guest.receive(m_host.finish(final, QStringLiteral("Asha")));
    QCOMPARE(eventOf<LoginDone>(done).name, QStringLiteral("Asha"));
    QVERIFY(std::holds_alternative<IdentityProof>(guest.prove({}).send.at(0)));
    QCOMPARE(guest.state(), State::Done);
}

void LobbyGuestTest::checksNames()
{
    LobbyGuest guest = at(State::Open);
    const LobbyStep asked = guest.check(QStringLiteral("asha"), QStringLiteral("ABCDEFGHABCDEFGH"));
    QCOMPARE(*std::get<Check>(asked.send.at(0)).invite, QStringLiteral("ABCDEFGHABCDEFGH"));
    const NameJudged judged = eventOf<NameJudged>(guest.receive(Checked{Verdict::Taken, {}}));
    QCOMPARE(judged.name, QStringLiteral("asha"));
    QCOMPARE(judged.verdict.verdict, Verdict::Taken);
    QVERIFY(!std::get<Check>(guest.check(QStringLiteral("b"), {}).send.at(0)).invite);
}

void LobbyGuestTest::countsWhatALinkTakes()
{
    LobbyGuest guest = at(State::Open);
    for (int i = 0; i < limits::checksPerLink; ++i) {
        QVERIFY(guest.checksLeft() > 0);
        guest.check(QStringLiteral("a"), {});
        guest.receive(Checked{});
    }
    QCOMPARE(guest.checksLeft(), 0);
    for (int i = 0; i < limits::registersPerLink; ++i) {
        guest.registerAccount({});
        guest.receive(Refused{Code::NameTaken, {}, {}});
    }
    QCOMPARE(guest.registersLeft(), 0);
    for (int i = 0; i < limits::loginsPerLink; ++i) {
        guest.logIn(*ScramClient::start(u"asha", m_host.random));
        guest.receive(Refused{Code::Throttled, 30, {}});
    }
    QCOMPARE(guest.loginsLeft(), 0);
}

void LobbyGuestTest::refusesWhatIsOutOfPlace_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("message");
    // What each state waits for, as numbers of the list in the test.
    const QMap<State, QList<int>> fits{
        {State::WaitingForLobby, {0}},
        {State::Open, {}},
        {State::Checking, {1, 5}},
        {State::Registering, {2, 5}},
        {State::WaitingForChallenge, {3, 5}},
        {State::Deriving, {}},
        {State::WaitingForVerdict, {4, 5}},
        {State::Proving, {}},
        {State::Done, {}},
    };
    for (auto row = fits.begin(); row != fits.end(); ++row) {
        for (int message = 0; message < 12; ++message) {
            if (!row.value().contains(message))
                QTest::addRow("state %d, message %d", int(row.key()), message) << int(row.key()) << message;
        }
    }
}

void LobbyGuestTest::refusesWhatIsOutOfPlace()
{
    QFETCH(int, state);
    QFETCH(int, message);
    const std::vector<Message> messages{goodLobby(),   Checked{}, Registered{},  ServerFirst{},
                                        ServerFinal{}, Refused{}, Welcome{},     Said{},
                                        Roster{},      Check{},   ClientFirst{}, HostProof{}};
    LobbyGuest guest = at(static_cast<State>(state));
    const LobbyStep step = guest.receive(messages.at(std::size_t(message)));
    QVERIFY(step.refusal);
    QCOMPARE(step.refusal->code, Code::Unexpected);
    QCOMPARE(guest.state(), State::Refused);
    QVERIFY(guest.receive(goodLobby()).refusal); // and stays so
}

void LobbyGuestTest::refusesRoomNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("64 bytes") << QString(64, QLatin1Char('x'));
    QTest::newRow("control") << QStringLiteral("a\x1b[2Jb");
    QTest::newRow("space in front") << QStringLiteral(" a");
    QTest::newRow("not NFC") << QStringLiteral("e\u0301");
}

void LobbyGuestTest::refusesRoomNames()
{
    QFETCH(QString, name);
    LobbyGuest guest;
    QCOMPARE(guest.receive(Lobby{name, Registration::Open, {}}).refusal->code, Code::Malformed);
}

void LobbyGuestTest::refusesAWrongHostProof()
{
    LobbyGuest guest = at(State::WaitingForVerdict);
    const QString zeros = QStringLiteral("v=") + QString::fromLatin1(Bytes(32, '\0').toBase64());
    QCOMPARE(guest.receive(ServerFinal{zeros, QStringLiteral("asha")}).refusal->code,
             Code::NotTheHostThatKnowsYou);
}

void LobbyGuestTest::refusesNamesInServerFinal_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("33 letters") << QString(33, QLatin1Char('a'));
    QTest::newRow("control") << QStringLiteral("a\ab");
    QTest::newRow("override") << QStringLiteral("a\u202eb");
    QTest::newRow("invisible") << QStringLiteral("a\u3164b");
    QTest::newRow("two spaces") << QStringLiteral("a  b");
    QTest::newRow("not NFKC") << QStringLiteral("\ufb01nd");
    QTest::newRow("markup") << QStringLiteral("<b>a</b>");
    QTest::newRow("somebody else") << QStringLiteral("Ravi");
}

void LobbyGuestTest::refusesNamesInServerFinal()
{
    QFETCH(QString, name);
    LobbyGuest guest;
    guest.receive(goodLobby());
    const LobbyStep first = guest.logIn(*ScramClient::start(u"asha", m_host.random));
    guest.receive(m_host.answer(first));
    const LobbyStep final = guest.answerChallenge(Host::keys(), m_host.exporter.span());
    QCOMPARE(guest.receive(m_host.finish(final, name)).refusal->code, Code::Malformed);
}

void LobbyGuestTest::refusesBadChallenges_data()
{
    QTest::addColumn<QString>("tail");
    const QString good = QString::fromLatin1(salt.toBase64());
    QTest::newRow("few iterations") << QStringLiteral("AAAA,s=%1,i=599999").arg(good);
    QTest::newRow("many iterations") << QStringLiteral("AAAA,s=%1,i=10000001").arg(good);
    QTest::newRow("a salt of 15")
        << QStringLiteral("AAAA,s=%1,i=600000").arg(QString::fromLatin1(Bytes(15, 's').toBase64()));
    QTest::newRow("a salt of 65")
        << QStringLiteral("AAAA,s=%1,i=600000").arg(QString::fromLatin1(Bytes(65, 's').toBase64()));
    QTest::newRow("an extension") << QStringLiteral("AAAA,s=%1,i=600000,x=1").arg(good);
    QTest::newRow("our nonce alone") << QStringLiteral(",s=%1,i=600000").arg(good);
}

void LobbyGuestTest::refusesBadChallenges()
{
    QFETCH(QString, tail);
    LobbyGuest guest;
    guest.receive(goodLobby());
    const LobbyStep first = guest.logIn(*ScramClient::start(u"asha", m_host.random));
    const QString text = std::get<ClientFirst>(first.send.at(0)).scram;
    const QString nonce = text.mid(text.indexOf(QStringLiteral(",r=")) + 3);
    QCOMPARE(guest.receive(ServerFirst{QStringLiteral("r=") + nonce + tail}).refusal->code, Code::Malformed);
}

void LobbyGuestTest::refusesCodesThatDoNotFitTheVerdict()
{
    QCOMPARE(at(State::Checking).receive(Checked{Verdict::Free, Code::NameTooLong}).refusal->code,
             Code::Malformed);
    QCOMPARE(at(State::Checking).receive(Checked{Verdict::NotAllowed, {}}).refusal->code, Code::Malformed);
}

void LobbyGuestTest::aRefusalLeavesTheLobbyOpen()
{
    for (const State state :
         {State::Checking, State::Registering, State::WaitingForChallenge, State::WaitingForVerdict}) {
        LobbyGuest guest = at(state);
        const LobbyStep step = guest.receive(Refused{Code::Throttled, 30, {}});
        QVERIFY(!step.refusal);
        QCOMPARE(eventOf<RequestRefused>(step).refused.code, Code::Throttled);
        QVERIFY(guest.isOpen());
    }
}

QTEST_GUILESS_MAIN(LobbyGuestTest)
#include "LobbyGuestTest.moc"
