// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomDatabase.h"

#include "RoomFixture.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace waxwing;

namespace {

void say(qint64 number)
{
    std::printf("%lld\n", static_cast<long long>(number));
    std::fflush(stdout);
}

/// The child: registers with an invite, lets each in and lets each speak, and says so once it is committed.
int work(const QString &profile)
{
    SystemRandom random;
    RoomDatabase database;
    const auto state = database.open({profile, std::nullopt}, random);
    if (!state) {
        return 1;
    }
    const auto first = static_cast<int>(state->accounts.size());
    quint64 number = state->nextNumber;
    if (!database.addInvite({RoomFixture::digest(0), 1'000'000, 1000}, 0)) {
        return 2;
    }
    for (int i = first;; ++i) {
        Account account = RoomFixture::account(i);
        const auto id = database.addAccount(account, RoomFixture::digest(0), 0);
        if (!id) {
            return 3;
        }
        account.id = *id;
        account.firstNumber = number;
        account.identities = {{RoomFixture::digest(i), RoomFixture::device(i), 0, i}};
        const TalkChange talk{
            {{number, *id, RoomFixture::device(i), quint64(i) + 1, i, account.name}}, {}, 0};
        if (!database.recordAdmission(account) ||
            !database.commitTalk(++number, {{*id, RoomFixture::device(i), quint64(i) + 1}}, talk)) {
            return 4;
        }
        say(i);
        say(static_cast<qint64>(number));
    }
}

/// The child on a disk that takes no file above `bytes`: how far it comes, then the code of what stopped it.
int fill(const QString &profile, int bytes)
{
#ifdef Q_OS_UNIX
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return 1;
    }
#endif
    SystemRandom random;
    RoomDatabase database;
    const auto state = database.open({profile, std::nullopt}, random);
    if (!state) {
        say(-1);
        say(static_cast<qint64>(state.error().code));
        return 0;
    }
    for (int i = static_cast<int>(state->accounts.size()); i < 100'000; ++i) {
        const auto added = database.addAccount(RoomFixture::account(i), std::nullopt, 0);
        if (!added) {
            say(i);
            say(static_cast<qint64>(added.error().code));
            return 0;
        }
    }
    return 2;
}

} // namespace

/// Real processes that are killed, and a real file system that is full.
class RoomKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fixture.make(0)); }
    void acknowledgedIsKept();
    void nothingIsHalfThere();
    void killedWhileMakingTheRoom();
    void aFullFileSystem();
    void aFullFileSystemAtTheFirstStart();

private:
    static void start(QProcess &child, const QStringList &arguments)
    {
        child.start(QCoreApplication::applicationFilePath(), arguments);
    }
    /// Kills the child once it has said `lines` lines, and gives all that it said.
    static QList<qint64> killedAfter(const QString &profile, int lines)
    {
        QProcess child;
        start(child, {QStringLiteral("--work"), profile});
        QByteArray output;
        while (output.count('\n') < lines && child.waitForReadyRead(20'000)) {
            output += child.readAllStandardOutput();
        }
        child.kill();
        child.waitForFinished();
        return numbers(output + child.readAllStandardOutput());
    }
    static QList<qint64> numbers(const QByteArray &output)
    {
        QList<qint64> result;
        const auto whole = output.left(output.lastIndexOf('\n') + 1);
        for (const auto &line : whole.split('\n')) {
            if (!line.isEmpty()) {
                result.append(line.toLongLong());
            }
        }
        return result;
    }

    RoomFixture m_fixture;
};

void RoomKillTest::acknowledgedIsKept()
{
    QTemporaryDir profile;
    QVERIFY(m_fixture.copyTo(profile.path()));
    for (const int lines : {1, 2, 7, 40, 3, 150}) {
        const auto said = killedAfter(profile.path(), lines);
        QVERIFY(said.size() >= lines);
        RoomDatabase database;
        const auto state = database.open({profile.path(), std::nullopt}, m_fixture.random());
        QVERIFY2(state, state ? "" : qPrintable(state.error().detail));
        QCOMPARE(state->identity->publicKey().digest(), m_fixture.hostDigest());
        for (qsizetype i = 0; i + 1 < said.size(); i += 2) {
            const auto &account = state->accounts.at(static_cast<std::size_t>(said.at(i)));
            QCOMPARE(account.name, RoomFixture::account(static_cast<int>(said.at(i))).name);
            QCOMPARE(account.identities.size(), std::size_t(1));
            QCOMPARE(account.identities[0].counter, quint64(said.at(i)) + 1);
            QVERIFY(state->nextNumber >= quint64(said.at(i + 1)) + limits::numberJump);
            const quint64 number = quint64(said.at(i + 1)) - 1;
            const auto kept = database.readTalk(number, number);
            QVERIFY(kept && kept->said.size() == 1);
            QCOMPARE(kept->said[0].text, account.name);
        }
        // Closed in order here: the next child begins without a jump of its own making.
        QVERIFY(database.closeCleanly());
    }
}

void RoomKillTest::nothingIsHalfThere()
{
    QTemporaryDir profile;
    QVERIFY(m_fixture.copyTo(profile.path()));
    killedAfter(profile.path(), 60);
    RoomDatabase database;
    const auto state = database.open({profile.path(), std::nullopt}, m_fixture.random());
    QVERIFY(state);
    QCOMPARE(state->invites.size(), std::size_t(1));
    QCOMPARE(std::size_t(1'000'000 - state->invites[0].uses),
             state->accounts.size()); // a use for each account
}

void RoomKillTest::killedWhileMakingTheRoom()
{
    for (int round = 0; round < 6; ++round) {
        QTemporaryDir profile;
        QProcess child;
        start(child, {QStringLiteral("--work"), profile.path()});
        QVERIFY(child.waitForStarted());
        child.waitForReadyRead(20 + 90 * round); // while it starts, makes its key, or its files
        child.kill();
        child.waitForFinished();
        RoomDatabase database;
        const auto state = database.open({profile.path(), std::nullopt}, m_fixture.random());
        QVERIFY2(state, state ? "" : qPrintable(state.error().detail));
    }
}

void RoomKillTest::aFullFileSystem()
{
#ifndef Q_OS_UNIX
    QSKIP("NEEDS RLIMIT_FSIZE (Linux): a full disk was NOT tried");
#endif
    for (const int bytes : {70'000, 90'000, 200'000}) {
        QTemporaryDir profile;
        QVERIFY(m_fixture.copyTo(profile.path()));
        QProcess child;
        start(child, {QStringLiteral("--fill"), profile.path(), QString::number(bytes)});
        QVERIFY(child.waitForFinished(60'000));
        QCOMPARE(child.exitCode(), 0);
        const auto said = numbers(child.readAllStandardOutput());
        QCOMPARE(said.size(), 2);
        QVERIFY(said.at(0) > 0);
        QCOMPARE(said.at(1), qint64(Code::StorageFailed));
        RoomDatabase database;
        const auto state = database.open({profile.path(), std::nullopt}, m_fixture.random());
        QVERIFY2(state, state ? "" : qPrintable(state.error().detail));
        QCOMPARE(qint64(state->accounts.size()), said.at(0));
    }
}

void RoomKillTest::aFullFileSystemAtTheFirstStart()
{
#ifndef Q_OS_UNIX
    QSKIP("NEEDS RLIMIT_FSIZE (Linux): a full disk was NOT tried");
#endif
    for (const int bytes : {0, 20, 4096, 12'000}) {
        QTemporaryDir profile;
        QProcess child;
        start(child, {QStringLiteral("--fill"), profile.path(), QString::number(bytes)});
        QVERIFY(child.waitForFinished(60'000));
        const auto said = numbers(child.readAllStandardOutput());
        QCOMPARE(said, (QList<qint64>{-1, qint64(Code::StorageFailed)}));
        RoomDatabase database;
        QVERIFY(database.open({profile.path(), std::nullopt}, m_fixture.random()));
    }
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--work")) {
        return work(arguments.value(2));
    }
    if (arguments.value(1) == QStringLiteral("--fill")) {
        return fill(arguments.value(2), arguments.value(3).toInt());
    }
    RoomKillTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "RoomKillTest.moc"
