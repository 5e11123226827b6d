// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Presence.h"

#include "Link.h"

#include <QSet>
#include <algorithm>

namespace waxwing {

Presence::Presence(const Settings &settings, const AccountBook &accounts, const Clock &clock, FanOut &fanOut,
                   QObject *parent)
    : QObject(parent), m_settings(settings), m_accounts(accounts), m_clock(clock), m_fanOut(fanOut),
      m_roster(settings)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(settings.joinedGatherMs);
    connect(&m_gather, &QTimer::timeout, this, &Presence::flushJoined);
}

HostRoster::Arrival Presence::arrivalOf(const HostMember &member, bool isLocal) const
{
    const Account *account = m_accounts.byId(member.account);
    const bool isNew = m_accounts.isNew(member.account, member.identity, m_clock.wallMs());
    return {member.account, account->name, account->role, {member.device, member.identity, isNew},
            member.id,      isLocal};
}

void Presence::enter(HostMember &member, bool isLocal)
{
    const int before = m_roster.size();
    const HostRoster::Change change = m_roster.enter(arrivalOf(member, isLocal));
    if (change == HostRoster::Change::Person) {
        m_events.push_back({member.account, ++m_serial});
        if (!m_gather.isActive())
            m_gather.start();
    }
    member.snapshot = m_serial;
    for (const Roster &page : pagesOf<Roster>(m_roster.people()))
        member.link->send(page);
    if (m_roster.size() != before)
        Q_EMIT peopleChanged(m_roster.size());
}

void Presence::leave(const HostMember &member, bool withWord)
{
    if (withWord) {
        tellFirst(member.account);
        return take(member.account, member.name, m_roster.leave(member.account, member.id));
    }
    const quint64 loss = m_roster.lose(member.account, member.id);
    if (loss == 0)
        return;
    QTimer::singleShot(m_settings.leftAfterLostMs, this,
                       [this, account = member.account, name = member.name, loss] {
                           tellFirst(account);
                           take(account, name, m_roster.expire(account, loss));
                       });
}

void Presence::tellFirst(qint64 account)
{
    const auto isOf = [account](const Event &event) { return event.account == account; };
    if (std::any_of(m_events.begin(), m_events.end(), isOf))
        flushJoined();
}

void Presence::take(qint64 account, const QString &name, HostRoster::Change change)
{
    if (change == HostRoster::Change::Person) {
        m_events.push_back({account, ++m_serial});
        if (!m_gather.isActive())
            m_gather.start();
    }
    if (change != HostRoster::Change::Left)
        return;
    m_fanOut.post(LeftRoom{name});
    Q_EMIT peopleChanged(m_roster.size());
}

/// Those who were here before all of it share one encoding; who came meanwhile has some of it in its first
/// pages, and gets the rest alone.
void Presence::flushJoined()
{
    m_gather.stop();
    if (m_events.empty())
        return;
    const quint64 first = m_events.front().serial;
    if (std::vector<Person> all = peopleSince(first); !all.empty()) {
        for (const Joined &page : pagesOf<Joined>(std::move(all)))
            m_fanOut.post(page, first);
    }
    for (HostMember *member : m_fanOut.members()) {
        if (member->snapshot < first)
            continue;
        const std::vector<Person> later = peopleSince(member->snapshot + 1);
        if (later.empty())
            continue;
        for (const Joined &page : pagesOf<Joined>(later))
            m_fanOut.send(*member, page);
    }
    m_events.clear();
}

std::vector<Person> Presence::peopleSince(quint64 serial) const
{
    std::vector<Person> people;
    QSet<qint64> told;
    for (const Event &event : m_events) {
        if (event.serial < serial || told.contains(event.account))
            continue;
        told.insert(event.account);
        if (auto person = m_roster.person(event.account))
            people.push_back(std::move(*person));
    }
    return people;
}

} // namespace waxwing
