// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "UnixSignals.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <QSocketNotifier>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace waxwing {

#ifdef Q_OS_UNIX

namespace {

int s_writeEnd = -1; // a handler can reach nothing but a static

void onSignal(int number)
{
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const auto written = ::write(s_writeEnd, &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends) != 0)
        return;
    s_writeEnd = m_ends[0];
    auto *notifier = new QSocketNotifier(m_ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &UnixSignals::readSignal);
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // who no longer reads what we print does not end a room
}

UnixSignals::~UnixSignals()
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    for (const int end : m_ends) {
        if (end >= 0)
            ::close(end);
    }
}

void UnixSignals::readSignal()
{
    char byte = 0;
    if (::read(m_ends[1], &byte, 1) != 1)
        return;
    if (byte == SIGINT)
        Q_EMIT interrupted();
    else
        Q_EMIT terminated();
}

#else

UnixSignals::UnixSignals(QObject *parent) : QObject(parent) {}
UnixSignals::~UnixSignals() = default;
void UnixSignals::readSignal() {}

#endif

} // namespace waxwing
