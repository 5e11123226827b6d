// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InstancePlace.h"
#include "InstanceRequest.h"

#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <memory>

namespace waxwing {

/// A second start with the same profile is taken by the first, whatever else comes over its socket.
class SecondStartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondEndsAndFirstStays();
    void linkOpensInTheFirst();
    void aLongFolderIsNoHindrance();
    void wrongUsageNeverGetsThere();
    void headlessStaysRefused();
    void garbageHarmsNobody_data();
    void garbageHarmsNobody();
    void aCrowdHarmsNobody();
    void socketOfAKilledOneIsTakenOver();
    void oneThatDoesNotAnswerIsSaidToUseTheProfile();

private:
    using Running = std::unique_ptr<QProcess>;

    static constexpr int patience = 60'000;

    static Running start(const QStringList &arguments)
    {
        auto program = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        program->setProcessEnvironment(environment);
        program->start(QStringLiteral(WAXWING_PROGRAM), arguments);
        return program;
    }

    static QStringList with(const QString &profile, const QStringList &more = {})
    {
        return QStringList{QStringLiteral("--profile"), profile} + more;
    }

    /// A program with windows that listens; null where it does not get there.
    static Running startFirst(const QString &profile)
    {
        Running first = start(with(profile));
        const auto listens = [&profile] { return canBeAsked(profile); };
        return QTest::qWaitFor(listens, patience) ? std::move(first) : nullptr;
    }

    static bool canBeAsked(const QString &profile)
    {
        const InstancePlace place(profile);
        QLocalSocket socket;
        socket.connectToServer(place.name());
        return socket.waitForConnected(100);
    }

    /// The exit status; −1 where it did not end by itself.
    static int ends(const Running &program)
    {
        if (!program->waitForFinished(patience) || program->exitStatus() != QProcess::NormalExit)
            return -1;
        return program->exitCode();
    }

    static bool runs(const Running &program)
    {
        return program->state() == QProcess::Running && !program->waitForFinished(50);
    }

    static void stop(const Running &program)
    {
        program->terminate();
        QVERIFY(program->waitForFinished(patience));
    }

    static QString linkTo(const QTcpServer &server)
    {
        return QStringLiteral("waxwing://127.0.0.1:%1/?key=K7QF2MZA4XNTB6RCJ5WEH3YDUP2SG7LV")
            .arg(server.serverPort());
    }
};

void SecondStartTest::secondEndsAndFirstStays()
{
    const QTemporaryDir folder;
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    QElapsedTimer watch;
    watch.start();
    QCOMPARE(ends(start(with(folder.path()))), 0);
    qInfo("the second start took %lld ms", watch.elapsed());
    QVERIFY(runs(first));
    const auto rights = QFile::permissions(folder.filePath(QStringLiteral("instance")));
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    stop(first);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("instance"))));
}

void SecondStartTest::linkOpensInTheFirst()
{
    const QTemporaryDir folder;
    QTcpServer host; // who is called is asked who it is: that is enough here
    QVERIFY(host.listen(QHostAddress::LocalHost));
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    QVERIFY(!host.hasPendingConnections());
    QCOMPARE(ends(start(with(folder.path(), {linkTo(host)}))), 0);
    QTRY_VERIFY_WITH_TIMEOUT(host.hasPendingConnections(), patience); // by the one that still runs
    QVERIFY(runs(first));
    stop(first);
}

void SecondStartTest::aLongFolderIsNoHindrance()
{
#ifndef Q_OS_LINUX
    QSKIP("NOT TESTED: needs /proc/self/fd for a socket in a folder with a long name");
#endif
    const QTemporaryDir folder;
    const QString profile = folder.filePath(QString(100, u'p') + u'/' + QString(100, u'q'));
    QTcpServer host;
    QVERIFY(host.listen(QHostAddress::LocalHost));
    const Running first = startFirst(profile);
    QVERIFY(first);
    QVERIFY(QFile::exists(profile + QStringLiteral("/instance")));
    QCOMPARE(ends(start(with(profile, {linkTo(host)}))), 0);
    QTRY_VERIFY_WITH_TIMEOUT(host.hasPendingConnections(), patience);
    stop(first);
}

void SecondStartTest::wrongUsageNeverGetsThere()
{
    const QTemporaryDir folder;
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    QCOMPARE(ends(start(with(folder.path(), {QStringLiteral("waxwing://no-address/")}))), 2);
    QVERIFY(runs(first));
    stop(first);
}

void SecondStartTest::headlessStaysRefused()
{
    const QTemporaryDir folder;
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    const Running second = start(
        with(folder.path(), {QStringLiteral("--headless"), QStringLiteral("--host"), QStringLiteral("--room"),
                             QStringLiteral("Lab"), QStringLiteral("--port"), QStringLiteral("0")}));
    QCOMPARE(ends(second), 1);
    QVERIFY(!second->readAllStandardError().isEmpty());
    QVERIFY(runs(first));
    stop(first);
}

void SecondStartTest::garbageHarmsNobody_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isEnded"); ///< by the program, at once
    QRandomGenerator random(8);
    QByteArray noise(100'000, '\0');
    for (char &byte : noise)
        byte = static_cast<char>(random.generate());
    const QByteArray good = instanceRequest::encode(
        {{}, QStringLiteral("/"), {QStringLiteral("--profile"), QStringLiteral("x")}});
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("noise") << noise << true;
    QTest::newRow("another protocol") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
    QTest::newRow("half a head") << good.left(10) << false;
    QTest::newRow("all but the last byte") << good.chopped(1) << false;
    QTest::newRow("a byte too many") << good + 'x' << true;
    QTest::newRow("four gigabytes announced") << QByteArray("waxwing1\xff\xff\xff\xff", 12) << true;
    QTest::newRow("no UTF-8") << QByteArray("waxwing1\0\0\0\4\0\0\xff\xfe", 16) << true;
    QTest::newRow("no folder") << QByteArray("waxwing1\0\0\0\1t", 13) << true;
    const auto asked = [](const QStringList &arguments) {
        return instanceRequest::encode({QStringLiteral("token"), QStringLiteral("/"), arguments});
    };
    QTest::newRow("unknown option") << asked({QStringLiteral("--frobnicate")}) << true;
    QTest::newRow("headless") << asked({QStringLiteral("--headless"), QStringLiteral("--host")}) << true;
    QTest::newRow("help") << asked({QStringLiteral("--help")}) << true;
    QTest::newRow("bad link") << asked({QStringLiteral("waxwing://nowhere")}) << true;
}

void SecondStartTest::garbageHarmsNobody()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isEnded);
    const QTemporaryDir folder;
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    const InstancePlace place(folder.path());
    QLocalSocket socket;
    socket.connectToServer(place.name());
    QVERIFY(socket.waitForConnected(patience));
    socket.write(bytes);
    socket.flush();
    if (isEnded)
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, patience);
    QCOMPARE(ends(start(with(folder.path()))), 0); // beside what still hangs there
    QVERIFY(runs(first));
    stop(first);
}

void SecondStartTest::aCrowdHarmsNobody()
{
    const QTemporaryDir folder;
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    const InstancePlace place(folder.path());
    std::vector<std::unique_ptr<QLocalSocket>> crowd;
    for (int i = 0; i < 200; ++i) {
        crowd.push_back(std::make_unique<QLocalSocket>());
        crowd.back()->connectToServer(place.name());
        if (crowd.back()->state() == QLocalSocket::ConnectedState)
            crowd.back()->write("waxw");
    }
    QVERIFY(std::count_if(crowd.begin(), crowd.end(), [](const auto &socket) { return socket->isOpen(); }) >=
            8);
    // All are thrown out in the end, and then there is room again.
    for (const auto &socket : crowd)
        QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QLocalSocket::UnconnectedState, patience);
    QCOMPARE(ends(start(with(folder.path()))), 0);
    QVERIFY(runs(first));
    stop(first);
}

void SecondStartTest::socketOfAKilledOneIsTakenOver()
{
    const QTemporaryDir folder;
    Running first = startFirst(folder.path());
    QVERIFY(first);
    first->kill();
    QVERIFY(first->waitForFinished(patience));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("instance"))));
    first = startFirst(folder.path());
    QVERIFY(first);
    QVERIFY(runs(first));
    QCOMPARE(ends(start(with(folder.path()))), 0);
    stop(first);
}

void SecondStartTest::oneThatDoesNotAnswerIsSaidToUseTheProfile()
{
    const QTemporaryDir folder;
    const Running first = startFirst(folder.path());
    QVERIFY(first);
    ::kill(static_cast<pid_t>(first->processId()), SIGSTOP);
    const Running second = start(with(folder.path()));
    QByteArray told;
    const auto tells = [&] { return (told += second->readAllStandardError()).contains("profile"); };
    const bool hasTold = QTest::qWaitFor(tells, patience);
    ::kill(static_cast<pid_t>(first->processId()), SIGCONT);
    QVERIFY2(hasTold, told.constData());
    QVERIFY(runs(second)); // with a window that says the same
    second->kill();
    second->waitForFinished(patience);
    stop(first);
}

} // namespace waxwing

QTEST_GUILESS_MAIN(waxwing::SecondStartTest)
#include "SecondStartTest.moc"
