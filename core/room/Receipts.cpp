// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Receipts.h"

#include "Numbering.h"

#include <algorithm>

namespace waxwing {

Receipts::Receipts(const Settings &settings, const TalkLog &log, FanOut &fanOut, QObject *parent)
    : QObject(parent), m_log(log), m_fanOut(fanOut)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(settings.deliveredGatherMs);
    connect(&m_gather, &QTimer::timeout, this, qOverload<>(&Receipts::tell));
}

void Receipts::enter(HostMember &member, bool isFirst, quint64 next)
{
    m_devices.insert({member.account, member.device}, &member);
    if (isFirst)
        m_deliveries.arrived(member.account, next);
}

void Receipts::leave(const HostMember &member, bool isLast, quint64 next)
{
    m_devices.remove({member.account, member.device});
    if (isLast)
        m_deliveries.left(member.account, next);
}

void Receipts::caughtUp(HostMember &member)
{
    for (const Deliveries::Due &due : m_deliveries.takeKept(member.account, member.device))
        send(member, due);
}

void Receipts::numbered(quint64 number, const Utterance &said, quint64 others)
{
    m_deliveries.numbered(number, {said.member, said.account, said.device}, others);
}

void Receipts::hadUpTo(const HostMember &member, quint64 number)
{
    m_deliveries.received(member.account, 1, number);
    schedule();
}

bool Receipts::received(HostMember &member, quint64 number)
{
    const quint64 before = std::max(member.receivedNumber, member.firstNumber - 1);
    if (number <= before || number > member.sentNumber)
        return false;
    member.receivedNumber = number;
    m_deliveries.received(member.account, before + 1, number);
    schedule();
    return true;
}

/// Also of what came over an earlier link.
bool Receipts::read(HostMember &member, quint64 number)
{
    if (number <= member.readNumber || number > std::max(member.sentNumber, member.firstNumber - 1))
        return false;
    member.readNumber = number;
    m_deliveries.seen(member.account, number);
    schedule();
    return true;
}

void Receipts::schedule()
{
    if (m_deliveries.isDue() && !m_gather.isActive())
        m_gather.start();
}

void Receipts::tell()
{
    for (const Deliveries::Due &due : m_deliveries.takeDue())
        tell(due);
}

void Receipts::tell(const Deliveries::Due &due)
{
    HostMember *speaker = m_devices.value({due.speaker.account, due.speaker.device});
    if (!speaker || speaker->replay)
        return m_deliveries.putBack(due);
    send(*speaker, due);
}

/// A number of an earlier link is told on this one where the guest can know it: it lies below what this link
/// began with, or came here once more, since it is kept. What is wiped, damaged or kept no longer did not.
bool Receipts::maySend(const HostMember &speaker, const Deliveries::Due &due) const
{
    if (speaker.id == due.speaker.link)
        return true;
    return speaker.common.replay && (due.number < speaker.firstNumber || m_log.isKept(due.number));
}

void Receipts::send(HostMember &speaker, const Deliveries::Due &due)
{
    if (!maySend(speaker, due))
        return;
    if (due.delivered)
        m_fanOut.send(speaker, *due.delivered);
    if (due.seen && speaker.common.talk)
        m_fanOut.send(speaker, *due.seen);
}

} // namespace waxwing
