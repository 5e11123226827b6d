// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeerSuite.h"

#include <QProcess>
#include <QTest>

namespace waxwing {

namespace {

// How many times slower this build of the program is than another: deadlines of the suites are longer by it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int paceOfThisBuild = 5;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int paceOfThisBuild = 5;
#else
constexpr int paceOfThisBuild = 1;
#endif
#else
constexpr int paceOfThisBuild = 1;
#endif

void addRow(const QByteArray &name, const QString &outcome, const QString &detail)
{
    QTest::newRow(name.constData()) << outcome << detail;
}

/// A line is `pass|fail|skip TAB name TAB seconds TAB detail` (peer/suite.py).
int addRows(const QByteArray &output, const QByteArray &suite)
{
    int rows = 0;
    for (const QByteArray &line : output.split('\n')) {
        const QList<QByteArray> parts = line.split('\t');
        if (parts.size() != 4)
            continue;
        ++rows;
        addRow(suite + ": " + parts[1], QString::fromUtf8(parts[0]), QString::fromUtf8(parts[3]));
    }
    return rows;
}

QProcessEnvironment environmentOfSuites()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("WAXWING_PROGRAM"), QStringLiteral(WAXWING_PROGRAM));
    environment.insert(QStringLiteral("WAXWING_SOURCE_DIR"), QStringLiteral(WAXWING_SOURCE_DIR));
    environment.insert(QStringLiteral("PYTHONDONTWRITEBYTECODE"), QStringLiteral("1"));
    environment.insert(QStringLiteral("WAXWING_PACE"), QString::number(paceOfThisBuild));
    return environment;
}

} // namespace

void PeerSuite::run(const QString &suite, int timeoutMs)
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("detail");
    QProcess python;
    python.setProcessEnvironment(environmentOfSuites());
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // Debian's own Python sees python3-cryptography and python3-cbor2; another one in PATH may not.
    python.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral(WAXWING_SOURCE_DIR "/tests/processes/peer/") + suite + QStringLiteral(".py")});
    const bool ended = python.waitForFinished(timeoutMs);
    if (!ended) {
        python.terminate();
        python.waitForFinished(5000);
    }
    const int rows = addRows(python.readAllStandardOutput(), suite.toUtf8());
    if (!ended)
        addRow(suite.toUtf8() + ": ends in time", QStringLiteral("fail"), python.errorString());
    else if (rows == 0 || python.exitStatus() != QProcess::NormalExit || python.exitCode() > 1)
        addRow(suite.toUtf8() + ": runs", QStringLiteral("fail"),
               QStringLiteral("%1 rows, exit code %2: %3")
                   .arg(rows)
                   .arg(python.exitCode())
                   .arg(python.errorString()));
}

void PeerSuite::judge()
{
    QFETCH(QString, outcome);
    QFETCH(QString, detail);
    if (outcome == QLatin1StringView("skip"))
        QSKIP(qPrintable(detail));
    QVERIFY2(outcome == QLatin1StringView("pass"), qPrintable(detail));
}

} // namespace waxwing
