// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// From the start of the process to the first painted Welcome window, profile empty, under an Xvfb of our own,
// against a bare QMainWindow with the same fonts. By turns; best of each.
#include "Row.h"
#include "Usage.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

using namespace waxwing::bench;

namespace {

constexpr int rounds = 60;
constexpr int roundsToWarmUp = 2;
constexpr int longestMs = 60'000;

/// A display for this run alone.
class Display
{
public:
    Display()
    {
        m_server.setProcessChannelMode(QProcess::SeparateChannels);
        m_server.setStandardErrorFile(QProcess::nullDevice());
        m_server.start(
            QStringLiteral("Xvfb"),
            QStringLiteral("-displayfd 1 -screen 0 1280x800x24 -nolisten tcp -noreset").split(u' '));
        while (m_server.waitForStarted() && !m_server.canReadLine()) {
            if (!m_server.waitForReadyRead(longestMs))
                qFatal("Xvfb does not answer");
        }
        qputenv("DISPLAY", ':' + m_server.readLine().trimmed());
        qputenv("QT_QPA_PLATFORM", "xcb");
        qputenv("XDG_RUNTIME_DIR", m_runtime.path().toLocal8Bit()); // there may be no session
    }
    ~Display()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }

private:
    QTemporaryDir m_runtime;
    QProcess m_server;
};

/// Seconds until it was painted.
double start(const QString &program)
{
    const QTemporaryDir profile;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const double begun = wallSeconds();
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/waxwing_bench_") + program,
                  {QStringLiteral("--profile"), profile.path()});
    if (!process.waitForFinished(longestMs) || process.exitCode() != 0)
        qFatal("%s did not paint", qPrintable(program));
    return process.readAllStandardOutput().trimmed().toDouble() - begun;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Display display;
    Samples ours, bare;
    for (int round = 0; round < rounds + roundsToWarmUp; ++round) {
        const double our = start(QStringLiteral("start_ours"));
        const double other = start(QStringLiteral("start_bare"));
        if (round < roundsToWarmUp)
            continue;
        ours.add(our);
        bare.add(other);
    }
    printNote(QStringLiteral("first paint: Welcome %1 ms, bare window %2 ms; medians %3 and %4")
                  .arg(ours.best() * 1e3, 0, 'f', 1)
                  .arg(bare.best() * 1e3, 0, 'f', 1)
                  .arg(ours.median() * 1e3, 0, 'f', 1)
                  .arg(bare.median() * 1e3, 0, 'f', 1));
    const Comparison first = compare(ours, bare);
    print({QStringLiteral("start to first painted Welcome, by a bare window's"), first.ratio, spreadOf(first),
           Bar::AtMost, 1.25});
    return 0;
}
