// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
// How VaultDirect reads conversations as a whole: for searches and exports.
#include "VaultDirect.h"

#include "Database.h"

#include <algorithm>
#include <limits>

namespace waxwing {

namespace {

/// What a message says of itself.
StoredMessage stored(const directCodec::MessageRow &row, const QString &name)
{
    const DirectMessage &message = row.message;
    StoredMessage shown;
    shown.number = static_cast<quint64>(row.id);
    shown.name = name;
    shown.device = message.device;
    shown.counter = message.counter;
    shown.text = message.text;
    shown.timeMs = message.timeMs;
    shown.mine = row.sender == 0;
    shown.isEdited = message.isEdited;
    shown.isErased = message.isErased;
    shown.file = message.file;
    return shown;
}

} // namespace

std::optional<StoredMessage> DirectLook::message(const QString &self) const
{
    directCodec::MessageRow whole = row;
    if (!directCodec::unpack(content, whole))
        return {};
    return stored(whole, isMine() ? self : with);
}

VaultDirect::Row VaultDirect::rowOf(const RowView &view)
{
    Row row;
    row.id = row.message.id = view.integer(0);
    row.contact = view.integer(1);
    row.sender = view.integer(2);
    row.message.counter = view.number(3);
    return row;
}

Result<bool> VaultDirect::readDown(const QString &with, qint64 &below, int most,
                                   const std::function<bool(const DirectLook &)> &take, int &damaged)
{
    const People::value_type *one = with.isEmpty() ? nullptr : find(with);
    if (!with.isEmpty() && !one)
        return true; // nothing was said
    const qint64 from = below > 0 ? below : m_nextMessage;
    int read = 0;
    bool wanted = true;
    const auto look = [&](const RowView &view) {
        const Row row = rowOf(view);
        ++read;
        below = row.id;
        const auto person = m_people.find(row.contact);
        const auto content = contentOf(row, view.bytes(4));
        const auto glance = content ? directCodec::glance(*content, row) : std::nullopt;
        if (glance && person != m_people.end())
            wanted = take({person->second.contact.name, row, *glance, *content});
        else
            ++damaged;
        return wanted;
    };
    const QString columns =
        QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message ");
    const auto done =
        one ? m_database.forEach(
                  columns +
                      QStringLiteral("WHERE contact = ? AND shown = 1 AND id < ? ORDER BY id DESC LIMIT ?"),
                  {one->first, from, most}, look)
            : m_database.forEach(columns +
                                     QStringLiteral("WHERE shown = 1 AND id < ? ORDER BY id DESC LIMIT ?"),
                                 {from, most}, look);
    if (!done)
        return tl::make_unexpected(done.error());
    return wanted && read < most;
}

StoredMessage VaultDirect::asShown(const People::value_type &person, const TalkOf &talk, const Row &row)
{
    const auto &[contact, identities] = person.second;
    StoredMessage shown = stored(row, row.sender == 0 ? talk.self : contact.name);
    if (!shown.mine)
        return shown;
    quint64 readUpTo = 0;
    for (const auto &[id, identity] : identities)
        readUpTo = std::max(readUpTo, identity.read);
    shown.of = 1;
    shown.seen = shown.counter <= readUpTo ? 1 : 0;
    shown.delivered = shown.counter <= contact.told || shown.seen > 0 ? 1 : 0;
    return shown;
}

Result<VaultPage> VaultDirect::next(const TalkOf &talk, qint64 &above, int count)
{
    const People::value_type *person = find(talk.with);
    VaultPage page;
    page.isFirst = above == 0;
    page.isLast = person == nullptr;
    while (page.messages.empty() && !page.isLast) {
        int read = 0;
        std::vector<Row> opened;
        const auto done = m_database.forEach(
            QStringLiteral("SELECT id, contact, sender, counter, content FROM direct_message "
                           "WHERE contact = ? AND shown = 1 AND id > ? ORDER BY id LIMIT ?"),
            {person->first, above, count}, [&](const RowView &view) {
                Row row = rowOf(view);
                ++read;
                above = row.id;
                const auto content = contentOf(row, view.bytes(4));
                if (content && directCodec::unpack(*content, row))
                    opened.push_back(std::move(row));
                else
                    ++page.damaged;
                return true;
            });
        if (!done)
            return tl::make_unexpected(done.error());
        page.isLast = read < count;
        for (const Row &row : opened)
            page.messages.push_back(asShown(*person, talk, row));
        if (const auto added = addAnswered(*person, talk, opened, page); !added)
            return tl::make_unexpected(added.error());
    }
    return page;
}

/// `rows` are the page's messages.
Result<void> VaultDirect::addAnswered(const People::value_type &person, const TalkOf &talk,
                                      const std::vector<Row> &rows, VaultPage &page)
{
    std::map<std::pair<Bytes, quint64>, quint64> known;
    for (const Row &row : rows)
        known[{row.message.device, row.message.counter}] = static_cast<quint64>(row.id);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DirectMessage &answer = rows[i].message;
        if (answer.act != Act::Reply)
            continue;
        const auto key = std::pair(answer.targetDevice, answer.target);
        if (known.find(key) == known.end()) {
            const auto answered = answeredBy(person, answer);
            if (!answered)
                return tl::make_unexpected(answered.error());
            known[key] = *answered ? static_cast<quint64>((*answered)->id) : 0;
            if (*answered)
                page.quoted.push_back(asShown(person, talk, **answered));
        }
        page.messages[i].replyTo = known[key];
    }
    return {};
}

/// A message is named by its device and counter; the device may be any of theirs, or this one.
Result<std::optional<VaultDirect::Row>> VaultDirect::answeredBy(const People::value_type &person,
                                                                const DirectMessage &answer)
{
    std::vector<qint64> senders{0};
    for (const auto &[id, identity] : person.second.identities) {
        if (identity.device == answer.targetDevice)
            senders.push_back(id);
    }
    for (const qint64 sender : senders) {
        auto found = messageOf(person.first, sender, answer.target);
        if (!found || (*found && (*found)->message.device == answer.targetDevice &&
                       !(*found)->message.changesAnother()))
            return found;
    }
    return std::optional<Row>();
}

} // namespace waxwing
