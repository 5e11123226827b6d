// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomMirror.h"

#include "Limits.h"
#include "Username.h"

#include <algorithm>
#include <utility>

namespace waxwing {

namespace {

tl::unexpected<Error> unexpected(const char *why)
{
    return failure(Code::Unexpected, QString::fromLatin1(why));
}
tl::unexpected<Error> malformed(const char *why)
{
    return failure(Code::Malformed, QString::fromLatin1(why));
}

/// A room beyond every limit of ours is not believed.
constexpr std::size_t mostPeople = 10'000;

} // namespace

void RoomMirror::beginLink(Self self)
{
    m_self = std::move(self);
    m_state = State::WaitingForWelcome;
    m_refreshed = false;
}

Result<void> RoomMirror::requireHere() const
{
    if (m_state != State::Here)
        return unexpected("the room spoke before its roster was whole");
    return {};
}

// PROTOCOL 8.1
Result<void> RoomMirror::receive(const Welcome &welcome)
{
    if (m_state != State::WaitingForWelcome || !m_refreshed)
        return unexpected("welcome out of its order");
    if (welcome.updateAfter < 1 || welcome.updateAfter > limits::updateEveryMost)
        return malformed("a key for fewer than 1 or more than 1,000 messages");
    if (welcome.longest < 1 || welcome.longest > static_cast<quint64>(limits::textBytes))
        return malformed("a longest text outside 1 B to 32 KiB");
    if (welcome.history.size() != limits::historySize || welcome.next < 1)
        return malformed("a history that cannot be");
    m_welcome = welcome;
    m_next = welcome.next;
    m_resumed = {};
    m_replayLeft = 0;
    m_people.clear();
    m_keyLogs.clear();
    m_isHostKeyLogging = false;
    m_state = State::WaitingForRoster;
    return {};
}

Result<void> RoomMirror::checkPage(const std::vector<Person> &people) const
{
    if (people.empty() || people.size() > static_cast<std::size_t>(limits::rosterPage))
        return malformed("a page of nobody, or of more than 200");
    for (const Person &person : people) {
        if (!checkReceivedUsername(person.name))
            return malformed("a name in the roster that no account can have");
        if (person.devices.empty() ||
            person.devices.size() > static_cast<std::size_t>(limits::devicesPerAccount))
            return malformed("a person without a device, or with more than 4");
        for (auto device = person.devices.begin(); device != person.devices.end(); ++device) {
            if (std::any_of(person.devices.begin(), device,
                            [&](const Device &other) { return other.device == device->device; }))
                return malformed("the same device twice");
        }
    }
    if (m_people.size() + people.size() > mostPeople)
        return malformed("more people than a room holds");
    return {};
}

Result<std::vector<MirrorEvent>> RoomMirror::receive(const Roster &roster)
{
    if (m_state != State::WaitingForRoster)
        return unexpected("a roster out of its order");
    if (const auto page = checkPage(roster.people); !page)
        return tl::make_unexpected(page.error());
    for (const Person &person : roster.people) {
        if (!m_people.emplace(person.name, person).second)
            return malformed("the same person twice in one roster");
    }
    if (!roster.last)
        return std::vector<MirrorEvent>{};
    const auto me = m_people.find(m_self.name);
    const bool isIn =
        me != m_people.end() &&
        std::any_of(me->second.devices.begin(), me->second.devices.end(), [&](const Device &device) {
            return device.device == m_self.device && device.identity == m_self.identity;
        });
    if (!isIn)
        return malformed("a roster without ourselves");
    if (m_self.common.replay) {
        m_state = State::WaitingForResumed;
        return std::vector<MirrorEvent>{};
    }
    m_state = State::Here;
    return std::vector<MirrorEvent>{RosterComplete{}};
}

// PROTOCOL 8.9
Result<std::vector<MirrorEvent>> RoomMirror::receive(const Resumed &resumed)
{
    if (m_state != State::WaitingForResumed)
        return unexpected("resumed out of its order");
    m_resumed = resumed;
    m_replayLeft = resumed.count;
    m_state = State::Here;
    return std::vector<MirrorEvent>{RosterComplete{}};
}

Result<std::vector<MirrorEvent>> RoomMirror::receive(const Joined &joined)
{
    if (const auto here = requireHere(); !here)
        return tl::make_unexpected(here.error());
    if (const auto page = checkPage(joined.people); !page)
        return tl::make_unexpected(page.error());
    std::vector<MirrorEvent> events;
    PeopleCame came;
    for (const Person &person : joined.people) {
        const auto before = m_people.find(person.name);
        if (before == m_people.end())
            came.names.append(person.name);
        for (const Device &device : person.devices) {
            const bool known = before != m_people.end() &&
                               std::find(before->second.devices.begin(), before->second.devices.end(),
                                         device) != before->second.devices.end();
            if (device.isNew && !known && device.device != m_self.device)
                events.emplace_back(NewDeviceCame{person.name});
        }
        m_people[person.name] = person;
    }
    if (!came.names.isEmpty())
        events.emplace(events.begin(), std::move(came));
    return events;
}

Result<std::vector<MirrorEvent>> RoomMirror::receive(const LeftRoom &left)
{
    if (const auto here = requireHere(); !here)
        return tl::make_unexpected(here.error());
    if (!checkReceivedUsername(left.name))
        return malformed("somebody left under a name that no account can have");
    if (left.name == m_self.name || m_people.erase(left.name) == 0)
        return unexpected("somebody left who was not here");
    m_keyLogs.erase(left.name);
    return std::vector<MirrorEvent>{PersonWent{left.name}};
}

// PROTOCOL 8.5: consecutive on a link; 8.9: on one that replays, rising.
Result<void> RoomMirror::checkNumber(const Said &said) const
{
    if (m_self.common.replay ? said.number < m_next : said.number != m_next)
        return unexpected("a message out of its number");
    if (said.number > limits::largestInteger)
        return malformed("a number that cannot be");
    return {};
}

Result<void> RoomMirror::receive(const Said &said)
{
    if (const auto here = requireHere(); !here)
        return here;
    if (const auto inOrder = checkNumber(said); !inOrder)
        return inOrder;
    if ((said.act && !m_self.common.talk) || (said.file && !m_self.common.files))
        return unexpected("a target or file without its feature");
    if (said.act && *said.target >= said.number)
        return unexpected("a target that is not earlier");
    if (!checkReceivedUsername(said.name))
        return malformed("a message under a name that no account can have");
    const qsizetype size = said.text.toUtf8().size();
    if (size < 1 || size > limits::textBytes)
        return malformed("a text outside 1 B to 32 KiB");
    m_next = said.number + 1;
    if (m_replayLeft > 0)
        --m_replayLeft;
    return {};
}

// PROTOCOL 8.10
Result<bool> RoomMirror::receive(const Writes &writes)
{
    if (const auto here = requireHere(); !here)
        return tl::make_unexpected(here.error());
    if (!m_self.common.talk)
        return unexpected("a feature that we and the host did not both name");
    if (!checkReceivedUsername(writes.name))
        return malformed("somebody writes under a name that no account can have");
    return writes.name != m_self.name && m_people.find(writes.name) != m_people.end();
}

// PROTOCOL 8.8
Result<void> RoomMirror::receive(const KeyLogged &logged)
{
    if (const auto here = requireHere(); !here)
        return here;
    if (!m_self.common.keyLog)
        return unexpected("a feature that we and the host did not both name");
    if (!logged.name) {
        if (std::exchange(m_isHostKeyLogging, logged.running) == logged.running)
            return unexpected("the host's key log, unchanged");
        return {};
    }
    if (!checkReceivedUsername(*logged.name))
        return malformed("a key log under a name that no account can have");
    if (m_people.find(*logged.name) == m_people.end())
        return unexpected("a key log of somebody who is not here");
    const bool changes =
        logged.running ? m_keyLogs.insert(*logged.name).second : m_keyLogs.erase(*logged.name) > 0;
    if (!changes)
        return unexpected("a key log, unchanged");
    return {};
}

KeyLogsView RoomMirror::keyLogs(bool isOwn) const
{
    KeyLogsView view;
    view.host = m_isHostKeyLogging;
    for (const QString &name : m_keyLogs) {
        if (name != m_self.name)
            view.names.append(name);
        else
            view.otherDeviceOfMine = !isOwn;
    }
    return view;
}

void RoomMirror::lookAt(const QString &name)
{
    const auto person = m_people.find(name);
    if (person == m_people.end())
        return;
    for (const Device &device : person->second.devices)
        m_lookedAt.insert(device.identity);
}

bool RoomMirror::hasNewKey(const Person &person) const
{
    return std::any_of(person.devices.begin(), person.devices.end(), [&](const Device &device) {
        return device.isNew && device.identity != m_self.identity && !m_lookedAt.contains(device.identity);
    });
}

PersonView RoomMirror::viewOf(const Person &person) const
{
    PersonView view;
    view.name = person.name;
    view.role = person.role;
    view.isMe = person.name == m_self.name;
    view.hasNewKey = hasNewKey(person);
    view.devices = static_cast<int>(person.devices.size());
    return view;
}

QList<PersonView> RoomMirror::people() const
{
    QList<PersonView> people;
    people.reserve(static_cast<qsizetype>(m_people.size()));
    for (const auto &[name, person] : m_people)
        people.append(viewOf(person));
    const auto rank = [](const PersonView &view) { return view.isMe ? 0 : view.role == Role::Host ? 1 : 2; };
    std::sort(people.begin(), people.end(), [&](const PersonView &left, const PersonView &right) {
        if (rank(left) != rank(right))
            return rank(left) < rank(right);
        const int order = left.name.compare(right.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : left.name < right.name;
    });
    return people;
}

} // namespace waxwing
