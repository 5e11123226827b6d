// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PasswordSource.h"

#include "InputLines.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <csignal>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace waxwing {

namespace {

#ifdef Q_OS_UNIX
constexpr qsizetype longestLine = 4'096;
#endif

Result<QString> firstLine(QByteArray line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    QString text = QString::fromUtf8(line);
    line.fill(0);
    return text;
}

#ifdef Q_OS_UNIX

// A handler can reach nothing but statics. The pipe's other end is waited for together with the terminal: a
// signal that comes just before a read, or in another thread, interrupts nothing.
volatile std::sig_atomic_t s_signal = 0;
int s_pipe[2] = {-1, -1};

void onSignal(int number)
{
    s_signal = number;
    [[maybe_unused]] const auto written = ::write(s_pipe[1], "", 1);
}

/// A terminal that does not echo. A signal that would end the program waits until the terminal is as it was
/// before, and ends it then.
class SilentTerminal
{
public:
    explicit SilentTerminal(int terminal) : m_terminal(terminal)
    {
        [[maybe_unused]] const int piped = ::pipe(s_pipe);
        struct sigaction action = {};
        action.sa_handler = onSignal;
        for (std::size_t i = 0; i < std::size(s_numbers); ++i)
            ::sigaction(s_numbers[i], &action, &m_actions[i]);
        ::tcgetattr(terminal, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(terminal, TCSAFLUSH, &silent);
    }

    ~SilentTerminal()
    {
        ::tcsetattr(m_terminal, TCSAFLUSH, &m_before);
        [[maybe_unused]] const auto ended = ::write(m_terminal, "\n", 1);
        for (std::size_t i = 0; i < std::size(s_numbers); ++i)
            ::sigaction(s_numbers[i], &m_actions[i], nullptr);
        for (const int end : s_pipe)
            ::close(end);
        const int signal = s_signal;
        s_signal = 0; // the next question is another one
        if (signal != 0)
            std::raise(signal);
    }

    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    /// Cancelled where a signal came before the line was whole: what was typed so far is no password.
    [[nodiscard]] Result<QByteArray> readLine() const
    {
        QByteArray line;
        line.reserve(longestLine); // so that no copy of it stays
        char byte = 0;
        while (waitForByte() && ::read(m_terminal, &byte, 1) == 1 && byte != '\n')
            line.append(byte);
        if (s_signal == 0)
            return line;
        line.fill(0);
        return failure(Code::Cancelled, QStringLiteral("interrupted at the prompt"));
    }

private:
    [[nodiscard]] bool waitForByte() const
    {
        pollfd waited[] = {{m_terminal, POLLIN, 0}, {s_pipe[0], POLLIN, 0}};
        while (s_signal == 0 && ::poll(waited, std::size(waited), -1) < 0 && errno == EINTR) {
        }
        return s_signal == 0 && waited[1].revents == 0;
    }

    static constexpr int s_numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    int m_terminal;
    termios m_before = {};
    struct sigaction m_actions[std::size(s_numbers)] = {};
};

Result<QString> prompted(const QString &prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return failure(Code::StorageFailed,
                       QStringLiteral("no terminal to ask for the password; use --password-file"));
    Result<QByteArray> line;
    {
        const SilentTerminal silent(terminal);
        const QByteArray question = prompt.toLocal8Bit();
        [[maybe_unused]] const auto asked =
            ::write(terminal, question.constData(), static_cast<size_t>(question.size()));
        line = silent.readLine();
    }
    ::close(terminal);
    return line ? firstLine(*std::move(line)) : tl::make_unexpected(line.error());
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
