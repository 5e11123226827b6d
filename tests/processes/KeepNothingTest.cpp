// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InstancePlace.h"
#include "ProfileDatabase.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace waxwing {

/// Where nothing is to be kept, no picture and no place of a file outlives the program, nor its kill.
class KeepNothingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesAtStartAndEnd_data();
    void goesAtStartAndEnd();

private:
    static constexpr int patience = 60'000;

    /// The profile of somebody who keeps what they say for that many days, with a file that was saved.
    static bool make(const QString &profile, int keepDays);
    static QStringList saved(const QString &profile);
    static bool putPicture(const QString &profile);
    static QString picture(const QString &profile)
    {
        return profile + QStringLiteral("/pictures/00ff/cat.png");
    }
    static bool start(QProcess &program, const QString &profile);
};

bool KeepNothingTest::make(const QString &profile, int keepDays)
{
    ProfileDatabase database;
    return database.open(profile) && database.setSetting(QStringLiteral("history/keepDays"), keepDays) &&
           database.setSetting(QStringLiteral("files/saved"),
                               QStringList{QStringLiteral("00ff /tmp/cat.png")});
}

QStringList KeepNothingTest::saved(const QString &profile)
{
    ProfileDatabase database;
    const auto settings = database.open(profile) ? database.settings() : Result<QVariantMap>();
    return settings ? settings->value(QStringLiteral("files/saved")).toStringList()
                    : QStringList{settings.error().detail};
}

bool KeepNothingTest::putPicture(const QString &profile)
{
    QFile file(picture(profile));
    return QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly) && file.write("cat") == 3;
}

bool KeepNothingTest::start(QProcess &program, const QString &profile)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(WAXWING_PROGRAM), {QStringLiteral("--profile"), profile});
    const auto listens = [&profile] {
        const InstancePlace place(profile);
        QLocalSocket socket;
        socket.connectToServer(place.name());
        return socket.waitForConnected(100);
    };
    return QTest::qWaitFor(listens, patience);
}

void KeepNothingTest::goesAtStartAndEnd_data()
{
    QTest::addColumn<int>("keepDays");
    QTest::addColumn<bool>("stays");
    QTest::newRow("nothing") << -1 << false;
    QTest::newRow("thirty days") << 30 << true;
    QTest::newRow("for ever") << 0 << true;
}

void KeepNothingTest::goesAtStartAndEnd()
{
    QFETCH(int, keepDays);
    QFETCH(bool, stays);
    const QTemporaryDir folder;
    QVERIFY(make(folder.path(), keepDays));
    QVERIFY(putPicture(folder.path())); // as if it had been killed
    QProcess program;
    QVERIFY(start(program, folder.path()));
    if (stays)
        QTest::qWait(200); // nothing tells that nothing happens
    else
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(folder.filePath(QStringLiteral("pictures"))), patience);
    QCOMPARE(QFile::exists(picture(folder.path())), stays);
    QVERIFY(putPicture(folder.path())); // it came meanwhile
    program.terminate();
    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(QFile::exists(picture(folder.path())), stays);
    QCOMPARE(saved(folder.path()).isEmpty(), !stays);
}

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::KeepNothingTest)
#include "KeepNothingTest.moc"
