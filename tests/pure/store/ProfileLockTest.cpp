// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ProfileLock.h"

#include "RoomFixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <cstdio>

using namespace waxwing;

namespace {

constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
constexpr QFile::Permissions openToAll = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                         QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther |
                                         QFile::ExeOther;

/// The child: takes the lock, says so, and holds it until its input ends or it is killed.
int hold(const QString &folder)
{
    ProfileLock lock;
    const bool locked = lock.acquire(folder).has_value();
    std::printf("%s\n", locked ? "locked" : "refused");
    std::fflush(stdout);
    while (locked && std::getchar() != EOF) {
    }
    return 0;
}

} // namespace

class ProfileLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void makesAPrivateFolder();
    void locksOnceInAProcess();
    void anotherProcessIsNamed();
    void aKilledProcessLosesIt();
    void anUnreadableLockIsTakenOver();
    void closesAProfileOpenToOthers();
    void refusesAFolderOfOthersThings();
    void refusesWhatIsNoFolder();
    void findsTheFolder();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ProfileLockTest::makesAPrivateFolder()
{
    const QString folder = m_folder->filePath(QStringLiteral("a/b/profile"));
    ProfileLock lock;
    QVERIFY(lock.acquire(folder));
    QVERIFY(!(QFile::permissions(folder) & others));
    QVERIFY(!(QFile::permissions(folder + QStringLiteral("/profile.lock")) & others));
}

void ProfileLockTest::locksOnceInAProcess()
{
    auto first = std::make_unique<ProfileLock>();
    QVERIFY(first->acquire(m_folder->path()));
    ProfileLock second;
    const auto refused = second.acquire(m_folder->path());
    QCOMPARE(refused.error().code, Code::ProfileInUse);
    QVERIFY(refused.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
    first.reset();
    QVERIFY(second.acquire(m_folder->path()));
}

void ProfileLockTest::anotherProcessIsNamed()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), m_folder->path()});
    QVERIFY(child.waitForReadyRead(20'000));
    QCOMPARE(child.readLine().trimmed(), Bytes("locked"));
    ProfileLock lock;
    const auto refused = lock.acquire(m_folder->path());
    QCOMPARE(refused.error().code, Code::ProfileInUse);
    QVERIFY(refused.error().detail.contains(QString::number(child.processId())));
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished(20'000));
    QVERIFY(lock.acquire(m_folder->path()));
}

void ProfileLockTest::aKilledProcessLosesIt()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), m_folder->path()});
    QVERIFY(child.waitForReadyRead(20'000));
    child.kill();
    QVERIFY(child.waitForFinished(20'000));
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("profile.lock"))));
    ProfileLock lock;
    QVERIFY(lock.acquire(m_folder->path()));
}

void ProfileLockTest::anUnreadableLockIsTakenOver()
{
    for (const Bytes &content : {Bytes(), Bytes("garbage"), Bytes(5000, '\xff')}) {
        QVERIFY(RoomFixture::write(m_folder->filePath(QStringLiteral("profile.lock")), content));
        ProfileLock lock;
        const auto locked = lock.acquire(m_folder->path());
        QVERIFY2(locked, locked ? "" : qPrintable(locked.error().detail));
        ProfileLock second;
        QCOMPARE(second.acquire(m_folder->path()).error().code, Code::ProfileInUse);
    }
}

void ProfileLockTest::closesAProfileOpenToOthers()
{
    QVERIFY(QFile::setPermissions(m_folder->path(), openToAll));
    ProfileLock lock;
    QVERIFY(lock.acquire(m_folder->path())); // empty
    QVERIFY(!(QFile::permissions(m_folder->path()) & others));
    QVERIFY(RoomFixture::write(m_folder->filePath(QStringLiteral("profile.sqlite")), "x"));
    QVERIFY(QFile::setPermissions(m_folder->path(), openToAll));
    QVERIFY(lock.acquire(m_folder->path())); // a profile
    QVERIFY(!(QFile::permissions(m_folder->path()) & others));
}

void ProfileLockTest::refusesAFolderOfOthersThings()
{
    QVERIFY(RoomFixture::write(m_folder->filePath(QStringLiteral("holiday.jpg")), "x"));
    QVERIFY(QFile::setPermissions(m_folder->path(), openToAll));
    ProfileLock lock;
    QCOMPARE(lock.acquire(m_folder->path()).error().code, Code::StorageFailed);
    QVERIFY(QFile::permissions(m_folder->path()) & others); // left as it was
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("holiday.jpg")});
}

void ProfileLockTest::refusesWhatIsNoFolder()
{
    const QString file = m_folder->filePath(QStringLiteral("file"));
    QVERIFY(RoomFixture::write(file, "x"));
    ProfileLock lock;
    QCOMPARE(lock.acquire(file).error().code, Code::StorageFailed);
    QCOMPARE(lock.acquire(file + QStringLiteral("/profile")).error().code, Code::StorageFailed);
    QCOMPARE(lock.acquire(QStringLiteral("/proc/waxwing")).error().code, Code::StorageFailed);
}

void ProfileLockTest::findsTheFolder()
{
    const QString program = m_folder->path();
    const QString platform =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/waxwing");
    QCOMPARE(profileFolder(QStringLiteral("/profiles/x/../y"), program), QStringLiteral("/profiles/y"));
    QCOMPARE(profileFolder(QStringLiteral("here"), program),
             QDir::current().absoluteFilePath(QStringLiteral("here")));
    QCOMPARE(profileFolder(QString(), program), platform);
    QCOMPARE(profileFolder(QString(), QString()), platform);
    QVERIFY(QDir(program).mkdir(QStringLiteral("waxwing-data")));
    QCOMPARE(profileFolder(QString(), program), program + QStringLiteral("/waxwing-data"));
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--hold")) {
        return hold(arguments.value(2));
    }
    ProfileLockTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ProfileLockTest.moc"
