// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Crowd.h"

#include "Usage.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace waxwing::bench {

void SegmentCount::add(qintptr socket)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (getsockopt(int(socket), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return;
    in += info.tcpi_data_segs_in;
    out += info.tcpi_data_segs_out;
    bytesIn += qint64(info.tcpi_bytes_received);
    bytesOut += qint64(info.tcpi_bytes_acked);
}

void Crowd::enter(int count, int atOnce, Done done)
{
    m_goal = qMin(m_size, m_inside + count);
    m_atOnce = atOnce;
    m_done = std::move(done);
    fill();
}

void Crowd::fill()
{
    while (m_begun < m_goal && m_begun - m_inside < m_atOnce)
        beginEntry(m_begun++);
}

void Crowd::entered()
{
    ++m_inside;
    fill();
    if (m_inside == m_goal)
        std::exchange(m_done, {})();
}

void Crowd::say(Done done)
{
    m_heard = 0;
    m_isAnswered = false;
    m_done = std::move(done);
    m_saidAt = wallSeconds();
    speak();
}

void Crowd::heard()
{
    if (++m_heard == m_inside)
        m_secondsToLast = wallSeconds() - m_saidAt;
    finishIfDone();
}

void Crowd::answered()
{
    m_isAnswered = true;
    finishIfDone();
}

void Crowd::finishIfDone()
{
    if (m_isAnswered && m_heard == m_inside && m_done)
        std::exchange(m_done, {})();
}

SegmentCount Crowd::segments() const
{
    SegmentCount count;
    for (int i = 0; i < m_inside; ++i)
        count.add(socketOf(i));
    return count;
}

} // namespace waxwing::bench
