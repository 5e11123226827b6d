// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FanOut.h"

#include "Link.h"

#include <QElapsedTimer>
#include <algorithm>

namespace waxwing {

namespace {

/// Half of what a turn of the network thread may take (DESIGN §1): the rest is for what else it does.
constexpr qint64 sliceMs = 8;
constexpr int membersBetweenLooks = 16;

} // namespace

FanOut::FanOut(const Settings &settings, QObject *parent) : QObject(parent), m_settings(settings) {}

void FanOut::add(HostMember *member)
{
    member->nextBroadcast = m_firstPosted + m_posted.size();
    member->place = m_members.size();
    m_members.push_back(member);
}

void FanOut::remove(HostMember *member)
{
    if (member->place < m_position)
        m_position = 0; // the last one moves to before it; looking again at the others costs nothing
    m_members[member->place] = m_members.back();
    m_members[member->place]->place = member->place;
    m_members.pop_back();
}

void FanOut::post(const Message &message, quint64 number, quint64 snapshotBelow)
{
    m_posted.push_back({encode(message), number, snapshotBelow});
    schedule();
}

void FanOut::send(HostMember &member, const Message &message)
{
    catchUp(member);
    member.link->send(message);
}

void FanOut::catchUp(HostMember &member)
{
    const quint64 end = m_firstPosted + m_posted.size();
    for (; member.nextBroadcast < end; ++member.nextBroadcast) {
        const Broadcast &broadcast = m_posted[std::size_t(member.nextBroadcast - m_firstPosted)];
        if (member.snapshot >= broadcast.snapshotBelow)
            continue;
        member.link->send(broadcast.message);
        if (broadcast.number != 0)
            member.sentNumber = broadcast.number;
    }
}

void FanOut::schedule()
{
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &FanOut::slice, Qt::QueuedConnection);
}

void FanOut::slice()
{
    m_isScheduled = false;
    QElapsedTimer turn;
    turn.start();
    if (m_position == 0)
        m_goal = m_firstPosted + m_posted.size();
    while (m_position < m_members.size()) {
        catchUp(*m_members[m_position++]);
        if (m_position % membersBetweenLooks == 0 && turn.elapsed() >= sliceMs)
            return schedule();
    }
    m_position = 0;
    forgetSent();
    limitUnsent();
    if (!m_posted.empty())
        schedule(); // posted after this round had begun
    else
        Q_EMIT emptied();
}

/// Everybody has what stood there when the round began.
void FanOut::forgetSent()
{
    for (; m_firstPosted < m_goal && !m_posted.empty(); ++m_firstPosted) {
        m_heldBytes += m_posted.front().message.content.size();
        m_held.push_back(std::move(m_posted.front().message.content));
        m_posted.pop_front();
    }
    // A queue lets go of the oldest first, so what nobody shares any more stands in front.
    while (!m_held.empty() && m_held.front().isDetached()) {
        m_heldBytes -= m_held.front().size();
        m_held.pop_front();
    }
}

/// Distinct bytes: a content that waits in many queues counts once, sealed bytes each (PROTOCOL 10).
void FanOut::limitUnsent()
{
    qint64 together = m_heldBytes;
    const HostMember *worst = nullptr;
    qint64 most = 0;
    for (const HostMember *member : m_members) {
        const qint64 unsent = member->link->unsentBytes();
        together += std::min(unsent, m_settings.socketHighWater);
        if (unsent > most) {
            most = unsent;
            worst = member;
        }
    }
    if (together > m_settings.unsentTogether && worst) {
        schedule(); // the next worst follows, until it is enough
        Q_EMIT worstReaderFound(worst->id);
    }
}

} // namespace waxwing
