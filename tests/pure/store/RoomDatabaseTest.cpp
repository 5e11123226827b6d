// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDatabase.h"

#include "RoomFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace waxwing;

class RoomDatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fixture.make(3)); }
    void init();
    void makesARoomOnce();
    void keepsRoomAndHostPerson();
    void keepsAccounts();
    void refusesTakenNames();
    void spendsInvites();
    void holdsInvitesToTheirLimit();
    void recordsAdmissions();
    void keepsCountersApartFromAdmissions();
    void tiesDevicesToIdentities();
    void forgetsTheLeastRecentlyUsed();
    void commitsTalk();
    void talkOfAnUnknownDeviceStoresNothing();
    void jumpsAfterAnUncleanClose();
    void nothingIsTakenBehindAClosing();
    void sealsByPassphrase();
    void secretsAreNotReadable();
    void onlyOneOpensIt();

private:
    RoomState open(RoomDatabase &database)
    {
        auto state = database.open({m_folder->path(), std::nullopt}, m_fixture.random());
        return state ? std::move(*state) : RoomState();
    }
    static Invite invite(int number, int uses, qint64 expires)
    {
        return {RoomFixture::digest(number), uses, expires};
    }

    RoomFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RoomDatabaseTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_fixture.copyTo(m_folder->path()));
}

void RoomDatabaseTest::makesARoomOnce()
{
    QTemporaryDir empty;
    QVERIFY(QDir(empty.path()).mkdir(QStringLiteral("room"))); // an empty folder is no room
    RoomDatabase database;
    const auto made = database.open({empty.path(), std::nullopt}, m_fixture.random());
    QVERIFY(made);
    QCOMPARE(made->nextNumber, quint64(1));
    QCOMPARE(made->history.size(), limits::historySize);
    QCOMPARE(made->unknownNameKey.size(), std::size_t(32));
    QVERIFY(made->hostPassword.isEmpty() && made->hostName.isEmpty() && made->accounts.empty());
    QVERIFY(made->identity->publicKey().digest() != m_fixture.hostDigest());
    QCOMPARE(QDir(empty.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("room")});
    const QString key = empty.filePath(QStringLiteral("room/host.key"));
    QCOMPARE(QFile(key).size(), 32);
    QCOMPARE(QFile::permissions(key) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QCOMPARE(QFile::permissions(empty.filePath(QStringLiteral("room"))) &
                 (QFile::ReadGroup | QFile::ExeOther),
             QFile::Permissions());

    QVERIFY(database.closeCleanly());
    const auto again = database.open({empty.path(), std::nullopt}, m_fixture.random());
    QVERIFY(again);
    QCOMPARE(again->identity->publicKey().spki(), made->identity->publicKey().spki());
    QCOMPARE(again->history, made->history);
    QVERIFY(equalInConstantTime(again->unknownNameKey.span(), made->unknownNameKey.span()));
}

void RoomDatabaseTest::keepsRoomAndHostPerson()
{
    {
        RoomDatabase database;
        open(database);
        QVERIFY(database.setRoom(QStringLiteral("Küche 7"), Registration::Invite));
        QVERIFY(database.setHostPerson(QStringLiteral("Maria"), SecretBytes(toSpan("secret words"))));
    }
    RoomDatabase database;
    const auto state = open(database);
    QCOMPARE(state.room, QStringLiteral("Küche 7"));
    QCOMPARE(state.registration, Registration::Invite);
    QCOMPARE(state.hostName, QStringLiteral("Maria"));
    QCOMPARE(toView(state.hostPassword.span()), BytesView("secret words"));
    for (const auto rule : {Registration::Open, Registration::Closed}) {
        QVERIFY(database.setRoom(QStringLiteral("x"), rule));
        QCOMPARE(open(database).registration, rule);
    }
}

void RoomDatabaseTest::keepsAccounts()
{
    RoomDatabase database;
    QCOMPARE(open(database).accounts.size(), std::size_t(3));
    Account account = RoomFixture::account(77);
    account.role = Role::Host;
    account.verifier.salt = Bytes("\0\1\2", 3) + Bytes(13, 'z');
    account.identities = {{RoomFixture::digest(1), RoomFixture::device(1), 5, 100}};
    account.addresses = {{QStringLiteral("192.168.1.10"), 100}};
    const auto id = database.addAccount(account, std::nullopt, 0);
    QVERIFY(id);
    const auto state = open(database);
    QCOMPARE(state.accounts.size(), std::size_t(4));
    const Account &kept = state.accounts.back();
    QCOMPARE(kept.id, *id);
    QCOMPARE(kept.name, account.name);
    QCOMPARE(kept.folded, account.folded);
    QCOMPARE(kept.skeleton, account.skeleton);
    QCOMPARE(kept.email, account.email);
    QCOMPARE(kept.verifier.salt, account.verifier.salt);
    QCOMPARE(kept.verifier.iterations, limits::iterations);
    QCOMPARE(kept.verifier.storedKey, account.verifier.storedKey);
    QCOMPARE(kept.verifier.serverKey, account.verifier.serverKey);
    QCOMPARE(kept.role, Role::Host);
    QCOMPARE(kept.firstNumber, quint64(0));
    QCOMPARE(kept.identities.size(), std::size_t(1));
    QCOMPARE(kept.identities[0].counter, quint64(5));
    QCOMPARE(kept.addresses.size(), std::size_t(1));
    QCOMPARE(kept.addresses[0].address, QStringLiteral("192.168.1.10"));
}

void RoomDatabaseTest::refusesTakenNames()
{
    RoomDatabase database;
    open(database);
    Account sameFold = RoomFixture::account(90);
    sameFold.folded = RoomFixture::account(1).folded;
    QCOMPARE(database.addAccount(sameFold, std::nullopt, 0).error().code, Code::NameTaken);
    Account sameSkeleton = RoomFixture::account(91);
    sameSkeleton.skeleton = RoomFixture::account(2).skeleton;
    QCOMPARE(database.addAccount(sameSkeleton, std::nullopt, 0).error().code, Code::NameTaken);
    QCOMPARE(open(database).accounts.size(), std::size_t(3));
    Account badKey = RoomFixture::account(92);
    badKey.verifier.storedKey = Bytes(31, 'k');
    QCOMPARE(database.addAccount(badKey, std::nullopt, 0).error().code, Code::StorageFailed);
    QCOMPARE(open(database).accounts.size(), std::size_t(3));
}

void RoomDatabaseTest::spendsInvites()
{
    RoomDatabase database;
    open(database);
    QVERIFY(database.addInvite(invite(1, 2, 1000), 0));
    const auto join = [&](int number, qint64 now) {
        return database.addAccount(RoomFixture::account(number), RoomFixture::digest(1), now);
    };
    QCOMPARE(join(10, 1000).error().code, Code::InviteInvalid); // expired
    QVERIFY(join(10, 999));
    // A refused name leaves the use where it was.
    QCOMPARE(join(10, 999).error().code, Code::NameTaken);
    QCOMPARE(open(database).invites.at(0).uses, 1);
    QVERIFY(join(11, 999));
    QVERIFY(open(database).invites.empty());
    QCOMPARE(join(12, 999).error().code, Code::InviteInvalid);
    QCOMPARE(database.addAccount(RoomFixture::account(12), RoomFixture::digest(9), 0).error().code,
             Code::InviteInvalid);
    QCOMPARE(open(database).accounts.size(), std::size_t(5));
}

void RoomDatabaseTest::holdsInvitesToTheirLimit()
{
    RoomDatabase database;
    open(database);
    QCOMPARE(database.addInvite(invite(0, 0, 1000), 0).error().code, Code::InviteInvalid);
    QCOMPARE(database.addInvite(invite(0, 1, 1000), 1000).error().code, Code::InviteInvalid);
    QCOMPARE(database.addInvite({Bytes(31, 'x'), 1, 1000}, 0).error().code, Code::InviteInvalid);
    for (int i = 0; i < limits::invites; ++i) {
        QVERIFY(database.addInvite(invite(i, 1, 1000 + i), 0));
    }
    QCOMPARE(database.addInvite(invite(500, 1, 5000), 0).error().code, Code::InviteInvalid);
    QVERIFY(database.addInvite(invite(3, 7, 5000), 0)); // the same one again takes its own place
    QVERIFY(database.addInvite(invite(500, 1, 5000), 1000));
    QCOMPARE(open(database).invites.size(), std::size_t(limits::invites));
}

void RoomDatabaseTest::recordsAdmissions()
{
    RoomDatabase database;
    Account account = open(database).accounts.at(1);
    account.firstNumber = 12;
    account.identities.push_back({RoomFixture::digest(1), RoomFixture::device(1), 0, 50});
    account.addresses.push_back({QStringLiteral("fd12::1"), 50});
    QVERIFY(database.recordAdmission(account));
    account.identities.push_back({RoomFixture::digest(2), RoomFixture::device(2), 0, 60, 55});
    account.identities[0].lastUsedMs = 70;
    account.addresses[0].lastUsedMs = 70;
    QVERIFY(database.recordAdmission(account));
    const Account kept = open(database).accounts.at(1);
    QCOMPARE(kept.firstNumber, quint64(12));
    QCOMPARE(kept.identities.size(), std::size_t(2));
    for (const KnownIdentity &identity : kept.identities)
        QCOMPARE(identity.newSinceMs, identity.digest == RoomFixture::digest(2) ? 55 : 0);
    QCOMPARE(kept.addresses.size(), std::size_t(1));
    QCOMPARE(kept.addresses[0].lastUsedMs, 70);
    Account nobody = account;
    nobody.id = 4711;
    QCOMPARE(database.recordAdmission(nobody).error().code, Code::Internal);
    QVERIFY(open(database).accounts.at(0).identities.empty());
}

void RoomDatabaseTest::keepsCountersApartFromAdmissions()
{
    RoomDatabase database;
    Account account = open(database).accounts.at(0);
    account.identities.push_back({RoomFixture::digest(1), RoomFixture::device(1), 0, 50});
    QVERIFY(database.recordAdmission(account));
    QVERIFY(database.commitTalk(2, {{account.id, RoomFixture::device(1), 8}}));
    for (const quint64 other : {quint64(3), quint64(99)}) { // memory behind or ahead of what is committed
        account.identities[0].counter = other;
        QVERIFY(database.recordAdmission(account));
        QCOMPARE(open(database).accounts.at(0).identities.at(0).counter, quint64(8));
    }
}

void RoomDatabaseTest::tiesDevicesToIdentities()
{
    RoomDatabase database;
    Account account = open(database).accounts.at(0);
    account.identities = {{RoomFixture::digest(1), RoomFixture::device(1), 0, 50}};
    QVERIFY(database.recordAdmission(account));
    Account thief = account;
    thief.identities.push_back({RoomFixture::digest(2), RoomFixture::device(1), 0, 60});
    QCOMPARE(database.recordAdmission(thief).error().code, Code::DeviceTaken);
    Account changed = account;
    changed.identities[0].device = RoomFixture::device(9);
    QCOMPARE(database.recordAdmission(changed).error().code, Code::DeviceTaken);
    const Account kept = open(database).accounts.at(0);
    QCOMPARE(kept.identities.size(), std::size_t(1));
    QCOMPARE(kept.identities[0].device, RoomFixture::device(1));
    Account other = open(database).accounts.at(1); // another account may have the same device id
    other.identities = {{RoomFixture::digest(2), RoomFixture::device(1), 0, 60}};
    QVERIFY(database.recordAdmission(other));
}

void RoomDatabaseTest::forgetsTheLeastRecentlyUsed()
{
    RoomDatabase database;
    Account account = open(database).accounts.at(0);
    for (int i = 0; i < 34; ++i) {
        account.identities.push_back({RoomFixture::digest(i), RoomFixture::device(i), 0, i});
        account.addresses.push_back({QStringLiteral("10.0.0.%1").arg(i), i});
    }
    const std::vector<Bytes> linked = {RoomFixture::digest(0)};
    QVERIFY(database.recordAdmission(account, linked));
    const Account kept = open(database).accounts.at(0);
    QCOMPARE(kept.identities.size(), std::size_t(32));
    QCOMPARE(kept.addresses.size(), std::size_t(16));
    const auto has = [&](int i) {
        return std::any_of(kept.identities.begin(), kept.identities.end(), [&](const KnownIdentity &known) {
            return known.digest == RoomFixture::digest(i);
        });
    };
    QVERIFY(has(0) && !has(1) && !has(2) && has(3)); // 0 is the oldest, and linked
    for (const auto &address : kept.addresses) {
        QVERIFY(address.lastUsedMs >= 18);
    }
    std::vector<Bytes> all;
    for (const auto &identity : account.identities) {
        all.push_back(identity.digest);
    }
    QCOMPARE(withinLimits(account, all).identities.size(), std::size_t(34));
}

void RoomDatabaseTest::commitsTalk()
{
    RoomDatabase database;
    Account account = open(database).accounts.at(0);
    account.identities = {{RoomFixture::digest(1), RoomFixture::device(1), 0, 1},
                          {RoomFixture::digest(2), RoomFixture::device(2), 0, 1}};
    QVERIFY(database.recordAdmission(account));
    QVERIFY(database.commitTalk(
        10, {{account.id, RoomFixture::device(1), 4}, {account.id, RoomFixture::device(2), 6}}));
    QVERIFY(database.commitTalk(9, {{account.id, RoomFixture::device(1), 3}})); // nothing falls
    QVERIFY(database.closeCleanly());
    const auto state = open(database);
    QCOMPARE(state.nextNumber, quint64(10));
    for (const auto &identity : state.accounts.at(0).identities) {
        QCOMPARE(identity.counter, identity.device == RoomFixture::device(1) ? quint64(4) : quint64(6));
    }
}

void RoomDatabaseTest::talkOfAnUnknownDeviceStoresNothing()
{
    RoomDatabase database;
    const auto id = open(database).accounts.at(0).id;
    QCOMPARE(database.commitTalk(50, {{id, RoomFixture::device(7), 4}}).error().code, Code::Internal);
    QVERIFY(database.closeCleanly());
    QCOMPARE(open(database).nextNumber, quint64(1));
}

void RoomDatabaseTest::jumpsAfterAnUncleanClose()
{
    RoomDatabase database;
    QCOMPARE(open(database).nextNumber, quint64(1));
    QVERIFY(database.commitTalk(100, {}));
    QCOMPARE(open(database).nextNumber, 100 + limits::numberJump);
    QCOMPARE(open(database).nextNumber,
             100 + 2 * limits::numberJump); // again: this run was not closed either
    QVERIFY(database.closeCleanly());
    QCOMPARE(open(database).nextNumber, 100 + 2 * limits::numberJump);
}

void RoomDatabaseTest::nothingIsTakenBehindAClosing()
{
    RoomDatabase database;
    open(database);
    QVERIFY(database.closeCleanly());
    QCOMPARE(database.commitTalk(5, {}).error().code, Code::StorageFailed);
    RoomDatabase another; // while the first still lives: the file is closed
    QCOMPARE(open(another).nextNumber, quint64(1));
}

void RoomDatabaseTest::sealsByPassphrase()
{
    QTemporaryDir folder;
    const auto with = [&](const char *passphrase) {
        RoomDatabase::OpenOptions options{folder.path(), std::nullopt};
        if (passphrase) {
            options.passphrase = SecretBytes(toSpan(passphrase));
        }
        RoomDatabase database;
        auto state = database.open(std::move(options), m_fixture.random());
        if (state) {
            database.setHostPerson(QStringLiteral("Maria"), SecretBytes(toSpan("pw")));
            database.closeCleanly();
        }
        return state;
    };
    QCOMPARE(with("").error().code, Code::WrongPassphrase);
    const auto made = with("correct horse");
    QVERIFY(made);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("room/host.key"))));
    QCOMPARE(with("wrong horse").error().code, Code::WrongPassphrase);
    QCOMPARE(with(nullptr).error().code, Code::WrongPassphrase);
    const auto again = with("correct horse");
    QVERIFY(again);
    QCOMPARE(again->nextNumber, quint64(1)); // a wrong passphrase is no run
    QCOMPARE(again->identity->publicKey().digest(), made->identity->publicKey().digest());
    QCOMPARE(toView(again->hostPassword.span()), BytesView("pw"));

    RoomDatabase::OpenOptions tooMuch{m_folder->path(), SecretBytes(toSpan("x"))};
    RoomDatabase database;
    QCOMPARE(database.open(std::move(tooMuch), m_fixture.random()).error().code, Code::WrongPassphrase);
}

void RoomDatabaseTest::secretsAreNotReadable()
{
    Bytes privateKey;
    Bytes unknownNameKey;
    {
        RoomDatabase database;
        const auto state = open(database);
        privateKey = toView(state.identity->privateKey().span()).toByteArray();
        unknownNameKey = toView(state.unknownNameKey.span()).toByteArray();
        QVERIFY(database.setHostPerson(QStringLiteral("Maria"), SecretBytes(toSpan("the host's password"))));
    }
    const Bytes file = RoomFixture::read(RoomFixture::roomFile(m_folder->path()));
    QVERIFY(file.contains("Maria"));
    QVERIFY(!file.contains("the host's password"));
    QVERIFY(!file.contains(unknownNameKey));
    QVERIFY(!file.contains(privateKey.sliced(200, 64)));
}

void RoomDatabaseTest::onlyOneOpensIt()
{
    RoomDatabase first;
    open(first);
    RoomDatabase second;
    QCOMPARE(second.open({m_folder->path(), std::nullopt}, m_fixture.random()).error().code,
             Code::ProfileInUse);
}

QTEST_GUILESS_MAIN(RoomDatabaseTest)
#include "RoomDatabaseTest.moc"
