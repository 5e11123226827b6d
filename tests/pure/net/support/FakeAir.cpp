// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FakeAir.h"

#include <algorithm>

namespace waxwing {

MdnsLink FakeAir::link(int index, const QStringList &addresses)
{
    MdnsLink link;
    link.index = index;
    link.name = QStringLiteral("eth%1").arg(index);
    for (const QString &text : addresses) {
        const QHostAddress address(text);
        link.isLoopback = link.isLoopback || address.isLoopback();
        link.addresses.append({address, address.protocol() == QAbstractSocket::IPv4Protocol ? 24 : 64});
    }
    return link;
}

void FakeAir::join(MdnsParty &party, const QHash<int, QStringList> &addresses)
{
    drop(party);
    m_members.push_back({&party, addresses});
    QList<MdnsLink> links;
    for (auto it = addresses.cbegin(); it != addresses.cend(); ++it)
        links.append(link(it.key(), it.value()));
    party.setLinks(links, m_now);
}

void FakeAir::leave(MdnsParty &party)
{
    for (const MdnsDeparture &departure : party.farewell())
        say(departure, &party);
    drop(party);
}

void FakeAir::drop(MdnsParty &party)
{
    std::erase_if(m_members, [&](const Member &member) { return member.party == &party; });
}

void FakeAir::say(const MdnsDeparture &departure, const MdnsParty *by, quint16 port)
{
    const Said said{m_now, by, departure};
    m_said.push_back(said);
    const auto message = DnsMessage::parse(departure.message.encode());
    if (!message || (isLost && isLost(said)) || !departure.to.isNull())
        return;
    QHostAddress from(QStringLiteral("192.168.1.99"));
    for (const Member &member : m_members) {
        if (member.party == by && member.addresses.contains(departure.link))
            from = QHostAddress(member.addresses.value(departure.link).first());
    }
    const std::vector<Member> members = m_members;
    for (const Member &member : members) {
        if (member.addresses.contains(departure.link))
            member.party->receive({departure.link, from, port, *message}, m_now);
    }
}

void FakeAir::speak()
{
    const std::vector<Member> members = m_members;
    for (const Member &member : members) {
        for (const MdnsDeparture &departure : member.party->takeDue(m_now))
            say(departure, member.party);
    }
}

bool FakeAir::runUntil(const std::function<bool()> &condition, qint64 mostMs)
{
    const qint64 end = m_now + mostMs;
    for (;;) {
        speak();
        if (condition())
            return true;
        qint64 next = end;
        for (const Member &member : m_members)
            next = std::min(next, std::max(member.party->nextDue(), m_now + 1));
        if (next >= end) {
            m_now = end;
            return condition();
        }
        m_now = next;
    }
}

void FakeAir::run(qint64 ms)
{
    runUntil([] { return false; }, ms);
}

int FakeAir::count(const MdnsParty &by, bool responses) const
{
    return static_cast<int>(std::count_if(m_said.begin(), m_said.end(), [&](const Said &said) {
        return said.by == &by && said.departure.message.isResponse == responses;
    }));
}

} // namespace waxwing
