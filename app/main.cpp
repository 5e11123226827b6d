// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Application.h"
#include "CommandLine.h"
#include "DissectorFile.h"
#include "HeadlessApplication.h"
#include "ProcessMemory.h"
#include "SecondStart.h"
#include "Terminal.h"

#include <QCoreApplication>

using namespace waxwing;

namespace {

/// Qt's own dispatcher is several times faster than GLib's with many sockets; a headless program needs no
/// GLib at all.
void chooseDispatcher(bool isHeadless)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    if (isHeadless)
        qputenv("QT_NO_GLIB", "1");
}

int printDissector()
{
    if (terminal::writeBytes(dissectorFile::bytes()))
        return static_cast<int>(ExitCode::EndedAsAsked);
    terminal::writeError(QCoreApplication::translate("CommandLine", "The dissector could not be written."));
    return static_cast<int>(ExitCode::Failed);
}

int endAtCommandLine(const CommandLineEnd &end)
{
    if (end.printsDissector)
        return printDissector();
    if (!end.isError) {
        terminal::writeText(end.text);
        return static_cast<int>(ExitCode::EndedAsAsked);
    }
    terminal::writeError(end.text);
    return static_cast<int>(ExitCode::WrongUsage);
}

} // namespace

int main(int argc, char **argv)
{
    keepFreedMemory();
    QCoreApplication::setApplicationName(QStringLiteral("waxwing"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WAXWING_VERSION));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto invocation = CommandLine::parse(arguments);
    if (!invocation)
        return endAtCommandLine(invocation.error());

    chooseDispatcher(invocation->headless);
    if (invocation->headless)
        return HeadlessApplication(argc, argv, *invocation).run();
    if (secondStart::handOver(*invocation))
        return static_cast<int>(ExitCode::EndedAsAsked);
    return Application(argc, argv, *invocation).run();
}
