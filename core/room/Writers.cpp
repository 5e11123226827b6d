// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Writers.h"

namespace waxwing {

Writers::Writers(const Settings &settings, const Clock &clock, FanOut &fanOut, QObject *parent)
    : QObject(parent), m_settings(settings), m_clock(clock), m_fanOut(fanOut)
{
    m_timer.setInterval(settings.writesEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Writers::tellWaiting);
}

void Writers::write(const HostMember &member, bool active)
{
    const auto [place, isNew] = m_writers.try_emplace(member.account, Writer{member.name});
    Writer &writer = place->second;
    if (isNew || m_clock.monotonicMs() - writer.toldMs >= m_settings.writesEveryMs) {
        if (active || writer.isTold)
            tell(member.account, writer, active);
        return;
    }
    writer.wanted = active;
    if (!m_timer.isActive())
        m_timer.start();
}

void Writers::said(qint64 account)
{
    if (const auto writer = m_writers.find(account); writer != m_writers.end()) {
        writer->second.isTold = false;
        writer->second.wanted.reset();
    }
}

void Writers::tell(qint64 account, Writer &writer, bool active)
{
    writer.toldMs = m_clock.monotonicMs();
    writer.isTold = active;
    writer.wanted.reset();
    m_fanOut.post(Writes{writer.name, active}, account);
}

void Writers::tellWaiting()
{
    bool isWaiting = false;
    for (auto &[account, writer] : m_writers) {
        if (!writer.wanted)
            continue;
        if (m_clock.monotonicMs() - writer.toldMs < m_settings.writesEveryMs)
            isWaiting = true;
        else if (*writer.wanted != writer.isTold)
            tell(account, writer, *writer.wanted);
        else
            writer.wanted.reset();
    }
    if (!isWaiting)
        m_timer.stop();
}

} // namespace waxwing
