// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// The program as app/main.cpp begins it with windows, until Welcome has been painted once.
#include "Application.h"
#include "CommandLine.h"
#include "FirstPaint.h"
#include "ProcessMemory.h"

#include <QCoreApplication>

using namespace waxwing;

int main(int argc, char **argv)
{
    keepFreedMemory();
    QCoreApplication::setApplicationName(QStringLiteral("waxwing"));
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto invocation = CommandLine::parse(arguments);
    if (!invocation)
        return 2;
    qputenv("QT_NO_THREADED_GLIB", "1");
    Application application(argc, argv, *invocation);
    bench::FirstPaint firstPaint;
    QCoreApplication::instance()->installEventFilter(&firstPaint);
    return application.run();
}
