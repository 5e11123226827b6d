// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CrowdProcess.h"

#include <QCoreApplication>

namespace waxwing::bench {

namespace {

constexpr int longestMs = 300'000;

} // namespace

CrowdProcess::CrowdProcess(const QString &kind, quint16 port, int size)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/waxwing_bench_members"),
                    {kind, QString::number(port), QString::number(size)});
    if (!m_process.waitForStarted())
        qFatal("the members' program did not start");
}

CrowdProcess::~CrowdProcess()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished();
}

QStringList CrowdProcess::ask(const QString &command, const QString &answer)
{
    m_process.write(command.toUtf8() + '\n');
    m_process.waitForBytesWritten();
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(longestMs))
            qFatal("no answer to \"%s\"", qPrintable(command));
    }
    const QStringList words = QString::fromUtf8(m_process.readLine()).trimmed().split(u' ');
    if (words.value(0) != answer)
        qFatal("%s instead of %s", qPrintable(words.value(0)), qPrintable(answer));
    return words;
}

void CrowdProcess::enter(int count, int atOnce)
{
    ask(QStringLiteral("enter %1 %2").arg(count).arg(atOnce), QStringLiteral("entered"));
}

double CrowdProcess::say()
{
    return ask(QStringLiteral("say"), QStringLiteral("said")).value(1).toDouble();
}

void CrowdProcess::trade(int times, qsizetype size, qsizetype answer)
{
    ask(QStringLiteral("trade %1 %2 %3").arg(times).arg(size).arg(answer), QStringLiteral("traded"));
}

CrowdProcess::Segments CrowdProcess::segments()
{
    const QStringList words = ask(QStringLiteral("segments"), QStringLiteral("segments"));
    return {words.value(1).toLongLong(), words.value(2).toLongLong(), words.value(3).toLongLong(),
            words.value(4).toLongLong()};
}

} // namespace waxwing::bench
