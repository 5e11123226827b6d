// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SecondStart.h"

#include "InstancePlace.h"
#include "InstanceRequest.h"
#include "ProfileLock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <memory>
#include <optional>

namespace waxwing::secondStart {

namespace {

constexpr int patienceMs = 5'000; ///< for one that is just busy

/// As QCoreApplication says it, which may not be there yet.
QString programFolder()
{
    if (QCoreApplication::instance())
        return QCoreApplication::applicationDirPath();
    return QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).absolutePath();
}

InstanceRequest requestOf(const Invocation &invocation)
{
    QString token = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    if (token.isEmpty())
        token = qEnvironmentVariable("DESKTOP_STARTUP_ID");
    return {token, QDir::currentPath(), invocation.given};
}

bool ask(const QString &name, const Bytes &request)
{
    const QDeadlineTimer deadline(patienceMs);
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(name);
    if (!socket.waitForConnected(left()))
        return false;
    socket.write(request);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(left()))
        continue;
    while (socket.bytesAvailable() < qsizetype(sizeof taken) - 1 && socket.waitForReadyRead(left()))
        continue;
    return socket.readAll() == taken;
}

} // namespace

bool handOver(const Invocation &invocation)
{
    const InstancePlace place(profileFolder(invocation.profile, programFolder()));
    const Bytes request = instanceRequest::encode(requestOf(invocation));
    if (!place.mayBeAsked() || request.isEmpty())
        return false;
    int count = 1;
    char program[] = "waxwing";
    char *values[] = {program, nullptr};
    std::optional<QCoreApplication> events; // a socket wants one to wait with
    if (!QCoreApplication::instance())
        events.emplace(count, values);
    return ask(place.name(), request);
}

} // namespace waxwing::secondStart
