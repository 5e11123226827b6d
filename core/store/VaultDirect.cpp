// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// Who is talked with, and what comes in and goes out; how rows are read and written stands in
// VaultDirectRows.cpp.
#include "VaultDirect.h"

#include "Database.h"
#include "Limits.h"

#include <algorithm>

namespace waxwing {

namespace {

tl::unexpected<Error> unknown()
{
    return failure(Code::Internal, QStringLiteral("nobody of that name, or no such identity"));
}

qint64 signedOf(quint64 value)
{
    return static_cast<qint64>(value);
}

} // namespace

std::vector<DirectContact> VaultDirect::contacts() const
{
    std::vector<DirectContact> all;
    for (const auto &[id, kept] : m_people)
        all.push_back(asTold(kept));
    return all;
}

std::optional<DirectContact> VaultDirect::contact(const QString &name) const
{
    for (const auto &[id, kept] : m_people) {
        if (kept.contact.name == name)
            return asTold(kept);
    }
    return {};
}

DirectContact VaultDirect::asTold(const Kept &kept) const
{
    DirectContact contact = kept.contact;
    for (const auto &[row, identity] : kept.identities)
        contact.identities.push_back(identity);
    return contact;
}

VaultDirect::People::value_type *VaultDirect::find(const QString &name)
{
    for (auto &person : m_people) {
        if (person.second.contact.name == name)
            return &person;
    }
    return nullptr;
}

Result<VaultDirect::People::value_type *> VaultDirect::findOrMake(const QString &name)
{
    if (People::value_type *known = find(name))
        return known;
    const qint64 id = m_nextPerson++;
    People::value_type &made = *m_people.emplace(id, Kept{}).first;
    made.second.contact.name = name;
    const auto stored =
        change(QStringLiteral("INSERT INTO direct_contact (id, content) VALUES (?, x'')"), {id});
    const auto written = stored ? write(made) : stored;
    return written ? Result<People::value_type *>(&made) : tl::make_unexpected(written.error());
}

std::pair<const qint64, DirectIdentity> *VaultDirect::identityOf(Kept &kept, const Bytes &digest)
{
    for (auto &identity : kept.identities) {
        if (identity.second.digest == digest)
            return &identity;
    }
    return nullptr;
}

Result<void> VaultDirect::keepIdentity(const QString &name, const DirectIdentity &identity)
{
    const auto person = findOrMake(name);
    if (!person)
        return tl::make_unexpected(person.error());
    Kept &kept = (*person)->second;
    if (auto *known = identityOf(kept, identity.digest)) {
        const DirectIdentity before = known->second;
        known->second = identity;
        known->second.told = std::max(before.told, identity.told);
        known->second.taken = std::max(before.taken, identity.taken);
        known->second.read = std::max(before.read, identity.read);
        return writeIdentity((*person)->first, known->first, known->second);
    }
    if (kept.identities.size() >= std::size_t(limits::directIdentities))
        return failure(Code::StorageFailed, QStringLiteral("too many identities under one name"));
    const qint64 id = m_nextIdentity++;
    kept.identities.emplace(id, identity);
    const auto stored =
        change(QStringLiteral("INSERT INTO direct_identity (id, contact, content) VALUES (?, ?, x'')"),
               {id, (*person)->first});
    return stored ? writeIdentity((*person)->first, id, identity) : stored;
}

Result<DirectMessage> VaultDirect::say(const QString &name, DirectMessage message, bool keepsNothing)
{
    const auto found = findOrMake(name);
    if (!found)
        return tl::make_unexpected(found.error());
    auto &person = **found;
    DirectContact &contact = person.second.contact;
    message.identity.clear();
    message.counter = ++contact.counter;
    const std::size_t erasedBefore = m_erased.size();
    Result<void> done = message.changesAnother() ? perform(person, 0, message, keepsNothing) : Result<void>();
    Row row{0, person.first, 0, m_nowMs, message};
    if (done)
        done = insert(row);
    if (done)
        done = write(person);
    if (done)
        done = count(person);
    if (done && keepsNothing && row.message.file)
        m_fleeting[person.first].files[row.message.counter] = *row.message.file;
    if (m_erased.size() > erasedBefore)
        row.message.file = m_erased.back();
    return done ? Result<DirectMessage>(row.message) : tl::make_unexpected(done.error());
}

Result<std::vector<DirectMessage>> VaultDirect::take(const QString &name, const Bytes &identity,
                                                     std::vector<DirectMessage> messages, bool keepsNothing)
{
    auto *person = find(name);
    auto *sender = person ? identityOf(person->second, identity) : nullptr;
    if (!sender)
        return unknown();
    std::vector<DirectMessage> taken;
    Result<void> done;
    for (DirectMessage &message : messages) {
        if (message.counter <= sender->second.taken)
            continue;
        sender->second.taken = message.counter;
        message.identity = identity;
        if (message.changesAnother()) // nothing of it is needed once it is done
            done = perform(*person, sender->first, message, keepsNothing);
        Row row{0, person->first, sender->first, m_nowMs, message};
        if (done && !message.changesAnother() && keepsNothing)
            passOn(row);
        else if (done && !message.changesAnother())
            done = insert(row);
        if (!done)
            return tl::make_unexpected(done.error());
        taken.push_back(row.message);
    }
    done = writeIdentity(person->first, sender->first, sender->second);
    if (done)
        done = count(*person);
    return done ? Result<std::vector<DirectMessage>>(std::move(taken)) : tl::make_unexpected(done.error());
}

/// PROTOCOL 16.5: only its author may. Another identity of the same person is taken for the author once it
/// was compared: what the host alone says to be theirs changes no word that stands under another key.
std::optional<qint64> VaultDirect::authorOf(const Kept &kept, qint64 sender, const DirectMessage &change)
{
    if (sender == 0)
        return change.targetDevice == change.device ? std::optional<qint64>(0) : std::nullopt;
    const DirectIdentity &own = kept.identities.at(sender);
    if (own.device == change.targetDevice)
        return sender;
    for (const auto &[row, identity] : kept.identities) {
        if (identity.device == change.targetDevice && own.trust == DirectTrust::Verified)
            return row;
    }
    return {};
}

Result<void> VaultDirect::perform(People::value_type &person, qint64 sender, DirectMessage &change,
                                  bool keepsNothing)
{
    change.isVoid = true;
    const auto author = authorOf(person.second, sender, change);
    if (!author)
        return {};
    const auto target = messageOf(person.first, *author, change.target);
    if (!target)
        return tl::make_unexpected(target.error());
    if (!*target && keepsNothing)
        performUnseen(person, *author, change);
    if (!*target || (*target)->message.isErased || (*target)->message.changesAnother())
        return {};
    change.isVoid = false;
    Row row = **target;
    row.message.isEdited = change.act == Act::Edit;
    row.message.isErased = change.act == Act::Erase;
    row.message.text = change.act == Act::Edit ? change.text : QString();
    if (const auto file = row.message.isErased ? std::exchange(row.message.file, {}) : std::nullopt) {
        m_goneFiles.append(file->id);
        if (*author == 0)
            m_erased.push_back(*file);
    }
    if (auto done = rewrite(row); !done || change.act == Act::Edit)
        return done;
    return wipeEdits(row);
}

Result<void> VaultDirect::told(const QString &name, const Bytes &identity, quint64 counter, bool keepsNothing)
{
    auto *person = find(name);
    auto *known = person ? identityOf(person->second, identity) : nullptr;
    if (!known)
        return unknown();
    DirectContact &contact = person->second.contact;
    known->second.told = std::max(known->second.told, counter);
    auto done = writeIdentity(person->first, known->first, known->second);
    if (done && counter > contact.told) {
        contact.told = counter;
        done = write(*person);
    }
    if (done && keepsNothing)
        done = removeTold(*person);
    return done ? count(*person) : done;
}

Result<void> VaultDirect::passBy(const QString &name, const Bytes &identity, quint64 counter)
{
    auto *person = find(name);
    auto *known = person ? identityOf(person->second, identity) : nullptr;
    if (!known)
        return unknown();
    if (counter <= known->second.told)
        return {};
    known->second.told = std::min(counter, person->second.contact.counter);
    return writeIdentity(person->first, known->first, known->second);
}

Result<std::map<quint64, quint64>> VaultDirect::continueAbove(const QString &name, quint64 counter)
{
    std::map<quint64, quint64> moved;
    auto *person = find(name);
    if (!person)
        return unknown();
    DirectContact &contact = person->second.contact;
    const quint64 sent = std::max(contact.sent, contact.told);
    if (counter <= sent)
        return moved;
    auto waiting = rows(QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                                       "WHERE contact = ? AND sender = 0 AND counter > ? ORDER BY counter"),
                        {person->first, signedOf(sent)});
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    contact.told = contact.sent = counter;
    contact.counter = std::max(contact.counter, counter) + waiting->size();
    quint64 next = contact.counter - waiting->size();
    for (Row &row : *waiting) {
        moved[row.message.counter] = ++next;
        row.message.counter = next;
    }
    auto done = move(*waiting, moved);
    if (done)
        done = write(*person);
    if (done)
        done = count(*person);
    return done ? Result<std::map<quint64, quint64>>(moved) : tl::make_unexpected(done.error());
}

/// From the last one on: none takes the place of another. Another message of the same counter may stand at
/// the other side: who changes what moved means it by its new one.
Result<void> VaultDirect::move(std::vector<Row> &rows, const std::map<quint64, quint64> &moved)
{
    Result<void> done;
    for (auto row = rows.rbegin(); done && row != rows.rend(); ++row) {
        DirectMessage &message = row->message;
        const auto target = moved.find(message.target);
        if (message.act && message.targetDevice == message.device && target != moved.end())
            message.target = target->second;
        done = change(QStringLiteral("UPDATE direct_message SET counter = ? WHERE id = ?"),
                      {signedOf(message.counter), row->id});
        if (done)
            done = rewrite(*row);
    }
    return done;
}

Result<void> VaultDirect::readThere(const QString &name, const Bytes &identity, quint64 counter)
{
    auto *person = find(name);
    auto *known = person ? identityOf(person->second, identity) : nullptr;
    if (!known)
        return unknown();
    known->second.read = std::max(known->second.read, counter);
    return writeIdentity(person->first, known->first, known->second);
}

Result<std::vector<DirectMessage>> VaultDirect::outgoing(const QString &name, quint64 above, int count,
                                                         qint64 bytes)
{
    auto *person = find(name);
    if (!person)
        return unknown();
    const auto found =
        rows(QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                            "WHERE contact = ? AND sender = 0 AND counter > ? ORDER BY counter "
                            "LIMIT ?"),
             {person->first, signedOf(above), count});
    if (!found)
        return tl::make_unexpected(found.error());
    std::vector<DirectMessage> messages;
    for (const Row &row : *found) {
        const bool isWiped =
            row.message.isErased || (row.message.text.isEmpty() && row.message.act != Act::Erase);
        messages.push_back(row.message);
        messages.back().isVoid = isWiped; // its counter goes, its text has gone
        bytes -= row.message.text.size();
        if (bytes <= 0)
            break;
    }
    DirectContact &contact = person->second.contact;
    if (messages.empty() || messages.back().counter <= contact.sent)
        return messages;
    contact.sent = messages.back().counter;
    const auto done = write(*person);
    return done ? Result<std::vector<DirectMessage>>(std::move(messages)) : tl::make_unexpected(done.error());
}

Result<void> VaultDirect::setLastRead(const QString &name, qint64 id)
{
    auto *person = find(name);
    if (!person)
        return unknown();
    DirectContact &contact = person->second.contact;
    if (id <= contact.lastRead)
        return {};
    contact.lastRead = std::min(id, m_nextMessage - 1);
    const auto done = write(*person);
    return done ? count(*person) : done;
}

Result<std::map<Bytes, quint64>> VaultDirect::heardUpTo(const QString &name, qint64 id)
{
    const auto *person = find(name);
    if (!person)
        return unknown();
    const auto found =
        m_database.select(QStringLiteral("SELECT sender, max(counter) FROM direct_message "
                                         "WHERE contact = ? AND sender <> 0 AND id <= ? GROUP BY sender"),
                          {person->first, id});
    if (!found)
        return tl::make_unexpected(found.error());
    std::map<Bytes, quint64> heard;
    for (const auto &row : *found) {
        const auto identity = person->second.identities.find(row.at(0).toLongLong());
        if (identity != person->second.identities.end())
            heard[identity->second.digest] = row.at(1).toULongLong();
    }
    addFleeting(*person, id, heard);
    return heard;
}

Result<void> VaultDirect::setDraft(const QString &name, const QString &text)
{
    const auto person = findOrMake(name);
    if (!person)
        return tl::make_unexpected(person.error());
    (*person)->second.contact.draft = text;
    return write(**person);
}

Result<DirectPage> VaultDirect::before(const QString &name, qint64 id, int count)
{
    const auto *person = find(name);
    if (!person)
        return unknown();
    DirectPage page;
    const qint64 below = id > 0 ? id : m_nextMessage;
    const auto found =
        rows(QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                            "WHERE contact = ? AND shown = 1 AND id < ? ORDER BY id DESC LIMIT ?"),
             {person->first, below, count + 1}, &page.damaged);
    if (!found)
        return tl::make_unexpected(found.error());
    page.isFirst = found->size() + std::size_t(page.damaged) <= std::size_t(count);
    for (const Row &row : *found) {
        if (page.messages.size() == std::size_t(count))
            break;
        page.messages.push_back(row.message);
        const auto sender = person->second.identities.find(row.sender);
        if (sender != person->second.identities.end())
            page.messages.back().identity = sender->second.digest;
    }
    std::reverse(page.messages.begin(), page.messages.end());
    return page;
}

} // namespace waxwing
