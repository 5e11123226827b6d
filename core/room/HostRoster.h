// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Limits.h"
#include "Messages.h"
#include "Result.h"

#include <map>

namespace waxwing {

/// Who is in the room, and with which devices (PROTOCOL 8.1, 8.2). A device whose link was lost without a
/// word stays for a while, so that a person who is back soon shows no line; a plain value, the caller keeps
/// the time.
class HostRoster
{
public:
    explicit HostRoster(const Settings &settings) : m_settings(settings) {}

    enum class Change {
        None,
        Person,
        Left
    }; ///< nothing to tell; came or has other devices; the last device went

    /// One device as it comes in. `member` names its link, never 0.
    struct Arrival
    {
        qint64 account = 0;
        QString name;
        Role role = Role::Member;
        Device device;
        quint64 member = 0;
        bool isLocal = false;
    };
    /// RoomFull (never in-process), TooManyDevices: whether it may come in now.
    [[nodiscard]] Result<void> judge(const Arrival &arrival) const;
    /// The link that this identity has now, which the next enter() takes the place of; 0 for none.
    [[nodiscard]] quint64 linkOf(qint64 account, const Bytes &identity) const;
    Change enter(const Arrival &arrival);

    /// The link ended with a word: the device goes at once.
    Change leave(qint64 account, quint64 member);
    /// The link was lost: the device stays until expire() is called with the number that this gives; 0 where
    /// the link is none of the roster's.
    quint64 lose(qint64 account, quint64 member);
    /// Nothing where the device came back meanwhile.
    Change expire(qint64 account, quint64 loss);

    [[nodiscard]] bool contains(qint64 account) const { return m_people.contains(account); }
    [[nodiscard]] std::optional<Person> person(qint64 account) const;
    [[nodiscard]] std::vector<Person> people() const;
    [[nodiscard]] int size() const { return int(m_people.size()); }
    /// Accounts that have at least one link.
    [[nodiscard]] int linkedAccounts() const { return m_linkedAccounts; }
    [[nodiscard]] bool isLinked(qint64 account) const;
    [[nodiscard]] std::vector<Bytes> linkedIdentities(qint64 account) const;

private:
    struct Entry
    {
        Device device;
        quint64 member = 0; ///< 0: lost
        quint64 loss = 0;
    };
    struct Present
    {
        QString name;
        Role role = Role::Member;
        std::vector<Entry> devices;
        [[nodiscard]] int linked() const;
    };
    static Person personOf(const Present &present);
    void makePlace(Present &present) const;
    template <class Matches> Change drop(qint64 account, Matches matches);

    const Settings &m_settings;
    std::map<qint64, Present> m_people;
    int m_linkedAccounts = 0;
    quint64 m_losses = 0;
};

/// Bytes of a person in a page.
[[nodiscard]] qsizetype encodedSize(const Person &person);

/// People in pages, as many as fit into one record, at most 200, the last one marked (PROTOCOL 8.1). `Page`
/// is Roster or Joined of Messages.h; at least one page.
template <class Page> std::vector<Page> pagesOf(std::vector<Person> people)
{
    constexpr qsizetype pageOverhead = 28; ///< map, keys, type, last, and the array's head for 24 to 200
    std::vector<Page> pages(1);
    qsizetype size = pageOverhead;
    for (Person &person : people) {
        const qsizetype more = encodedSize(person);
        if (pages.back().people.size() == std::size_t(limits::rosterPage) || size + more > limits::content) {
            pages.emplace_back();
            size = pageOverhead;
        }
        size += more;
        pages.back().people.push_back(std::move(person));
    }
    pages.back().last = true;
    return pages;
}

} // namespace waxwing
