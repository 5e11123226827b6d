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
    void theyDoNotPileUp();
    void whatTheTypedPasswordOpensStays();
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
    PasswordWrap another(const char *password) const
    {
        return wrapKey(m_vault->key, toSpan(Bytes(password)), m_vault->random);
    }
    /// How many stand there; and whether these do.
    std::size_t count() { return m_session->wraps()->size(); }
    bool stands(const PasswordWrap &wrap)
    {
        const auto wraps = *m_session->wraps();
        return std::any_of(wraps.begin(), wraps.end(), [&](const StoredWrap &stored) {
            return stored.wrap.salt == wrap.salt && stored.wrap.wrapped == wrap.wrapped;
        });
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

/// Changes whose answer never comes leave one each.
void VaultWrapsTest::theyDoNotPileUp()
{
    QVERIFY(m_session->addWrap(m_new));
    PasswordWrap before = m_new;
    for (const char *password : {"third one", "fourth one", "fifth one"}) {
        const PasswordWrap added = another(password);
        QVERIFY(m_session->addWrap(added));
        QCOMPARE(count(), std::size_t(3));
        QVERIFY(stands(m_old) && stands(before) && stands(added));
        before = added;
    }
    QVERIFY(!isOnTheDisk(m_new)); // nor in the log
    // What opens it from now on is another.
    QVERIFY(m_session->keepOnly(before));
    QVERIFY(m_session->addWrap(m_new));
    QVERIFY(m_session->addWrap(another("sixth one")));
    QVERIFY(m_session->addWrap(another("seventh one")));
    QCOMPARE(count(), std::size_t(3));
    QVERIFY(stands(before) && !stands(m_new));
    // And after the next start, too.
    m_session->close();
    m_session = m_vault->closed();
    QVERIFY(m_session->openFile(m_vault->folder(), m_vault->name()));
    const auto wraps = *m_session->wraps();
    QVERIFY(m_session->unlock(m_vault->key, wraps.back()));
    for (const char *password : {"eighth one", "ninth one"})
        QVERIFY(m_session->addWrap(another(password)));
    QCOMPARE(count(), std::size_t(3));
    QVERIFY(stands(before));
}

void VaultWrapsTest::whatTheTypedPasswordOpensStays()
{
    QVERIFY(m_session->addWrap(m_new)); // which another device brought to the host
    const PasswordWrap later = another("third one");
    QVERIFY(m_session->addWrap(later));
    const PasswordWrap latest = another("fourth one");
    QVERIFY(m_session->addWrap(latest, m_new));
    QCOMPARE(count(), std::size_t(3));
    QVERIFY(stands(m_old) && stands(m_new) && stands(latest));
    QVERIFY(m_session->addWrap(another("fifth one"), m_old)); // the same as what opened it
    QCOMPARE(count(), std::size_t(3));
    QVERIFY(stands(m_old) && stands(latest));
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
