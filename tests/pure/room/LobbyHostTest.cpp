// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Features.h"
#include "HostFixture.h"
#include "KeySchedule.h"
#include "LobbyHost.h"
#include "Username.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString here = QStringLiteral("192.0.2.1");

/// A lobby and what all lobbies share, without a link.
struct Desk
{
    explicit Desk(Registration registration = Registration::Open, const Settings &s = Settings())
        : settings(s), shared(settings), lobby(std::make_unique<LobbyHost>(shared, here, false))
    {
        shared.clock = &clock;
        shared.random = &random;
        shared.room = QStringLiteral("10B");
        shared.registration = registration;
        shared.unknownNameKey = SecretBytes(toSpan(Bytes(32, 'k')));
    }
    void relink(bool isLocal = false, const QString &address = here)
    {
        lobby = std::make_unique<LobbyHost>(shared, address, isLocal);
        lobby->start();
    }
    LobbyAnswer give(const Message &message) { return lobby->receive(message, exporter); }
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
    Register wish(const QString &name)
    {
        const ScramVerifier verifier = scramVerifier(commonKeys());
        return {name,    QStringLiteral("a@b"), verifier.salt, verifier.storedKey, verifier.serverKey,
                600'000, std::nullopt};
    }
    /// A whole login; the last answer.
    LobbyAnswer logIn(const QString &name, bool isRight)
    {
        ScramClient scram = ScramClient::start(name, random).value();
        LobbyAnswer first = give(ClientFirst{QString::fromLatin1(scram.clientFirst())});
        if (first.messages.empty() || !std::holds_alternative<ServerFirst>(first.messages.front()))
            return first;
        const auto challenge =
            scram.challenge(std::get<ServerFirst>(first.messages.front()).scram.toLatin1());
        lastSalt = challenge->salt;
        ScramClientKeys keys = commonKeys().clone();
        if (!isRight)
            keys.clientKey = random.secret(32);
        return give(ClientFinal{QString::fromLatin1(scram.clientFinal(keys, exporter.span()))});
    }

    Settings settings;
    FakeClock clock;
    SystemRandom random;
    LobbyShared shared;
    std::unique_ptr<LobbyHost> lobby;
    SecretBytes exporter{toSpan(Bytes(32, 'e'))};
    Bytes lastSalt;
    qint64 lastId = 0;
};

Code refusal(const LobbyAnswer &answer)
{
    if (answer.messages.size() != 1 || !std::holds_alternative<Refused>(answer.messages.front()))
        return Code::Lost;
    return std::get<Refused>(answer.messages.front()).code;
}
Refused refused(const LobbyAnswer &answer)
{
    return std::get<Refused>(answer.messages.at(0));
}
Checked checked(const LobbyAnswer &answer)
{
    return std::get<Checked>(answer.messages.at(0));
}
Code end(const LobbyAnswer &answer)
{
    return answer.end ? answer.end->code : Code::Lost;
}

} // namespace

class LobbyHostTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWithTheRules();
    void refusesWhatIsOutOfPlace_data();
    void refusesWhatIsOutOfPlace();
    void judgesNames();
    void countsALink();
    void registers();
    void refusesRegistrations();
    void registrationsAreThrottled();
    void twoCannotTakeOneName();
    void invites();
    void closedRoom();
    void logsIn();
    void malformedScramEndsTheLink();
    void wrongPasswordCountsDown();
    void aPauseStopsLoginsThatAreUnderWay();
    void unknownNameInAnOpenRoom();
    void unknownNameIsHidden();
    void hostsOwnAccountIsLocal();
    void identityIsChecked();
    void devices();
    void logNamesNoUnknownName();
};

void LobbyHostTest::opensWithTheRules()
{
    Desk desk(Registration::Invite);
    const auto answer = desk.lobby->start();
    const auto lobby = std::get<Lobby>(answer.messages.at(0));
    QCOMPARE(lobby.room, QStringLiteral("10B"));
    QCOMPARE(lobby.registration, Registration::Invite);
    QCOMPARE(lobby.features, features::ours());
    QCOMPARE(desk.lobby->state(), LobbyHost::State::Open);
}

void LobbyHostTest::refusesWhatIsOutOfPlace_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < 8; ++i)
        QTest::addRow("%d", i) << i;
}

void LobbyHostTest::refusesWhatIsOutOfPlace()
{
    QFETCH(int, which);
    const std::vector<Message> outOfPlace = {
        ClientFinal{QStringLiteral("c=")},
        IdentityProof{Bytes(1, 'x'), Bytes(384, 'x'), Bytes(16, 'x'), {}},
        Say{1, QStringLiteral("hi")},
        Received{1},
        Lobby{},
        Registered{},
        Refused{},
        Welcome{}};
    Desk desk;
    desk.relink();
    QCOMPARE(end(desk.give(outOfPlace[std::size_t(which)])), Code::Unexpected);
    QCOMPARE(end(desk.give(Check{QStringLiteral("asha"), {}})), Code::Unexpected); // fails closed
}

void LobbyHostTest::judgesNames()
{
    Desk desk;
    desk.relink();
    desk.addAccount(QStringLiteral("Asha"));
    QCOMPARE(checked(desk.give(Check{QStringLiteral("ravi"), {}})).verdict, Verdict::Free);
    QCOMPARE(checked(desk.give(Check{QStringLiteral("ASHA"), {}})).verdict, Verdict::Taken);
    const Checked alike = checked(desk.give(Check{QStringLiteral("As ha"), {}}));
    QCOMPARE(alike.verdict, Verdict::NotAllowed);
    QCOMPARE(*alike.code, Code::NameLooksLikeAnother);
    desk.addAccount(QStringLiteral("scope one"));
    QCOMPARE(*checked(desk.give(Check{QStringLiteral("\uFF53cope one"), {}})).code, Code::NameForm);
    QCOMPARE(*checked(desk.give(Check{QStringLiteral("scopeone"), {}})).code, Code::NameLooksLikeAnother);
    QCOMPARE(checked(desk.give(Check{QStringLiteral("sc0pe one"), {}})).verdict,
             Verdict::Free); // 0 is O, not o
    desk.addAccount(QStringLiteral("paul"));
    QCOMPARE(*checked(desk.give(Check{QStringLiteral("pau1"), {}})).code, Code::NameLooksLikeAnother);
    QCOMPARE(*checked(desk.give(Check{QString(), {}})).code, Code::NameTooShort);
    QCOMPARE(*checked(desk.give(Check{QString(33, u'a'), {}})).code, Code::NameTooLong);
    QCOMPARE(*checked(desk.give(Check{QStringLiteral("a<b"), {}})).code, Code::NameCharacter);
    QCOMPARE(*checked(desk.give(Check{QStringLiteral("a\u3164"), {}})).code, Code::NameCharacter);
    QCOMPARE(*checked(desk.give(Check{QStringLiteral("\u0430sha"), {}})).code, Code::NameScripts);
}

void LobbyHostTest::countsALink()
{
    Desk desk;
    desk.relink();
    for (int i = 0; i < limits::checksPerLink; ++i)
        QVERIFY(!desk.give(Check{QStringLiteral("a"), {}}).end);
    QCOMPARE(end(desk.give(Check{QStringLiteral("a"), {}})), Code::TooManyTries);
    desk.relink();
    for (int i = 0; i < limits::registersPerLink; ++i)
        QCOMPARE(refusal(desk.give(desk.wish(QString()))), Code::NameTooShort);
    QCOMPARE(end(desk.give(desk.wish(QStringLiteral("asha")))), Code::TooManyTries);
    desk.relink();
    for (int i = 0; i < limits::loginsPerLink; ++i)
        QVERIFY(!desk.logIn(QStringLiteral("nobody%1").arg(i), true).end);
    QCOMPARE(end(desk.logIn(QStringLiteral("somebody"), true)), Code::TooManyTries);
}

void LobbyHostTest::registers()
{
    Desk desk;
    desk.relink();
    LobbyAnswer answer = desk.give(desk.wish(QStringLiteral("Asha")));
    QVERIFY(answer.messages.empty());
    QVERIFY(answer.commit);
    QCOMPARE(answer.commit->account.folded, QStringLiteral("asha"));
    QCOMPARE(answer.commit->account.role, Role::Member);
    QVERIFY(!answer.commit->invite);
    LobbyHost::finish(desk.shared, *answer.commit, qint64(7));
    QVERIFY(std::holds_alternative<Registered>(desk.lobby->registered(qint64(7)).messages.at(0)));
    QCOMPARE(desk.shared.accounts.byFoldedName(QStringLiteral("asha"))->id, 7);
    // Before the answer nothing else may come.
    answer = desk.give(desk.wish(QStringLiteral("ravi")));
    QVERIFY(answer.commit);
    QCOMPARE(end(desk.give(Check{QStringLiteral("mei"), {}})), Code::Unexpected);
    QVERIFY(desk.lobby->registered(qint64(8)).messages.empty());
    // A disk that is full: the name is free again.
    desk.relink();
    answer = desk.give(desk.wish(QStringLiteral("mei")));
    LobbyHost::finish(desk.shared, *answer.commit, failure(Code::StorageFailed));
    QCOMPARE(refusal(desk.lobby->registered(failure(Code::StorageFailed))), Code::Internal);
    QCOMPARE(checked(desk.give(Check{QStringLiteral("mei"), {}})).verdict, Verdict::Free);
}

void LobbyHostTest::refusesRegistrations()
{
    Settings settings;
    settings.accounts = 1;
    Desk desk(Registration::Open, settings);
    desk.relink();
    Register wish = desk.wish(QStringLiteral("asha"));
    wish.email = QStringLiteral("no address");
    QCOMPARE(refusal(desk.give(wish)), Code::EmailInvalid);
    wish = desk.wish(QStringLiteral("asha"));
    for (const quint64 iterations : {0ULL, 1ULL, 599'999ULL, 600'001ULL, (1ULL << 63) - 1}) {
        wish.iterations = iterations;
        QCOMPARE(refusal(desk.give(wish)), Code::IterationsRefused);
    }
    desk.addAccount(QStringLiteral("ravi"));
    QCOMPARE(refusal(desk.give(desk.wish(QStringLiteral("RAVI")))), Code::NameTaken);
    QCOMPARE(refusal(desk.give(desk.wish(QStringLiteral("r avi")))), Code::NameLooksLikeAnother);
    QCOMPARE(refusal(desk.give(desk.wish(QStringLiteral("asha")))), Code::AccountsFull);
}

void LobbyHostTest::registrationsAreThrottled()
{
    Desk desk;
    for (int i = 0; i < limits::registrationsPerMinute; ++i) {
        desk.relink();
        QVERIFY(desk.give(desk.wish(QStringLiteral("name%1").arg(i))).commit);
    }
    desk.relink();
    const Refused answer = refused(desk.give(desk.wish(QStringLiteral("late"))));
    QCOMPARE(answer.code, Code::Throttled);
    QCOMPARE(*answer.wait, 6u);
    // First of all (PROTOCOL 7.3), and what is refused does not count.
    QCOMPARE(refusal(desk.give(desk.wish(QString()))), Code::Throttled);
    desk.relink(false, QStringLiteral("192.0.2.2"));
    for (int i = 0; i < 9; ++i)
        QCOMPARE(refusal(desk.give(desk.wish(QString()))), Code::NameTooShort);
    QVERIFY(desk.give(desk.wish(QStringLiteral("late"))).commit);
    desk.clock.advance(6'000);
    desk.relink();
    QVERIFY(desk.give(desk.wish(QStringLiteral("later"))).commit);
}

void LobbyHostTest::twoCannotTakeOneName()
{
    Desk desk;
    desk.relink();
    LobbyHost other(desk.shared, here, false);
    other.start();
    QVERIFY(desk.give(desk.wish(QStringLiteral("asha"))).commit); // its commit is under way
    QCOMPARE(refusal(other.receive(desk.wish(QStringLiteral("Asha")), desk.exporter)), Code::NameTaken);
    QCOMPARE(refusal(other.receive(desk.wish(QStringLiteral("a sha")), desk.exporter)),
             Code::NameLooksLikeAnother);
}

void LobbyHostTest::invites()
{
    Desk desk(Registration::Invite);
    desk.relink();
    const auto token = InviteBook::make(desk.random, 1, desk.clock.wallMs() + 1'000);
    QCOMPARE(token.text.size(), limits::inviteCharacters);
    desk.shared.invites.add(token.invite);
    QCOMPARE(refusal(desk.give(Check{QStringLiteral("asha"), {}})), Code::InviteMissing);
    QCOMPARE(refusal(desk.give(Check{QStringLiteral("asha"), QStringLiteral("AAAAAAAAAAAAAAAA")})),
             Code::InviteInvalid);
    QCOMPARE(refusal(desk.give(Check{QStringLiteral("asha"), QStringLiteral("nonsense!")})),
             Code::InviteInvalid);
    QCOMPARE(checked(desk.give(Check{QStringLiteral("asha"), token.text.toLower()})).verdict, Verdict::Free);
    Register wish = desk.wish(QStringLiteral("asha"));
    QCOMPARE(refusal(desk.give(wish)), Code::InviteMissing);
    wish.invite = token.text;
    LobbyAnswer answer = desk.give(wish);
    QCOMPARE(*answer.commit->invite, token.invite.digest);
    LobbyHost other(desk.shared, here, false); // its one use is on its way
    other.start();
    Register second = desk.wish(QStringLiteral("ravi"));
    second.invite = token.text;
    QCOMPARE(refusal(other.receive(second, desk.exporter)), Code::InviteInvalid);
    LobbyHost::finish(desk.shared, *answer.commit, failure(Code::StorageFailed));
    QVERIFY(other.receive(second, desk.exporter).commit); // and came back
    LobbyHost third(desk.shared, here, false);
    third.start();
    const auto old = InviteBook::make(desk.random, 9, desk.clock.wallMs() + 1'000);
    desk.shared.invites.add(old.invite);
    desk.clock.advance(1'000);
    QCOMPARE(refusal(third.receive(Check{QStringLiteral("mei"), old.text}, desk.exporter)),
             Code::InviteInvalid);
}

void LobbyHostTest::closedRoom()
{
    Desk desk(Registration::Closed);
    desk.relink();
    desk.addAccount(QStringLiteral("asha"));
    QCOMPARE(refusal(desk.give(Check{QStringLiteral("asha"), {}})), Code::RegistrationClosed);
    QCOMPARE(refusal(desk.give(desk.wish(QStringLiteral("ravi")))), Code::RegistrationClosed);
    QVERIFY(desk.logIn(QStringLiteral("asha"), true).loggedIn);
}

void LobbyHostTest::logsIn()
{
    Desk desk;
    desk.relink();
    desk.addAccount(QStringLiteral("Asha"));
    const LobbyAnswer answer = desk.logIn(QStringLiteral("ASHA"), true);
    QCOMPARE(*answer.loggedIn, QStringLiteral("Asha"));
    QCOMPARE(std::get<ServerFinal>(answer.messages.at(0)).name, QStringLiteral("Asha"));
    QCOMPARE(end(desk.give(Check{QStringLiteral("ravi"), {}})), Code::Unexpected);
}

void LobbyHostTest::malformedScramEndsTheLink()
{
    Desk desk;
    desk.addAccount(QStringLiteral("asha"));
    for (const char *first : {"n,,n=asha,r=abc", "p=tls-exporter,,n=asha,r=abc", "y,,n=asha,r=abc",
                              "p=waxwing-exporter,a=x,n=asha,r=abc", "p=waxwing-exporter,,n=a=2Csha,r=abc",
                              "p=waxwing-exporter,,n=asha", "p=waxwing-exporter,,n=as\tha,r=abc", ""}) {
        desk.relink();
        QCOMPARE(end(desk.give(ClientFirst{QString::fromLatin1(first)})), Code::Malformed);
    }
    desk.relink();
    QVERIFY(!desk.give(ClientFirst{QStringLiteral("p=waxwing-exporter,,n=asha,r=abcdefgh")}).end);
    QCOMPARE(end(desk.give(ClientFinal{QStringLiteral("c=biws,r=abcdefgh,p=AAAA")})), Code::Malformed);
}

void LobbyHostTest::wrongPasswordCountsDown()
{
    Desk desk;
    desk.addAccount(QStringLiteral("asha"));
    for (const quint64 left : {4U, 3U, 2U, 1U}) {
        desk.relink();
        const Refused answer = refused(desk.logIn(QStringLiteral("asha"), false));
        QCOMPARE(answer.code, Code::PasswordWrong);
        QCOMPARE(*answer.left, left);
        QVERIFY(!answer.wait);
    }
    const LobbyAnswer fifth = desk.logIn(QStringLiteral("asha"), false);
    QCOMPARE(refused(fifth).code, Code::PasswordWrong);
    QCOMPARE(*refused(fifth).wait, 30u);
    QVERIFY(!refused(fifth).left);
    QCOMPARE(fifth.notices.size(), 1);
    desk.relink();
    const Refused early = refused(desk.logIn(QStringLiteral("asha"), true));
    QCOMPARE(early.code, Code::Throttled);
    QCOMPARE(*early.wait, 30u);
    desk.clock.advance(30'000);
    desk.relink();
    QVERIFY(desk.logIn(QStringLiteral("asha"), true).loggedIn);
    desk.relink();
    QCOMPARE(*refused(desk.logIn(QStringLiteral("asha"), false)).left, 4u);
}

void LobbyHostTest::aPauseStopsLoginsThatAreUnderWay()
{
    Desk desk;
    desk.relink();
    desk.addAccount(QStringLiteral("asha"));
    ScramClient scram = ScramClient::start(QStringLiteral("asha"), desk.random).value();
    const auto first = desk.give(ClientFirst{QString::fromLatin1(scram.clientFirst())});
    QVERIFY(scram.challenge(std::get<ServerFirst>(first.messages.at(0)).scram.toLatin1()));
    for (int i = 0; i < 5; ++i)
        desk.shared.logins.failed({QStringLiteral("asha"), here, false}, desk.clock.monotonicMs());
    const auto answer =
        desk.give(ClientFinal{QString::fromLatin1(scram.clientFinal(commonKeys(), desk.exporter.span()))});
    QCOMPARE(refusal(answer), Code::Throttled);
    QCOMPARE(desk.lobby->state(), LobbyHost::State::Open);
}

void LobbyHostTest::unknownNameInAnOpenRoom()
{
    Desk desk;
    desk.relink();
    const Refused answer = refused(desk.logIn(QStringLiteral("nobody"), true));
    QCOMPARE(answer.code, Code::NameUnknown);
    QCOMPARE(*answer.left, 4u);
}

void LobbyHostTest::unknownNameIsHidden()
{
    for (const Registration registration : {Registration::Invite, Registration::Closed}) {
        Desk desk(registration);
        desk.relink();
        const Refused answer = refused(desk.logIn(QStringLiteral("Nobody"), true));
        QCOMPARE(answer.code, Code::PasswordWrong);
        QCOMPARE(*answer.left, 4u);
        const Bytes salt = desk.lastSalt;
        QCOMPARE(
            salt,
            toView(hmacSha256(desk.shared.unknownNameKey.span(), "nobody").span()).first(16).toByteArray());
        QCOMPARE(*refused(desk.logIn(QStringLiteral("nobody"), true)).left, 3u);
        QCOMPARE(desk.lastSalt, salt);
    }
}

void LobbyHostTest::hostsOwnAccountIsLocal()
{
    Desk desk;
    desk.relink();
    desk.addAccount(QStringLiteral("Ms Rao"), Role::Host);
    QCOMPARE(refusal(desk.logIn(QStringLiteral("ms rao"), true)), Code::PasswordWrong);
    desk.relink(true, QString());
    QCOMPARE(*desk.logIn(QStringLiteral("ms rao"), true).loggedIn, QStringLiteral("Ms Rao"));
}

void LobbyHostTest::identityIsChecked()
{
    const auto identity =
        Identity::fromPrivateKey(vectorKey(QStringLiteral(WAXWING_SOURCE_DIR), "member.p8").span()).value();
    const PublicKey &key = identity->publicKey();
    Desk desk;
    const qint64 id = desk.addAccount(QStringLiteral("asha"));
    const auto prove = [&](const Bytes &spki, const SecretBytes &statement) {
        desk.relink();
        desk.logIn(QStringLiteral("asha"), true);
        const LobbyAnswer asked =
            desk.give(IdentityProof{spki, identity->sign(toView(statement.span())), Bytes(16, 'd'), {}});
        return desk.lobby->verified(asked.check->run());
    };
    const SecretBytes good = keySchedule::memberStatement(desk.exporter, key.digest(), "asha");
    const LobbyAnswer done = prove(key.spki(), good);
    QVERIFY(done.graduate);
    QCOMPARE(done.graduate->account, id);
    QCOMPARE(done.graduate->identity, key.digest());
    QCOMPARE(done.graduate->device, Bytes(16, 'd'));
    QCOMPARE(end(desk.give(Say{1, QStringLiteral("hi")})), Code::Unexpected); // not before `welcome`
    QCOMPARE(end(prove(key.spki(), keySchedule::memberStatement(desk.exporter, key.digest(), "ravi"))),
             Code::BadSignature);
    const SecretBytes other(toSpan(Bytes(32, 'o'))); // another link's
    QCOMPARE(end(prove(key.spki(), keySchedule::memberStatement(other, key.digest(), "asha"))),
             Code::BadSignature);
    QCOMPARE(end(prove(Bytes(64, 'x'), good)), Code::Malformed);
}

void LobbyHostTest::devices()
{
    Desk desk;
    const qint64 id = desk.addAccount(QStringLiteral("asha"));
    AccountBook &book = desk.shared.accounts;
    const Bytes phone(32, 'p');
    const Bytes laptop(32, 'l');
    const AccountBook::Arrival first{id, phone, Bytes(16, '1'), here};
    QVERIFY(book.judgeDevice(first));
    QCOMPARE(book.noteArrival(first, desk.clock.wallMs(), 42, {}).firstNumber, 42u);
    QVERIFY(!book.isNew(id, phone, desk.clock.wallMs())); // the first is not new
    QVERIFY(book.judgeDevice(first));
    QCOMPARE(book.judgeDevice({id, laptop, Bytes(16, '1'), here}).error().code, Code::DeviceTaken);
    QCOMPARE(book.judgeDevice({id, phone, Bytes(16, '2'), here}).error().code, Code::DeviceTaken);
    const AccountBook::Arrival second{id, laptop, Bytes(16, '2'), here};
    QVERIFY(book.judgeDevice(second));
    QCOMPARE(book.noteArrival(second, desk.clock.wallMs(), 99, {}).firstNumber, 42u);
    QVERIFY(book.isNew(id, laptop, desk.clock.wallMs()));
    QVERIFY(book.isNew(id, laptop, desk.clock.wallMs() + 24 * 3'600'000 - 1));
    QVERIFY(!book.isNew(id, laptop, desk.clock.wallMs() + 24 * 3'600'000));
    QCOMPARE(book.byId(id)->identities[0].newSinceMs, 0);
    QCOMPARE(book.byId(id)->identities[1].newSinceMs, desk.clock.wallMs());
    QVERIFY(book.cameFrom(*book.byId(id), here));
    book.setCounter(id, Bytes(16, '2'), 5);
    QCOMPARE(book.counter(id, Bytes(16, '2')), 5u);
    QCOMPARE(book.counter(id, Bytes(16, '1')), 0u);
    for (int i = 0; i < 40; ++i) {
        desk.clock.advance(1'000);
        book.noteArrival({id, Bytes(32, char(i)), Bytes(16, char(i)), QStringLiteral("10.0.0.%1").arg(i)},
                         desk.clock.wallMs(), 99, {phone});
    }
    QCOMPARE(book.byId(id)->identities.size(), 32u);
    QCOMPARE(book.byId(id)->addresses.size(), 16u);
    QVERIFY(book.judgeDevice(first));
    QCOMPARE(book.judgeDevice({id, Bytes(32, 'z'), Bytes(16, '1'), here}).error().code,
             Code::DeviceTaken);                    // linked
    QCOMPARE(book.counter(id, Bytes(16, '2')), 0u); // forgotten with its identity
}

void LobbyHostTest::logNamesNoUnknownName()
{
    Desk desk;
    desk.relink();
    QStringList notices;
    for (int i = 0; i < 5; ++i)
        notices += desk.logIn(QStringLiteral("mypassword"), true).notices;
    QCOMPARE(notices.size(), 1);
    QVERIFY(!notices.front().contains(QStringLiteral("mypassword")));
}

QTEST_GUILESS_MAIN(LobbyHostTest)
#include "LobbyHostTest.moc"
