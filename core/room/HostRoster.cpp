// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostRoster.h"

#include <algorithm>

namespace waxwing {

int HostRoster::Present::linked() const
{
    return int(
        std::count_if(devices.begin(), devices.end(), [](const Entry &entry) { return entry.member != 0; }));
}

Result<void> HostRoster::judge(const Arrival &arrival) const
{
    const auto present = m_people.find(arrival.account);
    if (present == m_people.end()) {
        if (size() >= m_settings.members && !arrival.isLocal)
            return failure(Code::RoomFull);
        return {};
    }
    if (linkOf(arrival.account, arrival.device.identity) == 0 &&
        present->second.linked() >= limits::devicesPerAccount)
        return failure(Code::TooManyDevices);
    return {};
}

quint64 HostRoster::linkOf(qint64 account, const Bytes &identity) const
{
    const auto present = m_people.find(account);
    if (present == m_people.end())
        return 0;
    for (const Entry &entry : present->second.devices) {
        if (entry.device.identity == identity)
            return entry.member;
    }
    return 0;
}

HostRoster::Change HostRoster::enter(const Arrival &arrival)
{
    const auto [place, isNew] =
        m_people.try_emplace(arrival.account, Present{arrival.name, arrival.role, {}});
    Present &present = place->second;
    if (present.linked() == 0)
        ++m_linkedAccounts;
    for (Entry &entry : present.devices) {
        if (entry.device.identity ==
            arrival.device.identity) { // back in time, or in place of an earlier link
            entry.member = arrival.member;
            return std::exchange(entry.device, arrival.device) == arrival.device ? Change::None
                                                                                 : Change::Person;
        }
    }
    makePlace(present);
    present.devices.push_back({arrival.device, arrival.member, 0});
    return Change::Person;
}

/// A lost device gives way to one that is here.
void HostRoster::makePlace(Present &present) const
{
    if (present.devices.size() < std::size_t(limits::devicesPerAccount))
        return;
    const auto lost = std::find_if(present.devices.begin(), present.devices.end(),
                                   [](const Entry &entry) { return entry.member == 0; });
    if (lost != present.devices.end())
        present.devices.erase(lost);
}

template <class Matches> HostRoster::Change HostRoster::drop(qint64 account, Matches matches)
{
    const auto present = m_people.find(account);
    if (present == m_people.end())
        return Change::None;
    std::vector<Entry> &devices = present->second.devices;
    const auto entry = std::find_if(devices.begin(), devices.end(), matches);
    if (entry == devices.end())
        return Change::None;
    const bool wasLinked = entry->member != 0;
    devices.erase(entry);
    if (wasLinked && present->second.linked() == 0)
        --m_linkedAccounts;
    if (!devices.empty())
        return Change::Person;
    m_people.erase(present);
    return Change::Left;
}

HostRoster::Change HostRoster::leave(qint64 account, quint64 member)
{
    return drop(account, [member](const Entry &entry) { return entry.member == member; });
}

quint64 HostRoster::lose(qint64 account, quint64 member)
{
    const auto present = m_people.find(account);
    if (present == m_people.end())
        return 0;
    for (Entry &entry : present->second.devices) {
        if (entry.member != member)
            continue;
        entry.member = 0;
        entry.loss = ++m_losses;
        if (present->second.linked() == 0)
            --m_linkedAccounts;
        return entry.loss;
    }
    return 0;
}

HostRoster::Change HostRoster::expire(qint64 account, quint64 loss)
{
    return drop(account, [loss](const Entry &entry) { return entry.member == 0 && entry.loss == loss; });
}

bool HostRoster::isLinked(qint64 account) const
{
    const auto present = m_people.find(account);
    return present != m_people.end() && present->second.linked() > 0;
}

Person HostRoster::personOf(const Present &present)
{
    Person person{present.name, present.role, {}};
    person.devices.reserve(present.devices.size());
    for (const Entry &entry : present.devices)
        person.devices.push_back(entry.device);
    return person;
}

std::optional<Person> HostRoster::person(qint64 account) const
{
    const auto present = m_people.find(account);
    return present == m_people.end() ? std::nullopt : std::optional(personOf(present->second));
}

std::vector<Person> HostRoster::people() const
{
    std::vector<Person> people;
    people.reserve(m_people.size());
    for (const auto &[account, present] : m_people)
        people.push_back(personOf(present));
    return people;
}

qsizetype encodedSize(const Person &person)
{
    constexpr qsizetype fixed = 1 + (4 + 1) + 5 + 5 + (8 + 1) + (11 + 1); // map, keys, heads of three arrays
    constexpr qsizetype perDevice = 1 + (1 + limits::deviceSize) + (2 + limits::hashSize);
    constexpr qsizetype longestInOneByteHead = 23;
    const qsizetype name = person.name.toUtf8().size();
    const qsizetype nameHead = name > longestInOneByteHead ? 2 : 1;
    const qsizetype role = person.role == Role::Host ? 1 + 4 : 1 + 6; // "host", "member"
    return fixed + nameHead + name + role + perDevice * qsizetype(person.devices.size());
}

std::vector<Bytes> HostRoster::linkedIdentities(qint64 account) const
{
    std::vector<Bytes> identities;
    if (const auto present = m_people.find(account); present != m_people.end()) {
        for (const Entry &entry : present->second.devices)
            identities.push_back(entry.device.identity);
    }
    return identities;
}

} // namespace waxwing
