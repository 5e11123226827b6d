// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QStringList>

namespace waxwing::bench {

/// The members' program as the host's program commands it. Every call blocks until it has answered; the halls
/// run in threads of their own.
class CrowdProcess
{
public:
    CrowdProcess(const QString &kind, quint16 port, int size);
    ~CrowdProcess();

    void enter(int count, int atOnce);
    double say(); ///< seconds until the last had it
    void trade(int times, qsizetype size, qsizetype answer);
    struct Segments
    {
        qint64 in = 0;
        qint64 out = 0;
        qint64 bytesIn = 0;
        qint64 bytesOut = 0;
    };
    Segments segments();

private:
    QStringList ask(const QString &command, const QString &answer);
    QProcess m_process;
};

} // namespace waxwing::bench
