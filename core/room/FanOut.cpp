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

void FanOut::post(Broadcast broadcast)
{
    m_posted.push_back(std::move(broadcast));
    schedule();
}

void FanOut::post(const Message &message, quint64 snapshotBelow)
{
    Broadcast broadcast{encode(message)};
    broadcast.snapshotBelow = snapshotBelow;
    post(std::move(broadcast));
}

void FanOut::post(const Said &said)
{
    Broadcast broadcast{encode(plainOf(said))};
    if (said.act || said.file)
        broadcast.whole = encode(said);
    if (said.file)
        broadcast.wholeFor = &features::Common::files;
    broadcast.number = said.number;
    post(std::move(broadcast));
}

void FanOut::post(const FileLimits &message)
{
    Broadcast broadcast{encode(message)};
    broadcast.feature = &features::Common::files;
    post(std::move(broadcast));
}

void FanOut::post(const KeyLogged &message)
{
    Broadcast broadcast{encode(message)};
    broadcast.feature = &features::Common::keyLog;
    post(std::move(broadcast));
}

void FanOut::post(const Writes &message, qint64 account)
{
    Broadcast broadcast{encode(message)};
    broadcast.feature = &features::Common::talk;
    broadcast.notFor = account;
    post(std::move(broadcast));
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
        if (isFor(broadcast, member))
            hand(broadcast, member);
    }
}

bool FanOut::isFor(const Broadcast &broadcast, const HostMember &member)
{
    if (broadcast.number != 0 && broadcast.number <= member.replayedTo)
        return false;
    return member.snapshot < broadcast.snapshotBelow && member.account != broadcast.notFor &&
           (!broadcast.feature || member.common.*broadcast.feature);
}

void FanOut::hand(const Broadcast &broadcast, HostMember &member)
{
    const bool getsWhole = member.common.*broadcast.wholeFor && !broadcast.whole.content.isEmpty();
    const EncodedMessage &message = getsWhole ? broadcast.whole : broadcast.message;
    if (broadcast.number != 0 && member.replay) {
        if (member.replay->isLastLap)
            member.replay->behind.push_back({message, broadcast.number});
        return; // else it is read from what is kept
    }
    member.link->send(message);
    if (broadcast.number != 0)
        member.sentNumber = broadcast.number;
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
        hold(m_posted.front());
        m_posted.pop_front();
    }
    // A queue lets go of the oldest first, so what nobody shares any more stands in front.
    while (!m_held.empty() && m_held.front().isDetached()) {
        m_heldBytes -= m_held.front().size();
        m_held.pop_front();
    }
}

void FanOut::hold(const Broadcast &broadcast)
{
    for (const EncodedMessage *message : {&broadcast.message, &broadcast.whole}) {
        if (message->content.isEmpty())
            continue;
        m_heldBytes += message->content.size();
        m_held.push_back(message->content);
    }
}

/// Distinct bytes: a content that waits in many queues counts once, sealed bytes each, and what is of a call
/// or a file by itself (PROTOCOL 10, 16.1). Whoever does not read the room ends nobody's calls.
void FanOut::limitUnsent()
{
    qint64 together = m_heldBytes;
    const HostMember *worst = nullptr;
    qint64 most = 0;
    qint64 calls = 0;
    for (const HostMember *member : m_members) {
        const Link &link = *member->link;
        const qint64 unsent = link.unsentBytes() - link.callBytes();
        calls += link.callBytes();
        together +=
            std::min(link.unsentBytes() - link.bulkBytes(), m_settings.socketHighWater) + link.bulkBytes();
        if (unsent > most) {
            most = unsent;
            worst = member;
        }
    }
    const qint64 tooMuch = together - m_settings.unsentTogether;
    if (tooMuch > 0 && calls > together / 2) {
        schedule();
        Q_EMIT callsTooMuch(tooMuch);
    } else if (tooMuch > 0 && worst) {
        schedule(); // the next worst follows, until it is enough
        Q_EMIT worstReaderFound(worst->id);
    }
}

} // namespace waxwing
