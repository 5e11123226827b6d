// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Admissions.h"

#include "SystemRandom.h"
#include "Username.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;

/// Those who come together share a commit, and none spoils it for the others.
class AdmissionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void oneAloneIsStoredAtOnce();
    void thoseWhoComeMeanwhileAreStoredToo();
    void oneThatIsRefusedDoesNotSpoilTheOthers();
    void nothingIsToldAfterItsEnd();

private:
    Account makeAccount(const QString &name);
    /// With identities named by one letter each, all of one device.
    static RoomDatabase::Admission arrivalOf(Account account, const Bytes &identities);
    std::vector<Account> stored();

    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreThread> m_store;
    std::shared_ptr<RoomDatabase> m_database;
};

void AdmissionsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<StoreThread>();
    m_database = std::make_shared<RoomDatabase>();
    bool isOpen = false;
    m_store->post([&] { isOpen = m_database->open({m_folder->path(), {}, 0}, m_random).has_value(); });
    m_store->drain();
    QVERIFY(isOpen);
}

void AdmissionsTest::cleanup()
{
    m_store->post([database = std::move(m_database)]() mutable { database.reset(); });
    m_store.reset();
}

Account AdmissionsTest::makeAccount(const QString &name)
{
    Account account;
    account.name = name;
    account.folded = foldedName(name);
    account.skeleton = nameSkeleton(name);
    account.email = name + QStringLiteral("@example.org");
    account.verifier.salt = Bytes(limits::saltSize, 's');
    account.verifier.storedKey = Bytes(limits::hashSize, 'k');
    account.verifier.serverKey = Bytes(limits::hashSize, 'v');
    m_store->post([&] { account.id = m_database->addAccount(account, {}, 0).value(); });
    m_store->drain();
    return account;
}

RoomDatabase::Admission AdmissionsTest::arrivalOf(Account account, const Bytes &identities)
{
    for (const char identity : identities) {
        KnownIdentity known;
        known.digest = Bytes(limits::hashSize, identity);
        known.device = Bytes(limits::deviceSize, 'd');
        account.identities.push_back(known);
    }
    return {account, {}};
}

std::vector<Account> AdmissionsTest::stored()
{
    std::vector<Account> accounts;
    m_store->post([&] {
        m_database = std::make_shared<RoomDatabase>(); // the file again, as another run finds it
        accounts = m_database->open({m_folder->path(), {}, 0}, m_random).value().accounts;
    });
    m_store->drain();
    return accounts;
}

void AdmissionsTest::oneAloneIsStoredAtOnce()
{
    Admissions admissions(*m_store, m_database);
    bool isStored = false;
    admissions.record(arrivalOf(makeAccount(QStringLiteral("asha")), "a"),
                      [&](const Result<void> &outcome) { isStored = outcome.has_value(); });
    QVERIFY(!isStored);
    QTRY_VERIFY(isStored);
}

void AdmissionsTest::thoseWhoComeMeanwhileAreStoredToo()
{
    auto admissions = std::make_unique<Admissions>(*m_store, m_database);
    const Account asha = makeAccount(QStringLiteral("asha"));
    const Account ravi = makeAccount(QStringLiteral("ravi"));
    const Account mei = makeAccount(QStringLiteral("mei"));
    QStringList told;
    for (const Account &account : {asha, ravi, mei}) {
        admissions->record(arrivalOf(account, "i"), [&, name = account.name](const Result<void> &outcome) {
            if (outcome)
                told.append(name);
        });
    }
    QTRY_COMPARE(told, (QStringList{QStringLiteral("asha"), QStringLiteral("ravi"), QStringLiteral("mei")}));
    admissions.reset();
    const std::vector<Account> kept = stored();
    QCOMPARE(kept.size(), 3u);
    for (const Account &account : kept)
        QCOMPARE(account.identities.size(), 1u);
}

void AdmissionsTest::oneThatIsRefusedDoesNotSpoilTheOthers()
{
    Admissions admissions(*m_store, m_database);
    const Account asha = makeAccount(QStringLiteral("asha"));
    const Account ravi = makeAccount(QStringLiteral("ravi"));
    QList<Code> outcomes;
    const auto note = [&](const Result<void> &outcome) {
        outcomes.append(outcome ? Code{} : outcome.error().code);
    };
    QSemaphore gate;
    m_store->post([&] { gate.acquire(); });
    admissions.record(arrivalOf(asha, "a"), note);
    // These three share a commit; the second brings a device that another identity of the account has.
    admissions.record(arrivalOf(ravi, "r"), note);
    admissions.record(arrivalOf(asha, "at"), note);
    admissions.record(arrivalOf(ravi, "r"), note);
    gate.release();
    QTRY_COMPARE(outcomes.size(), 4);
    QCOMPARE(outcomes, (QList<Code>{Code{}, Code{}, Code::DeviceTaken, Code{}}));
}

void AdmissionsTest::nothingIsToldAfterItsEnd()
{
    QSemaphore gate;
    bool told = false;
    const Account asha = makeAccount(QStringLiteral("asha"));
    {
        Admissions admissions(*m_store, m_database);
        m_store->post([&] { gate.acquire(); });
        for (int i = 0; i < 2; ++i)
            admissions.record(arrivalOf(asha, "a"), [&](const Result<void> &) { told = true; });
    }
    gate.release();
    m_store->drain();
    QTest::qWait(50);
    QVERIFY(!told);
}

QTEST_GUILESS_MAIN(AdmissionsTest)
#include "AdmissionsTest.moc"
