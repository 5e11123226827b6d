// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultOutbox.h"

#include "Database.h"
#include "VaultCodec.h"

#include <algorithm>

namespace waxwing {

namespace {

ValuePlace contentPlace(qint64 id)
{
    return {QLatin1StringView("outbox"), QLatin1StringView("content"), static_cast<quint64>(id), 1};
}

Result<void> outcomeOf(const Result<Database::Change> &changed)
{
    return changed ? Result<void>() : tl::make_unexpected(changed.error());
}

} // namespace

VaultOutbox::VaultOutbox(Database &database, ValueSealer &sealer) : m_database(database), m_sealer(sealer) {}

Result<void> VaultOutbox::load()
{
    const auto row = m_database.selectOne(QStringLiteral("SELECT ifnull(max(id), 0) + 1 FROM outbox"));
    if (!row)
        return tl::make_unexpected(row.error());
    m_nextId = std::max(m_nextId, row->first().toLongLong());
    return {};
}

Result<std::vector<OutgoingMessage>> VaultOutbox::messages()
{
    const auto rows = m_database.select(QStringLiteral("SELECT id, content FROM outbox ORDER BY id"));
    if (!rows)
        return tl::make_unexpected(rows.error());
    std::vector<OutgoingMessage> waiting;
    for (const auto &row : *rows) {
        const qint64 id = row.at(0).toLongLong();
        const auto opened = m_sealer.open(contentPlace(id), row.at(1).toByteArray());
        auto message = opened ? vaultCodec::unpackOutgoing(*opened) : std::nullopt;
        if (!message)
            return failure(Code::StorageDamaged,
                           QStringLiteral("The vault is damaged: a message that waits does not open."));
        message->id = id;
        waiting.push_back(*std::move(message));
    }
    return waiting;
}

Result<qint64> VaultOutbox::add(const OutgoingMessage &message)
{
    const qint64 id = m_nextId;
    const Bytes content = vaultCodec::packOutgoing(message);
    const auto added =
        m_database.change(QStringLiteral("INSERT INTO outbox (id, conversation, content) VALUES (?, 1, ?)"),
                          {id, m_sealer.seal(contentPlace(id), toSpan(content))});
    if (!added)
        return tl::make_unexpected(added.error());
    ++m_nextId;
    return id;
}

Result<void> VaultOutbox::change(const OutgoingMessage &message)
{
    const Bytes content = vaultCodec::packOutgoing(message);
    return outcomeOf(
        m_database.change(QStringLiteral("UPDATE outbox SET content = ? WHERE id = ?"),
                          {m_sealer.seal(contentPlace(message.id), toSpan(content)), message.id}));
}

Result<void> VaultOutbox::remove(qint64 id)
{
    return outcomeOf(m_database.change(QStringLiteral("DELETE FROM outbox WHERE id = ?"), {id}));
}

} // namespace waxwing
