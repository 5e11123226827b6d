// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultDatabase.h"

#include "Hash.h"
#include "OtherHand.h"
#include "RoomFixture.h"

#include <QFileInfo>
#include <QTest>

using namespace waxwing;

class VaultDatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void namesFilesAsDesigned();
    void refusesOtherNames();
    void isNewUntilCreated();
    void keepsContents();
    void keepsThePosition();
    void refusesAnotherKeyOrPassword();
    void contentsAreNotReadable();
    void garbledAtARow_data();
    void garbledAtARow();
    void cutFiles();

private:
    static constexpr const char *password = "correct horse";
    Result<void> create(VaultDatabase &vault)
    {
        VaultContents contents;
        contents.identity = m_identity;
        contents.device = RoomFixture::device(1);
        return vault.create(m_wrap, m_key, contents, m_random);
    }
    Result<void> open(VaultDatabase &vault) { return vault.openFile(m_folder->path(), m_name); }
    void change(const QString &sql) { QVERIFY(otherHand::change(path(), sql)); }
    QString path() const { return m_folder->filePath(QStringLiteral("vaults/") + m_name); }

    SystemRandom m_random;
    std::shared_ptr<const Identity> m_identity;
    SecretBytes m_key;
    PasswordWrap m_wrap;
    QString m_name;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void VaultDatabaseTest::initTestCase()
{
    const auto identity = Identity::generate(m_random);
    QVERIFY(identity);
    m_identity = *identity;
    m_key = m_random.secret(32);
    m_wrap = wrapKey(m_key, toSpan(password), m_random);
    m_name = VaultDatabase::fileName("spki", QStringLiteral("Maria"));
}

void VaultDatabaseTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void VaultDatabaseTest::namesFilesAsDesigned()
{
    QCOMPARE(VaultDatabase::fileName("abc", QStringLiteral("Zoë")),
             QString::fromLatin1(sha256(Bytes("abcZo\xc3\xab")).first(16).toHex()) +
                 QStringLiteral(".sqlite"));
    QVERIFY(VaultDatabase::fileName("abc", QStringLiteral("zoë")) !=
            VaultDatabase::fileName("abc", QStringLiteral("Zoë")));
}

void VaultDatabaseTest::refusesOtherNames()
{
    VaultDatabase vault;
    for (const auto &name : {QStringLiteral("../profile.sqlite"), QStringLiteral("x.sqlite"), QString(),
                             m_name + QStringLiteral("\n"), QStringLiteral("a/") + m_name}) {
        QCOMPARE(vault.openFile(m_folder->path(), name).error().code, Code::Internal);
    }
}

void VaultDatabaseTest::isNewUntilCreated()
{
    {
        VaultDatabase vault;
        QVERIFY(open(vault));
        QVERIFY(vault.isNew());
        QCOMPARE(vault.wraps().error().code, Code::StorageDamaged);
        QCOMPARE(vault.contents(m_key).error().code, Code::StorageDamaged);
        ValueSealer sealer(m_key, m_random);
        QCOMPARE(vault.writePosition(sealer, {}, 1, 1).error().code, Code::StorageDamaged);
    }
    VaultDatabase vault;
    QVERIFY(open(vault));
    QVERIFY(vault.isNew());
    VaultContents nobody;
    QCOMPARE(vault.create(m_wrap, m_key, nobody, m_random).error().code, Code::Internal);
    QVERIFY(create(vault));
    QVERIFY(!vault.isNew());
    QCOMPARE(create(vault).error().code, Code::Internal);
    QVERIFY(open(vault));
    QVERIFY(!vault.isNew());
}

void VaultDatabaseTest::keepsContents()
{
    {
        VaultDatabase vault;
        QVERIFY(open(vault));
        QVERIFY(create(vault));
    }
    VaultDatabase vault;
    QVERIFY(open(vault));
    const auto wraps = vault.wraps();
    QVERIFY(wraps);
    QCOMPARE(wraps->size(), std::size_t(1));
    const PasswordWrap wrap = wraps->front().wrap;
    QCOMPARE(wraps->front().state, StoredWrap::State::Whole);
    QCOMPARE(wrap.salt, m_wrap.salt);
    QCOMPARE(wrap.iterations, m_wrap.iterations);
    const auto key = unwrapKey(wrap, toSpan(password));
    QVERIFY(key);
    const auto contents = vault.contents(*key);
    QVERIFY(contents);
    QCOMPARE(contents->identity->publicKey().spki(), m_identity->publicKey().spki());
    QCOMPARE(contents->device, RoomFixture::device(1));
    QVERIFY(contents->history.isEmpty());
    QCOMPARE(contents->nextNumber, quint64(0));
    QCOMPARE(contents->counter, quint64(0));
}

void VaultDatabaseTest::keepsThePosition()
{
    VaultDatabase vault;
    QVERIFY(open(vault));
    QVERIFY(create(vault));
    const Bytes history = RoomFixture::device(5);
    ValueSealer sealer(m_key, m_random);
    QVERIFY(vault.writePosition(sealer, history, limits::largestInteger, 12));
    QVERIFY(vault.writePosition(sealer, history, limits::largestInteger, 13));
    QVERIFY(open(vault));
    const auto contents = vault.contents(m_key);
    QVERIFY(contents);
    QCOMPARE(contents->history, history);
    QCOMPARE(contents->nextNumber, limits::largestInteger);
    QCOMPARE(contents->counter, quint64(13));
    QCOMPARE(contents->identity->publicKey().spki(), m_identity->publicKey().spki());
}

void VaultDatabaseTest::refusesAnotherKeyOrPassword()
{
    VaultDatabase vault;
    QVERIFY(open(vault));
    QVERIFY(create(vault));
    QCOMPARE(vault.contents(m_random.secret(32)).error().code, Code::StorageDamaged);
    QCOMPARE(unwrapKey(vault.wraps()->front().wrap, toSpan("wrong horse")).error().code, Code::PasswordWrong);
}

void VaultDatabaseTest::contentsAreNotReadable()
{
    {
        VaultDatabase vault;
        QVERIFY(open(vault));
        QVERIFY(create(vault));
    }
    const Bytes file = RoomFixture::read(path());
    QVERIFY(!file.isEmpty());
    QVERIFY(!file.contains(RoomFixture::device(1)));
    QVERIFY(!file.contains(m_identity->publicKey().spki().sliced(100, 64)));
    QVERIFY(!file.contains(toView(m_key.span()).toByteArray()));
}

void VaultDatabaseTest::garbledAtARow_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("opens");
    QTest::newRow("no contents") << QStringLiteral("DELETE FROM self") << false;
    QTest::newRow("no wrap") << QStringLiteral("DELETE FROM wrap") << false;
    QTest::newRow("swapped") << QStringLiteral("UPDATE self SET device = position") << true;
    QTest::newRow("flipped") << QStringLiteral("UPDATE self SET identity = zeroblob(length(identity))")
                             << true;
    QTest::newRow("cut") << QStringLiteral("UPDATE self SET position = x'00'") << true;
    QTest::newRow("another table") << QStringLiteral("DROP TABLE wrap") << false;
}

void VaultDatabaseTest::garbledAtARow()
{
    QFETCH(QString, sql);
    QFETCH(bool, opens);
    {
        VaultDatabase vault;
        QVERIFY(open(vault));
        QVERIFY(create(vault));
    }
    change(sql);
    VaultDatabase vault;
    const auto opened = open(vault);
    QCOMPARE(opened.has_value(), opens);
    if (opens) {
        QCOMPARE(vault.contents(m_key).error().code, Code::StorageDamaged);
    } else {
        QVERIFY(opened.error().code == Code::StorageDamaged || opened.error().code == Code::StorageFailed);
    }
}

void VaultDatabaseTest::cutFiles()
{
    {
        VaultDatabase vault;
        QVERIFY(open(vault));
        QVERIFY(create(vault));
    }
    const Bytes whole = RoomFixture::read(path());
    for (qsizetype size = 0; size < whole.size(); size += 777) {
        QVERIFY(RoomFixture::write(path(), whole.first(size)));
        VaultDatabase vault;
        QCOMPARE(open(vault).error().code, Code::StorageDamaged);
        QVERIFY(!vault.isNew());
    }
}

QTEST_GUILESS_MAIN(VaultDatabaseTest)
#include "VaultDatabaseTest.moc"
