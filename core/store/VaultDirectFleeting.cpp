// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// What VaultDirect knows of messages while nothing is kept: in memory, until the vault closes.
#include "VaultDirect.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr std::size_t mostHeard = 10'000; ///< of one conversation; of the oldest it is no longer known whose

} // namespace

/// It is handed on and stands in no row; its id is its own all the same.
void VaultDirect::passOn(Row &row)
{
    row.id = row.message.id = m_nextMessage++;
    row.message.isFleeting = true;
    Fleeting &fleeting = m_fleeting[row.contact];
    fleeting.last = row.id;
    fleeting.heard.push_back({row.id, row.sender, row.message.counter});
    if (fleeting.heard.size() > mostHeard)
        fleeting.heard.pop_front();
}

/// The message meant may have come, or been told, and stand in a window alone: who shows it does what is
/// said.
void VaultDirect::performUnseen(const People::value_type &person, qint64 author, DirectMessage &change)
{
    const Kept &kept = person.second;
    const quint64 known = author == 0 ? kept.contact.told : kept.identities.at(author).taken;
    change.isVoid = change.target > known;
    if (change.isVoid || author != 0 || change.act != Act::Erase)
        return;
    const Fleeting &fleeting = m_fleeting[person.first];
    if (const auto file = fleeting.files.find(change.target); file != fleeting.files.end())
        m_erased.push_back(file->second);
}

/// What came in a transaction that was undone comes again.
void VaultDirect::forgetUndone(const People &people)
{
    for (auto &[contact, fleeting] : m_fleeting) {
        const auto person = people.find(contact);
        std::erase_if(fleeting.heard, [&](const Fleeting::Heard &heard) {
            if (person == people.end())
                return true;
            const auto identity = person->second.identities.find(heard.sender);
            return identity == person->second.identities.end() || heard.counter > identity->second.taken;
        });
    }
}

void VaultDirect::countFleeting(DirectContact &contact, qint64 person) const
{
    const auto fleeting = m_fleeting.find(person);
    if (fleeting == m_fleeting.end())
        return;
    const auto &heard = fleeting->second.heard;
    contact.last = std::max(contact.last, fleeting->second.last);
    contact.unread += static_cast<quint64>(
        std::count_if(heard.begin(), heard.end(),
                      [&contact](const Fleeting::Heard &message) { return message.id > contact.lastRead; }));
}

void VaultDirect::addFleeting(const People::value_type &person, qint64 upTo,
                              std::map<Bytes, quint64> &heard) const
{
    const auto fleeting = m_fleeting.find(person.first);
    if (fleeting == m_fleeting.end())
        return;
    for (const Fleeting::Heard &message : fleeting->second.heard) {
        const auto identity = person.second.identities.find(message.sender);
        if (message.id > upTo || identity == person.second.identities.end())
            continue;
        quint64 &counter = heard[identity->second.digest];
        counter = std::max(counter, message.counter);
    }
}

} // namespace waxwing
