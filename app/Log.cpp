// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Log.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QMutex>
#include <cstdio>
#include <memory>

namespace waxwing {

namespace {

struct Sink
{
    QMutex mutex;
    QFile file;
    int least = 2;
};

std::unique_ptr<Sink> s_sink; // Qt's handler is a plain function and can reach nothing else

int weight(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
    case QtFatalMsg:
        return 3;
    }
    return 3;
}

void handle(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};
    if (weight(type) < s_sink->least)
        return;
    const QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' +
                            names[weight(type)] + ' ' + text.toUtf8() + '\n';
    const QMutexLocker lock(&s_sink->mutex);
    s_sink->file.write(line);
    s_sink->file.flush();
}

} // namespace

Result<void> Log::start(const QString &level, const QString &file)
{
    auto sink = std::make_unique<Sink>();
    sink->least = level == QLatin1StringView("debug")     ? 0
                  : level == QLatin1StringView("info")    ? 1
                  : level == QLatin1StringView("warning") ? 2
                                                          : 3;
    if (file.isEmpty()) {
        if (!sink->file.open(stderr, QIODevice::WriteOnly))
            return failure(Code::StorageFailed, QStringLiteral("standard error"));
    } else {
        sink->file.setFileName(file);
        if (!sink->file.open(QIODevice::WriteOnly | QIODevice::Append))
            return failure(Code::StorageFailed, file + QStringLiteral(": ") + sink->file.errorString());
    }
    s_sink = std::move(sink);
    qInstallMessageHandler(handle);
    return {};
}

} // namespace waxwing
