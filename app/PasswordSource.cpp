// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordSource.h"

#include "InputLines.h"

#include <QFile>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace waxwing {

namespace {

Result<QString> firstLine(QByteArray line)
{
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

#ifdef Q_OS_UNIX
Result<QString> prompted(const QString &prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return failure(Code::StorageFailed,
                       QStringLiteral("no terminal to ask for the password; use --password-file"));
    termios before = {};
    ::tcgetattr(terminal, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
    const QByteArray question = prompt.toLocal8Bit();
    [[maybe_unused]] const auto asked =
        ::write(terminal, question.constData(), static_cast<size_t>(question.size()));
    QByteArray line;
    char byte = 0;
    while (::read(terminal, &byte, 1) == 1 && byte != '\n')
        line.append(byte);
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    [[maybe_unused]] const auto ended = ::write(terminal, "\n", 1);
    ::close(terminal);
    return firstLine(line);
}
#else
Result<QString> prompted(const QString &)
{
    return failure(Code::StorageFailed, QStringLiteral("use --password-file"));
}
#endif

} // namespace

Result<QString> PasswordSource::read(const QString &file, const QString &prompt, InputLines &input)
{
    if (file.isEmpty())
        return prompted(prompt);
    if (file == QLatin1StringView("-"))
        return firstLine(input.waitForLine());
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return failure(Code::StorageFailed, file + QStringLiteral(": ") + source.errorString());
    return firstLine(source.readLine(64 * 1024));
}

} // namespace waxwing
