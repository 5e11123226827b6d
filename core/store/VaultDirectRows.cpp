// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// How VaultDirect reads and writes its rows.
#include "VaultDirect.h"

#include "Database.h"

#include <QSet>
#include <algorithm>

namespace waxwing {

namespace {

ValuePlace contactPlace(qint64 id)
{
    return {QLatin1StringView("direct_contact"), QLatin1StringView("content"), static_cast<quint64>(id), 1};
}
ValuePlace identityPlace(qint64 id)
{
    return {QLatin1StringView("direct_identity"), QLatin1StringView("content"), static_cast<quint64>(id), 1};
}
ValuePlace messagePlace(qint64 id)
{
    return {QLatin1StringView("direct_message"), QLatin1StringView("content"), static_cast<quint64>(id), 1};
}

tl::unexpected<Error> damaged()
{
    return failure(Code::StorageDamaged,
                   QStringLiteral("The vault is damaged: a direct conversation does not open."));
}

} // namespace

/// What was known stays until all of it was read: half of it would be somebody without the identities that
/// are pinned, and a first sight anew.
Result<void> VaultDirect::load()
{
    m_isCurrent = false;
    m_erased.clear();
    m_shortened.clear();
    People people;
    auto loaded = loadContacts(people);
    if (loaded)
        loaded = loadIdentities(people);
    if (loaded)
        forgetUndone(people);
    for (auto person = people.begin(); loaded && person != people.end(); ++person)
        loaded = count(*person);
    if (!loaded)
        return loaded;
    const auto last = m_database.selectOne(QStringLiteral("SELECT ifnull(max(id), 0) FROM direct_message"));
    if (!last)
        return tl::make_unexpected(last.error());
    m_nextMessage = std::max(m_nextMessage, last->first().toLongLong() + 1);
    for (const auto &[id, kept] : people) {
        m_nextPerson = std::max(m_nextPerson, id + 1);
        m_nextMessage = std::max(m_nextMessage, kept.contact.lastRead + 1);
        for (const auto &[row, identity] : kept.identities)
            m_nextIdentity = std::max(m_nextIdentity, row + 1);
    }
    m_people = std::move(people);
    m_isCurrent = true;
    return {};
}

Result<void> VaultDirect::loadContacts(People &people) const
{
    const auto rows = m_database.select(QStringLiteral("SELECT id, content FROM direct_contact ORDER BY id"));
    if (!rows)
        return tl::make_unexpected(rows.error());
    QSet<QString> names;
    for (const auto &row : *rows) {
        const qint64 id = row.at(0).toLongLong();
        const auto opened = m_sealer.open(contactPlace(id), row.at(1).toByteArray());
        auto contact = opened ? directCodec::unpackContact(*opened) : std::nullopt;
        if (!contact || names.contains(contact->name))
            return damaged();
        names.insert(contact->name);
        people.emplace(id, Kept{*std::move(contact), {}});
    }
    return {};
}

Result<void> VaultDirect::loadIdentities(People &people) const
{
    const auto rows =
        m_database.select(QStringLiteral("SELECT id, contact, content FROM direct_identity ORDER BY id"));
    if (!rows)
        return tl::make_unexpected(rows.error());
    for (const auto &row : *rows) {
        const qint64 id = row.at(0).toLongLong();
        const auto person = people.find(row.at(1).toLongLong());
        const auto opened = m_sealer.open(identityPlace(id), row.at(2).toByteArray());
        auto identity = opened ? directCodec::unpackIdentity(row.at(1).toLongLong(), *opened) : std::nullopt;
        if (!identity || person == people.end())
            return damaged();
        person->second.identities.emplace(id, *std::move(identity));
    }
    return {};
}

/// What a list of conversations shows.
Result<void> VaultDirect::count(People::value_type &person) const
{
    DirectContact &contact = person.second.contact;
    const auto row = m_database.selectOne(
        QStringLiteral(
            "SELECT (SELECT ifnull(max(id), 0) FROM direct_message WHERE contact = ? AND shown = 1), "
            "(SELECT count(*) FROM direct_message WHERE contact = ? AND shown = 1 AND sender <> 0 "
            "AND id > ?), count(*), ifnull(min(counter), 0) FROM direct_message "
            "WHERE contact = ? AND sender = 0 AND counter > ?"),
        {person.first, person.first, contact.lastRead, person.first, static_cast<qint64>(contact.told)});
    if (!row)
        return tl::make_unexpected(row.error());
    contact.last = row->at(0).toLongLong();
    contact.unread = row->at(1).toULongLong();
    contact.waiting = row->at(2).toULongLong();
    contact.restFrom = row->at(3).toULongLong();
    countFleeting(contact, person.first);
    return {};
}

Result<void> VaultDirect::change(const QString &sql, const QVariantList &values)
{
    const auto changed = m_database.change(sql, values);
    return changed ? Result<void>() : tl::make_unexpected(changed.error());
}

Result<void> VaultDirect::write(const People::value_type &person)
{
    const Bytes content = directCodec::pack(person.second.contact);
    return change(QStringLiteral("UPDATE direct_contact SET content = ? WHERE id = ?"),
                  {m_sealer.seal(contactPlace(person.first), toSpan(content)), person.first});
}

Result<void> VaultDirect::writeIdentity(qint64 contact, qint64 id, const DirectIdentity &identity)
{
    const Bytes content = directCodec::pack(contact, identity);
    return change(QStringLiteral("UPDATE direct_identity SET content = ? WHERE id = ?"),
                  {m_sealer.seal(identityPlace(id), toSpan(content)), id});
}

Result<void> VaultDirect::insert(Row &row)
{
    row.id = row.message.id = m_nextMessage++;
    const Bytes content = directCodec::pack(row);
    return change(QStringLiteral("INSERT INTO direct_message (id, contact, sender, counter, shown, content) "
                                 "VALUES (?, ?, ?, ?, ?, ?)"),
                  {row.id, row.contact, row.sender, static_cast<qint64>(row.message.counter),
                   row.message.changesAnother() ? 0 : 1,
                   m_sealer.seal(messagePlace(row.id), toSpan(content))});
}

Result<void> VaultDirect::rewrite(const Row &row)
{
    const Bytes content = directCodec::pack(row);
    return change(QStringLiteral("UPDATE direct_message SET content = ? WHERE id = ?"),
                  {m_sealer.seal(messagePlace(row.id), toSpan(content)), row.id});
}

Result<std::span<const quint8>> VaultDirect::contentOf(const Row &row, BytesView sealed)
{
    return m_sealer.open(messagePlace(row.id), sealed);
}

/// Those that open; the others are counted.
Result<std::vector<VaultDirect::Row>> VaultDirect::rows(const QString &sql, const QVariantList &values,
                                                        int *damagedRows)
{
    const auto found = m_database.select(sql, values);
    if (!found)
        return tl::make_unexpected(found.error());
    std::vector<Row> opened;
    for (const auto &columns : *found) {
        Row row;
        row.id = row.message.id = columns.at(0).toLongLong();
        row.contact = columns.at(1).toLongLong();
        row.sender = columns.at(2).toLongLong();
        row.message.counter = columns.at(3).toULongLong();
        const auto content = m_sealer.open(messagePlace(row.id), columns.at(4).toByteArray());
        if (content && directCodec::unpack(*content, row))
            opened.push_back(std::move(row));
        else if (damagedRows)
            ++*damagedRows;
    }
    return opened;
}

Result<std::optional<VaultDirect::Row>> VaultDirect::messageOf(qint64 contact, qint64 sender, quint64 counter)
{
    auto found = rows(QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                                     "WHERE contact = ? AND sender = ? AND counter = ?"),
                      {contact, sender, static_cast<qint64>(counter)});
    if (!found)
        return tl::make_unexpected(found.error());
    return found->empty() ? std::optional<Row>() : std::move(found->front());
}

/// What is erased stays in no row: the edits of ours that are kept to be sent lose their texts, too.
Result<void> VaultDirect::wipeEdits(const Row &target)
{
    if (target.sender != 0)
        return {};
    const auto edits = rows(QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                                           "WHERE contact = ? AND sender = 0 AND shown = 0"),
                            {target.contact});
    if (!edits)
        return tl::make_unexpected(edits.error());
    for (Row edit : *edits) {
        if (edit.message.act != Act::Edit || edit.message.target != target.message.counter)
            continue;
        edit.message.text.clear();
        if (auto done = rewrite(edit); !done)
            return done;
    }
    return {};
}

Result<void> VaultDirect::removeTold(const People::value_type &person)
{
    qint64 &last = m_fleeting[person.first].last; // it stays in the list
    last = std::max(last, person.second.contact.last);
    return change(
        QStringLiteral("DELETE FROM direct_message WHERE contact = ? AND sender = 0 AND counter <= ?"),
        {person.first, static_cast<qint64>(person.second.contact.told)});
}

/// Nobody can tell the age of what does not open: it goes with what is old.
bool VaultDirect::isYoung(Row &row, BytesView sealed, qint64 keptBeforeMs)
{
    const auto content = contentOf(row, sealed);
    return content && directCodec::unpack(*content, row) && row.keptMs >= keptBeforeMs;
}

Result<bool> VaultDirect::removeOldest(int most, qint64 keptBeforeMs, int &removed)
{
    qint64 &done = m_shortened[keptBeforeMs];
    int left = most;
    for (auto person = m_people.upper_bound(done); person != m_people.end(); ++person) {
        if (left <= 0)
            return false;
        const auto gone = removeOldestOf(*person, left, keptBeforeMs);
        if (!gone)
            return tl::make_unexpected(gone.error());
        removed += *gone;
        if (*gone == left)
            return false; // there may be more of this one
        left -= *gone + 1;
        done = person->first;
    }
    m_shortened.erase(keptBeforeMs);
    return true;
}

/// Up to `most`; how many.
Result<int> VaultDirect::removeOldestOf(People::value_type &person, int most, qint64 keptBeforeMs)
{
    std::vector<qint64> old;
    const auto found = m_database.forEach(
        QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                       "WHERE contact = ? AND (sender <> 0 OR counter <= ?) ORDER BY id LIMIT ?"),
        {person.first, static_cast<qint64>(person.second.contact.told), most}, [&](const RowView &view) {
            Row row = rowOf(view);
            if (isYoung(row, view.bytes(4), keptBeforeMs))
                return false;
            if (row.message.file)
                m_goneFiles.append(row.message.file->id);
            old.push_back(row.id);
            return true;
        });
    if (!found)
        return tl::make_unexpected(found.error());
    for (const qint64 id : old) {
        if (auto gone = change(QStringLiteral("DELETE FROM direct_message WHERE id = ?"), {id}); !gone)
            return tl::make_unexpected(gone.error());
    }
    if (auto counted = !old.empty() ? count(person) : Result<void>(); !counted)
        return tl::make_unexpected(counted.error());
    return static_cast<int>(old.size());
}

} // namespace waxwing
