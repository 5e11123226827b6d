// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"
#include "PasswordBinding.h"
#include "PasswordChangeHost.h"
#include "Username.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString here = QStringLiteral("192.0.2.1");
const QString there = QStringLiteral("192.0.2.2");

/// Keys of another password, as a guest makes them. PBKDF2 is not what is judged here.
ScramClientKeys otherKeys(char mark)
{
    return {Bytes(limits::saltSize, mark), limits::iterations, SecretBytes(toSpan(Bytes(32, mark))),
            SecretBytes(toSpan(Bytes(32, char(mark + 1))))};
}

/// What the links of one room share, with accounts of the one password.
struct Desk
{
    Desk() : shared(settings)
    {
        shared.clock = &clock;
        shared.random = &random;
        shared.room = QStringLiteral("10B");
        shared.unknownNameKey = SecretBytes(toSpan(Bytes(32, 'k')));
        shared.hostDigest = Bytes(32, 'h');
        asha = addAccount(QStringLiteral("Asha"));
        ravi = addAccount(QStringLiteral("Ravi"));
    }
    qint64 addAccount(const QString &name, Role role = Role::Member)
    {
        Account account;
        account.id = ++lastId;
        account.name = name;
        account.folded = foldedName(name);
        account.skeleton = nameSkeleton(name);
        account.verifier = scramVerifier(commonKeys());
        account.role = role;
        shared.accounts.add(account);
        return account.id;
    }
    std::unique_ptr<PasswordChangeHost> link(qint64 account, const QString &address = here,
                                             bool isOffered = true)
    {
        return std::make_unique<PasswordChangeHost>(
            shared, PasswordChangeHost::Member{account, address, false, isOffered});
    }
    std::unique_ptr<LobbyHost> lobby(const QString &address = here)
    {
        auto made = std::make_unique<LobbyHost>(shared, address, false);
        made->start();
        return made;
    }
    QString codeFor(qint64 account)
    {
        const ResetBook::Token token = ResetBook::make(random, account, clock.wallMs());
        shared.resets.add(token.kept);
        return token.text;
    }
    Reset wish(const QString &name, const QString &code, char mark = 'n')
    {
        const ScramVerifier verifier = scramVerifier(otherKeys(mark));
        return {name, code, verifier.salt, 600'000, verifier.storedKey, verifier.serverKey};
    }
    [[nodiscard]] Bytes storedKey(qint64 account) const
    {
        return shared.accounts.byId(account)->verifier.storedKey;
    }
    /// As HostConnection does once the store has answered.
    LobbyAnswer finish(PasswordChangeHost &change, const LobbyAnswer &answer, const Result<void> &stored = {})
    {
        answer.verifier->finish(shared, stored);
        return change.stored(stored);
    }
    LobbyAnswer finish(LobbyHost &lobby, const LobbyAnswer &answer, const Result<void> &stored = {})
    {
        answer.verifier->finish(shared, stored);
        return lobby.stored(*answer.verifier, stored);
    }

    Settings settings;
    FakeClock clock;
    SystemRandom random;
    LobbyShared shared;
    qint64 lastId = 0;
    qint64 asha = 0;
    qint64 ravi = 0;
};

template <class M> const M *only(const LobbyAnswer &answer)
{
    return answer.messages.size() == 1 ? std::get_if<M>(&answer.messages.front()) : nullptr;
}
Code refusal(const LobbyAnswer &answer)
{
    const auto *refused = only<Refused>(answer);
    return refused ? refused->code : Code::Lost;
}
Code end(const LobbyAnswer &answer)
{
    return answer.end ? answer.end->code : Code::Lost;
}

/// A guest that changes its password, step by step.
struct Changer
{
    Changer(Desk &desk, PasswordChangeHost &host, const QString &name = QStringLiteral("Asha"))
        : m_desk(desk), m_host(host), scram(*ScramClient::start(name, desk.random))
    {
        scram.setChannelBinding(changeHeader, {});
    }
    LobbyAnswer first() { return m_host.receive(ChangeFirst{QString::fromUtf8(scram.clientFirst())}); }
    ChangeFinal final(const LobbyAnswer &challenge, const ScramClientKeys &old = commonKeys(),
                      char mark = 'n')
    {
        if (const auto *asked = only<ChangeChallenge>(challenge))
            (void)scram.challenge(asked->scram.toUtf8());
        const ScramVerifier verifier = scramVerifier(otherKeys(mark));
        ChangeFinal wish{{}, verifier.salt, 600'000, verifier.storedKey, verifier.serverKey};
        sign(wish, m_desk.shared.hostDigest, old);
        return wish;
    }
    void sign(ChangeFinal &wish, const Bytes &hostDigest, const ScramClientKeys &old = commonKeys())
    {
        scram.setChannelBinding(changeHeader, changeBinding(hostDigest, wish));
        wish.scram = QString::fromUtf8(scram.clientFinal(old, {}));
    }
    LobbyAnswer tries(const ScramClientKeys &old = commonKeys(), char mark = 'n')
    {
        LobbyAnswer challenge = first();
        if (!only<ChangeChallenge>(challenge))
            return challenge;
        return m_host.receive(final(challenge, old, mark));
    }

private:
    Desk &m_desk;
    PasswordChangeHost &m_host;

public:
    ScramClient scram;
};

/// A log-in in the lobby; the last answer.
LobbyAnswer logsIn(
    Desk &desk, LobbyHost &lobby, const ScramClientKeys &keys, const std::function<void()> &between = [] {})
{
    const SecretBytes exporter(toSpan(Bytes(32, 'e')));
    ScramClient scram = *ScramClient::start(QStringLiteral("asha"), desk.random);
    LobbyAnswer first = lobby.receive(ClientFirst{QString::fromUtf8(scram.clientFirst())}, exporter);
    const auto *asked = only<ServerFirst>(first);
    if (!asked)
        return first;
    (void)scram.challenge(asked->scram.toUtf8());
    between();
    return lobby.receive(ClientFinal{QString::fromUtf8(scram.clientFinal(keys, exporter.span()))}, exporter);
}

LobbyAnswer resets(LobbyHost &lobby, const Reset &wish)
{
    return lobby.receive(wish, SecretBytes(toSpan(Bytes(32, 'e'))));
}

} // namespace

/// The host's side of PROTOCOL 7.7 and 7.8, without a link.
class PasswordHostTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changes();
    void wrongOldPasswordCounts();
    void aLoginForgivesNoWrongChange();
    void aProofIsForItsChallenge();
    void aProofIsForItsVerifier_data();
    void aProofIsForItsVerifier();
    void aLoginProofIsNoChange();
    void whatIsOutOfPlaceEndsTheLink();
    void nothingIsTakenBehindTheEnd();
    void refusedChanges();
    void changesAreThrottled();
    void nobodyLogsInMeanwhile();
    void aLoginBetweenEndsIt();
    void twoLinksAtOnce();
    void aFailedStoreChangesNothing();
    void aCodeIsGoodOnce();
    void aCodeExpires();
    void aCodeIsForOneAccount();
    void anotherCodeTakesItsPlace();
    void aChangeEndsTheCode();
    void codesAreNotGuessed();
    void aRightCodePassesWhateverWaits();
    void refusedResets();
    void aResetThatIsNotStored();
};

void PasswordHostTest::changes()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    const LobbyAnswer answer = asha.tries();
    QVERIFY(answer.messages.empty());
    QVERIFY(answer.verifier);
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(commonKeys()).storedKey); // not before it is stored
    const LobbyAnswer done = desk.finish(*link, answer);
    const auto *changed = only<Changed>(done);
    QVERIFY(changed);
    QVERIFY(asha.scram.finish(changed->scram.toUtf8())); // by the old password: the host knew it
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(otherKeys('n')).storedKey);
    QCOMPARE(desk.storedKey(desk.ravi), scramVerifier(commonKeys()).storedKey);

    auto lobby = desk.lobby();
    QCOMPARE(refusal(logsIn(desk, *lobby, commonKeys())), Code::PasswordWrong);
    QVERIFY(only<ServerFinal>(logsIn(desk, *lobby, otherKeys('n'))));
    Changer again(desk, *link); // and once more over the same link
    QVERIFY(again.tries(otherKeys('n'), 'm').verifier);
}

void PasswordHostTest::wrongOldPasswordCounts()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    for (const quint64 left : {4U, 3U, 2U, 1U}) {
        const LobbyAnswer answer = Changer(desk, *link).tries(otherKeys('w'));
        QCOMPARE(refusal(answer), Code::PasswordWrong);
        QCOMPARE(only<Refused>(answer)->left, left);
    }
    QCOMPARE(only<Refused>(Changer(desk, *link).tries(otherKeys('w')))->wait, 30U);
    const LobbyAnswer waits = Changer(desk, *link).tries();
    QCOMPARE(refusal(waits), Code::Throttled);
    QCOMPARE(only<Refused>(waits)->wait, 30U);
    QCOMPARE(refusal(Changer(desk, *desk.link(desk.asha, there)).tries()), Code::Throttled); // of every link
    QVERIFY(Changer(desk, *desk.link(desk.ravi), QStringLiteral("Ravi")).tries().verifier);
    desk.clock.advance(30'000);
    QVERIFY(Changer(desk, *link).tries().verifier);
}

/// A program at an open window logs in by itself after a break.
void PasswordHostTest::aLoginForgivesNoWrongChange()
{
    Desk desk;
    for (int i = 0; i < limits::freeFailures; ++i) {
        QCOMPARE(refusal(Changer(desk, *desk.link(desk.asha)).tries(otherKeys('w'))), Code::PasswordWrong);
        QVERIFY(only<ServerFinal>(logsIn(desk, *desk.lobby(), commonKeys())));
    }
    const auto link = desk.link(desk.asha);
    QCOMPARE(only<Refused>(Changer(desk, *link).tries(otherKeys('w')))->wait, 30U);
    QVERIFY(only<ServerFinal>(logsIn(desk, *desk.lobby(), commonKeys()))); // logins are counted apart
    QCOMPARE(refusal(Changer(desk, *link).tries()), Code::Throttled);
    desk.clock.advance(30'000);
    desk.finish(*link, Changer(desk, *link).tries()); // the right one clears
    const LobbyAnswer again = Changer(desk, *link).tries(commonKeys());
    QCOMPARE(only<Refused>(again)->left, 4U);
}

void PasswordHostTest::aProofIsForItsChallenge()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer first(desk, *link);
    const ChangeFinal used = first.final(first.first());
    desk.finish(*link, link->receive(used));
    Changer second(desk, *link);
    QVERIFY(only<ChangeChallenge>(second.first()));
    QCOMPARE(end(link->receive(used)), Code::Malformed); // its nonce was answered before
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(otherKeys('n')).storedKey);

    const auto another = desk.link(desk.asha); // nor on another link
    QVERIFY(only<ChangeChallenge>(Changer(desk, *another).first()));
    QCOMPARE(end(another->receive(used)), Code::Malformed);
}

void PasswordHostTest::aProofIsForItsVerifier_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char *name : {"salt", "stored_key", "server_key", "iterations", "host"})
        QTest::newRow(name) << QByteArray(name);
}

void PasswordHostTest::aProofIsForItsVerifier()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    ChangeFinal wish = asha.final(asha.first());
    QFETCH(QByteArray, what);
    if (what == "salt")
        wish.salt[0] = 'x';
    else if (what == "stored_key")
        wish.storedKey[31] = 'x';
    else if (what == "server_key")
        wish.serverKey[0] = 'x';
    else if (what == "iterations")
        wish.iterations = 600'001;
    else
        asha.sign(wish, Bytes(32, 'i')); // made for another host
    QCOMPARE(end(link->receive(wish)), Code::Malformed);
    QVERIFY(desk.shared.verifiersUnderWay.isEmpty());
}

void PasswordHostTest::aLoginProofIsNoChange()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    const ScramClient login = *ScramClient::start(QStringLiteral("Asha"), desk.random);
    QCOMPARE(end(link->receive(ChangeFirst{QString::fromUtf8(login.clientFirst())})), Code::Malformed);
    ScramClient change = *ScramClient::start(QStringLiteral("Asha"), desk.random);
    change.setChannelBinding(changeHeader, {});
    QCOMPARE(end(desk.lobby()->receive(ClientFirst{QString::fromUtf8(change.clientFirst())}, {})),
             Code::Malformed);
}

void PasswordHostTest::whatIsOutOfPlaceEndsTheLink()
{
    Desk desk;
    auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    const LobbyAnswer challenge = asha.first();
    const ChangeFinal final = asha.final(challenge);
    QCOMPARE(end(desk.link(desk.asha)->receive(final)), Code::Unexpected); // without a challenge
    QCOMPARE(end(Changer(desk, *link).first()), Code::Unexpected);         // a second before the answer
    QCOMPARE(end(Changer(desk, *desk.link(desk.asha, here, false)).first()), Code::Unexpected);
    link = desk.link(desk.asha);
    Changer another(desk, *link);
    QVERIFY(another.tries().verifier);
    QCOMPARE(end(Changer(desk, *link).first()), Code::Unexpected); // while it is stored
    QCOMPARE(end(link->receive(final)), Code::Unexpected);
    QCOMPARE(end(Changer(desk, *desk.link(desk.asha), QStringLiteral("Ravi")).first()), Code::Malformed);
    QCOMPARE(end(Changer(desk, *desk.link(desk.asha), QStringLiteral("asha")).first()), Code::Malformed);
}

/// Whether the link takes more or not.
void PasswordHostTest::nothingIsTakenBehindTheEnd()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    ChangeFinal wish = asha.final(asha.first());
    asha.sign(wish, Bytes(32, 'i'));
    QCOMPARE(end(link->receive(wish)), Code::Malformed);
    QCOMPARE(end(Changer(desk, *link).first()), Code::Unexpected);

    const auto another = desk.link(desk.asha);
    Changer twice(desk, *another);
    const ChangeFinal right = twice.final(twice.first());
    QCOMPARE(end(Changer(desk, *another).first()), Code::Unexpected);
    QCOMPARE(end(another->receive(right)), Code::Unexpected);
    QVERIFY(desk.shared.verifiersUnderWay.isEmpty());
}

void PasswordHostTest::refusedChanges()
{
    Desk desk;
    const qint64 host = desk.addAccount(QStringLiteral("Hana"), Role::Host);
    QCOMPARE(refusal(Changer(desk, *desk.link(host), QStringLiteral("Hana")).first()), Code::HostsOwnAccount);

    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    ChangeFinal wish = asha.final(asha.first());
    wish.iterations = 700'000;
    asha.sign(wish, desk.shared.hostDigest);
    QCOMPARE(refusal(link->receive(wish)), Code::IterationsRefused);
    QVERIFY(Changer(desk, *link).tries().verifier); // another may begin
}

void PasswordHostTest::changesAreThrottled()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    ScramClientKeys keys = commonKeys().clone();
    for (int i = 0; i < limits::registrationsPerMinute; ++i) {
        Changer asha(desk, *link);
        const LobbyAnswer answer = asha.tries(keys, char('A' + i));
        QVERIFY(answer.verifier);
        desk.finish(*link, answer);
        keys = otherKeys(char('A' + i));
    }
    const LobbyAnswer waits = Changer(desk, *link).tries(keys);
    QCOMPARE(refusal(waits), Code::Throttled);
    QCOMPARE(only<Refused>(waits)->wait, 6U);
    desk.clock.advance(6'000);
    QVERIFY(Changer(desk, *link).tries(keys).verifier);
}

void PasswordHostTest::nobodyLogsInMeanwhile()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    std::optional<LobbyAnswer> storing;
    // A log-in that began before is judged when its proof comes.
    auto lobby = desk.lobby(there);
    const LobbyAnswer late = logsIn(desk, *lobby, commonKeys(), [&] { storing = asha.tries(); });
    QVERIFY(storing && storing->verifier);
    QCOMPARE(refusal(late), Code::Throttled);
    const LobbyAnswer waits = logsIn(desk, *lobby, commonKeys());
    QCOMPARE(refusal(waits), Code::Throttled);
    QCOMPARE(only<Refused>(waits)->wait, 1U);
    QCOMPARE(refusal(Changer(desk, *desk.link(desk.asha)).first()), Code::Throttled);
    QCOMPARE(refusal(resets(*lobby, desk.wish(QStringLiteral("asha"), desk.codeFor(desk.asha)))),
             Code::Throttled);
    desk.finish(*link, *storing);
    QVERIFY(only<ServerFinal>(logsIn(desk, *lobby, otherKeys('n'))));
}

/// The guest was killed; what it had sent comes late, when another run was told that the old password holds.
void PasswordHostTest::aLoginBetweenEndsIt()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer killed(desk, *link);
    const ChangeFinal late = killed.final(killed.first());
    QVERIFY(only<ServerFinal>(logsIn(desk, *desk.lobby(there), commonKeys())));
    const LobbyAnswer answer = link->receive(late);
    QCOMPARE(refusal(answer), Code::Throttled);
    QCOMPARE(only<Refused>(answer)->wait, 1U);
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(commonKeys()).storedKey);
    QVERIFY(Changer(desk, *link).tries().verifier);
}

void PasswordHostTest::twoLinksAtOnce()
{
    Desk desk;
    const auto one = desk.link(desk.asha);
    const auto other = desk.link(desk.asha, there);
    Changer first(desk, *one);
    Changer second(desk, *other);
    const ChangeFinal late = second.final(second.first(), commonKeys(), 'l');
    desk.finish(*one, first.tries());
    QCOMPARE(refusal(other->receive(late)), Code::PasswordWrong); // it is the old one by now
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(otherKeys('n')).storedKey);
}

void PasswordHostTest::aFailedStoreChangesNothing()
{
    Desk desk;
    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    const LobbyAnswer answer = asha.tries();
    const LobbyAnswer refused = desk.finish(*link, answer, failure(Code::StorageFailed));
    QCOMPARE(refusal(refused), Code::Internal);
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(commonKeys()).storedKey);
    QVERIFY(desk.shared.verifiersUnderWay.isEmpty());
    QVERIFY(Changer(desk, *link).tries().verifier);
}

void PasswordHostTest::aCodeIsGoodOnce()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    auto lobby = desk.lobby();
    QString typed = code.toLower();
    typed.insert(8, QStringLiteral(" - "));
    const LobbyAnswer answer = resets(*lobby, desk.wish(QStringLiteral("ASHA"), typed));
    QVERIFY(answer.verifier && answer.verifier->resetCode);
    QCOMPARE(end(resets(*lobby, desk.wish(QStringLiteral("asha"), code))), Code::Unexpected);
    auto another = desk.lobby(there);
    QCOMPARE(refusal(resets(*another, desk.wish(QStringLiteral("asha"), code))), Code::Throttled);
    lobby = desk.lobby();
    const LobbyAnswer again = resets(*lobby, desk.wish(QStringLiteral("ravi"), desk.codeFor(desk.ravi)));
    QVERIFY(only<ResetDone>(desk.finish(*lobby, again)));
    answer.verifier->finish(desk.shared, {});
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(otherKeys('n')).storedKey);
    QCOMPARE(refusal(resets(*another, desk.wish(QStringLiteral("asha"), code))), Code::ResetCodeInvalid);
    QVERIFY(only<ServerFinal>(logsIn(desk, *lobby, otherKeys('n')))); // on the same link
}

void PasswordHostTest::aCodeExpires()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    desk.clock.advance(15 * 60'000 - 1);
    QVERIFY(desk.shared.resets.check(desk.asha, code, desk.clock.wallMs()));
    desk.clock.advance(1);
    QCOMPARE(refusal(resets(*desk.lobby(), desk.wish(QStringLiteral("asha"), code))), Code::ResetCodeInvalid);
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(commonKeys()).storedKey);
}

void PasswordHostTest::aCodeIsForOneAccount()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    for (const char *name : {"ravi", "nobody", ""})
        QCOMPARE(refusal(resets(*desk.lobby(), desk.wish(QString::fromLatin1(name), code))),
                 Code::ResetCodeInvalid);
    for (const QString &typed : {QString(), QStringLiteral("0"), code.chopped(1), code + QLatin1Char('A')})
        QCOMPARE(refusal(resets(*desk.lobby(), desk.wish(QStringLiteral("asha"), typed))),
                 Code::ResetCodeInvalid);
    QCOMPARE(desk.storedKey(desk.ravi), scramVerifier(commonKeys()).storedKey);
}

void PasswordHostTest::anotherCodeTakesItsPlace()
{
    Desk desk;
    const QString first = desk.codeFor(desk.asha);
    const QString second = desk.codeFor(desk.asha);
    QVERIFY(first != second);
    auto lobby = desk.lobby();
    QCOMPARE(refusal(resets(*lobby, desk.wish(QStringLiteral("asha"), first))), Code::ResetCodeInvalid);
    QVERIFY(resets(*lobby, desk.wish(QStringLiteral("asha"), second)).verifier);
}

void PasswordHostTest::aChangeEndsTheCode()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    const auto link = desk.link(desk.asha);
    Changer asha(desk, *link);
    desk.finish(*link, asha.tries());
    QCOMPARE(refusal(resets(*desk.lobby(), desk.wish(QStringLiteral("asha"), code))), Code::ResetCodeInvalid);
}

void PasswordHostTest::codesAreNotGuessed()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    auto lobby = desk.lobby();
    const auto guess = [&](const QString &name) {
        return resets(*lobby, desk.wish(name, QStringLiteral("AAAAAAAAAAAAAAAA")));
    };
    for (const quint64 left : {4U, 3U, 2U, 1U})
        QCOMPARE(only<Refused>(guess(QStringLiteral("asha")))->left, left);
    QCOMPARE(only<Refused>(guess(QStringLiteral("asha")))->wait, 30U);
    QCOMPARE(only<Refused>(guess(QStringLiteral("asha")))->wait, 30U); // and is not counted
    // A name that nobody has counts alike, so that nothing shows which there are.
    auto other = desk.lobby(there);
    for (const quint64 left : {4U, 3U, 2U, 1U})
        QCOMPARE(only<Refused>(resets(*other, desk.wish(QStringLiteral("nobody"), code)))->left, left);
    QCOMPARE(only<Refused>(resets(*other, desk.wish(QStringLiteral("nobody"), code)))->wait, 30U);
    QCOMPARE(refusal(resets(*other, desk.wish(QStringLiteral("nobody"), code))), Code::Throttled);
    // All together over one link.
    for (int i = 6; i < limits::resetsPerLink; ++i)
        QCOMPARE(refusal(guess(QStringLiteral("asha"))), Code::Throttled);
    QCOMPARE(end(guess(QStringLiteral("asha"))), Code::TooManyTries);
    lobby = desk.lobby();
    QVERIFY(resets(*lobby, desk.wish(QStringLiteral("asha"), code)).verifier); // the right one does not wait
}

void PasswordHostTest::aRightCodePassesWhateverWaits()
{
    Desk desk;
    // Others try from everywhere, and here too.
    for (int i = 0; i < limits::failuresPerWindow + 5; ++i) {
        const QString address = i % 5 == 0 ? here : QStringLiteral("192.0.2.%1").arg(100 + i);
        logsIn(desk, *desk.lobby(address), otherKeys('w'));
    }
    auto lobby = desk.lobby();
    QCOMPARE(refusal(logsIn(desk, *lobby, commonKeys())), Code::Throttled);
    const QString code = desk.codeFor(desk.asha);
    const LobbyAnswer answer = resets(*lobby, desk.wish(QStringLiteral("asha"), code));
    QVERIFY(answer.verifier);
    QVERIFY(only<ResetDone>(desk.finish(*lobby, answer)));
    QVERIFY(only<ServerFinal>(logsIn(desk, *lobby, otherKeys('n')))); // and goes on, on the same link
    QCOMPARE(refusal(logsIn(desk, *desk.lobby(there), otherKeys('n'))), Code::Throttled);
}

void PasswordHostTest::refusedResets()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    Reset weak = desk.wish(QStringLiteral("asha"), code);
    weak.iterations = 1'000;
    QCOMPARE(refusal(resets(*desk.lobby(), weak)), Code::IterationsRefused);
    desk.shared.registration = Registration::Closed; // concerns those who are new
    QVERIFY(resets(*desk.lobby(), desk.wish(QStringLiteral("asha"), code)).verifier);

    Desk plain;
    plain.shared.features = {};
    QCOMPARE(end(resets(*plain.lobby(), plain.wish(QStringLiteral("asha"), code))), Code::Unexpected);
}

void PasswordHostTest::aResetThatIsNotStored()
{
    Desk desk;
    const QString code = desk.codeFor(desk.asha);
    auto lobby = desk.lobby();
    const LobbyAnswer answer = resets(*lobby, desk.wish(QStringLiteral("asha"), code));
    QCOMPARE(refusal(desk.finish(*lobby, answer, failure(Code::StorageFailed))), Code::Internal);
    QCOMPARE(desk.storedKey(desk.asha), scramVerifier(commonKeys()).storedKey);
    QVERIFY(resets(*lobby, desk.wish(QStringLiteral("asha"), code)).verifier); // it is as good as before
}

QTEST_GUILESS_MAIN(PasswordHostTest)
#include "PasswordHostTest.moc"
