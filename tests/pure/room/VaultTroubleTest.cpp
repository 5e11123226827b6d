// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPlace.h"
#include "Password.h"
#include "SystemRandom.h"
#include "VaultShelf.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString earlier = QStringLiteral("the password from then");

} // namespace

/// A room that lets its guest in, and a vault that does not open: the guest is asked, over the whole way up
/// to the client.
class VaultTroubleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void putAside();
    void refused();
    void anEarlierPassword();
    void theQuestionOutlivesTheLink();

private:
    [[nodiscard]] QString profile() const { return m_profile->filePath(QStringLiteral("profile")); }
    [[nodiscard]] QDir vaults() const { return QDir(profile() + QStringLiteral("/vaults")); }
    QString vault() const { return vaults().entryList({QStringLiteral("*.sqlite")}, QDir::Files).value(0); }
    /// Half of the file is gone.
    void damage()
    {
        QFile file(vaults().filePath(vault()));
        QVERIFY(file.resize(file.size() / 2));
    }
    /// The vault of an account of the same name, from before it was registered anew.
    Bytes sealUnderAnEarlierPassword()
    {
        const QString name = vault();
        if (!QFile::remove(vaults().filePath(name)))
            return {};
        SystemRandom random;
        SystemClock clock;
        StoreThread thread;
        VaultSession session(std::make_shared<StoreDoor>(thread), clock, random);
        VaultContents contents;
        contents.identity = *Identity::generate(random);
        contents.device = random.bytes(limits::deviceSize);
        const SecretBytes key = random.secret(32);
        const auto password = preparePassword(earlier);
        const bool made = session.openFile(profile(), name) &&
                          session.create(wrapKey(key, password->span(), random), key, contents);
        return made ? contents.identity->publicKey().digest() : Bytes();
    }
    std::unique_ptr<Visitor> comesBack()
    {
        auto asha = std::make_unique<Visitor>(source, quickSettings(), profile());
        m_asked.clear();
        connect(&asha->client(), &RoomClient::vaultTroubled, this,
                [this](VaultTrouble trouble) { m_asked.append(trouble); });
        asha->client().join(Visitor::linked(m_host->info()));
        return asha;
    }

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<Visitor> m_hostPlace;
    HostControl *m_host = nullptr;
    QList<VaultTrouble> m_asked;
};

#define LOGS_IN(asha)                                                                                        \
    QTRY_COMPARE_WITH_TIMEOUT((asha)->client().stage(), RoomStage::Lobby, patience);                         \
    (asha)->logsIn(QStringLiteral("asha"))

void VaultTroubleTest::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    Settings settings = quickSettings();
    settings.lobbyDeadlineMs = 8'000;
    m_hostPlace = std::make_unique<Visitor>(source, settings);
    m_host = openRoom(*m_hostPlace);
    OPENS(m_host);
    Visitor asha(source, quickSettings(), profile());
    ENTERS(asha, m_host, "asha");
    QVERIFY(!vault().isEmpty());
}

void VaultTroubleTest::putAside()
{
    damage();
    const auto asha = comesBack();
    LOGS_IN(asha);
    QTRY_COMPARE_WITH_TIMEOUT(m_asked, QList<VaultTrouble>{VaultTrouble::Damaged}, patience);
    QCOMPARE(asha->client().stage(), RoomStage::Entering);
    QVERIFY(vaults().entryList({QStringLiteral("*.old-*")}).isEmpty());
    asha->client().putVaultAside();
    QTRY_COMPARE_WITH_TIMEOUT(asha->client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(vaults().entryList({QStringLiteral("*.old-*")}).size(), 1);
}

void VaultTroubleTest::refused()
{
    damage();
    const qint64 size = QFileInfo(vaults().filePath(vault())).size();
    const auto asha = comesBack();
    LOGS_IN(asha);
    QTRY_COMPARE_WITH_TIMEOUT(m_asked.size(), 1, patience);
    asha->client().refuseVault();
    QTRY_COMPARE_WITH_TIMEOUT(asha->refusals.size(), 1, patience);
    QCOMPARE(asha->refusals.first().error.code, Code::Cancelled);
    QCOMPARE(asha->client().stage(), RoomStage::Lobby);
    QCOMPARE(QFileInfo(vaults().filePath(vault())).size(), size);
    asha->logsIn(QStringLiteral("asha")); // and asked again
    QTRY_COMPARE_WITH_TIMEOUT(m_asked.size(), 2, patience);
}

void VaultTroubleTest::anEarlierPassword()
{
    QVERIFY(!sealUnderAnEarlierPassword().isEmpty());
    auto asha = comesBack();
    LOGS_IN(asha);
    QTRY_COMPARE_WITH_TIMEOUT(m_asked, QList<VaultTrouble>{VaultTrouble::WrongPassword}, patience);
    asha->client().tryEarlierPassword(QStringLiteral("not that one"));
    QTRY_COMPARE_WITH_TIMEOUT(m_asked.size(), 2, patience);
    asha->client().tryEarlierPassword(QStringLiteral("short"));
    QTRY_COMPARE_WITH_TIMEOUT(m_asked.size(), 3, patience);
    asha->client().tryEarlierPassword(earlier);
    QTRY_COMPARE_WITH_TIMEOUT(asha->client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(m_asked.size(), 3);
    QVERIFY(vaults().entryList({QStringLiteral("*.old-*")}).isEmpty());
    asha.reset();
    asha = comesBack(); // the present password is enough from now on
    LOGS_IN(asha);
    QTRY_COMPARE_WITH_TIMEOUT(asha->client().stage(), RoomStage::InRoom, patience);
    QVERIFY(m_asked.isEmpty());
}

void VaultTroubleTest::theQuestionOutlivesTheLink()
{
    QVERIFY(!sealUnderAnEarlierPassword().isEmpty());
    const auto asha = comesBack();
    LOGS_IN(asha);
    QTRY_COMPARE_WITH_TIMEOUT(m_asked.size(), 1, patience);
    QTest::qWait(9'500); // the host has ended the link meanwhile: idle
    QCOMPARE(asha->client().stage(), RoomStage::Entering);
    QCOMPARE(m_asked.size(), 1);
    asha->client().tryEarlierPassword(earlier);
    QTRY_COMPARE_WITH_TIMEOUT(asha->client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(m_asked.size(), 1);
}

QTEST_GUILESS_MAIN(VaultTroubleTest)
#include "VaultTroubleTest.moc"
