// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>

using namespace waxwing;

namespace {

const Bytes oldPassword = "the old password";
const Bytes newPassword = "the new password";

} // namespace

/// Two passwords beside each other while one takes the other's place: at each step the file is copied as a
/// kill would leave it, and opened by what is to open it.
class VaultWrapsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eachStepOpensByWhatItShould();
    void aRefusedChangeLeavesTheOldOne();
    void whatIsRemovedIsNotOnTheDisk();
    void theLastWrapIsNeverRemoved();
    void theOneToKeepIsPutInWhereItIsMissing();
    void nothingWhileItIsLocked();

private:
    /// Which passwords open a copy of the file as it stands on the disk now: "old", "new".
    QStringList opens()
    {
        QTemporaryDir copy;
        const QDir from(m_vault->folder() + QStringLiteral("/vaults"));
        QDir(copy.path()).mkdir(QStringLiteral("vaults"));
        for (const QString &name : from.entryList(QDir::Files))
            QFile::copy(from.filePath(name), copy.filePath(QStringLiteral("vaults/") + name));
        VaultDatabase file;
        QStringList found;
        if (!file.openFile(copy.path(), m_vault->name()))
            return {QStringLiteral("does not open at all")};
        for (const auto &[name, password] : {std::pair("old", oldPassword), std::pair("new", newPassword)}) {
            const auto wraps = file.wraps();
            for (const StoredWrap &stored : *wraps) {
                const auto key = unwrapKey(stored.wrap, toSpan(password));
                if (key && file.contents(*key))
                    found.append(QString::fromLatin1(name));
            }
        }
        return found;
    }
    [[nodiscard]] bool isOnTheDisk(const PasswordWrap &wrap) const
    {
        const QDir folder(m_vault->folder() + QStringLiteral("/vaults"));
        const QStringList names = folder.entryList(QDir::Files);
        return std::any_of(names.begin(), names.end(), [&](const QString &name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(wrap.wrapped);
        });
    }
    std::unique_ptr<VaultFixture> m_vault;
    std::unique_ptr<VaultSession> m_session;
    PasswordWrap m_old;
    PasswordWrap m_new;
};

void VaultWrapsTest::init()
{
    m_session.reset();
    m_vault = std::make_unique<VaultFixture>();
    m_old = wrapKey(m_vault->key, toSpan(oldPassword), m_vault->random);
    m_new = wrapKey(m_vault->key, toSpan(newPassword), m_vault->random);
    m_session = m_vault->closed();
    QVERIFY(m_session->openFile(m_vault->folder(), m_vault->name()));
    VaultContents contents;
    contents.identity = VaultFixture::identity();
    contents.device = RoomFixture::device(1);
    QVERIFY(m_session->create(m_old, m_vault->key, contents));
}

void VaultWrapsTest::eachStepOpensByWhatItShould()
{
    const QStringList both{QStringLiteral("old"), QStringLiteral("new")};
    QCOMPARE(opens(), QStringList{QStringLiteral("old")});
    QVERIFY(m_session->addWrap(m_new)); // before the host hears of it
    QCOMPARE(opens(), both);
    QVERIFY(m_session->keepOnly(m_new)); // on its word
    QCOMPARE(opens(), QStringList{QStringLiteral("new")});
    QVERIFY(m_session->addWrap(m_old)); // and back again
    QCOMPARE(opens(), both);
    QVERIFY(m_session->keepOnly(m_new)); // which the host did not take
    QCOMPARE(opens(), QStringList{QStringLiteral("new")});
}

void VaultWrapsTest::aRefusedChangeLeavesTheOldOne()
{
    QVERIFY(m_session->addWrap(m_new));
    QVERIFY(m_session->removeWrap(m_new));
    QCOMPARE(opens(), QStringList{QStringLiteral("old")});
    QVERIFY(m_session->removeWrap(m_new)); // gone already
    QCOMPARE(opens(), QStringList{QStringLiteral("old")});
}

void VaultWrapsTest::whatIsRemovedIsNotOnTheDisk()
{
    QVERIFY(isOnTheDisk(m_old));
    QVERIFY(m_session->addWrap(m_new));
    QVERIFY(m_session->keepOnly(m_new));
    QVERIFY(isOnTheDisk(m_new) && !isOnTheDisk(m_old)); // while it is open
    QVERIFY(m_session->addWrap(m_old));
    QVERIFY(m_session->removeWrap(m_old));
    QVERIFY(!isOnTheDisk(m_old));
    QVERIFY(m_session->replaceWraps(m_old));
    QVERIFY(isOnTheDisk(m_old) && !isOnTheDisk(m_new));
}

void VaultWrapsTest::theLastWrapIsNeverRemoved()
{
    QVERIFY(m_session->removeWrap(m_old));
    QCOMPARE(opens(), QStringList{QStringLiteral("old")});
}

void VaultWrapsTest::theOneToKeepIsPutInWhereItIsMissing()
{
    QVERIFY(m_session->keepOnly(m_new));
    QCOMPARE(opens(), QStringList{QStringLiteral("new")});
}

void VaultWrapsTest::nothingWhileItIsLocked()
{
    m_session->close();
    const auto locked = m_vault->closed();
    QVERIFY(locked->openFile(m_vault->folder(), m_vault->name()));
    QVERIFY(!locked->keyToWrap());
    QVERIFY(!locked->addWrap(m_new));
    QVERIFY(!locked->keepOnly(m_new));
    QVERIFY(!locked->removeWrap(m_old));
    locked->close();
    QCOMPARE(opens(), QStringList{QStringLiteral("old")});
}

QTEST_GUILESS_MAIN(VaultWrapsTest)
#include "VaultWrapsTest.moc"
