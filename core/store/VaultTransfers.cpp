// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "VaultTransfers.h"

#include "Database.h"

#include <QDataStream>
#include <QIODevice>

namespace waxwing {

namespace {

ValuePlace contentPlace(qint64 id)
{
    return {QLatin1StringView("transfer"), QLatin1StringView("content"), static_cast<quint64>(id), 1};
}

Bytes pack(const KeptTransfer &transfer)
{
    Bytes bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << transfer.isUpload << transfer.isPaused << transfer.party.name << transfer.party.device
           << transfer.note.id << transfer.note.name << transfer.note.size << transfer.note.digest
           << transfer.changedMs << transfer.path << transfer.part;
    return bytes;
}

std::optional<KeptTransfer> unpack(qint64 id, std::span<const quint8> opened)
{
    const Bytes bytes = toView(opened).toByteArray();
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    KeptTransfer transfer;
    transfer.id = id;
    stream >> transfer.isUpload >> transfer.isPaused >> transfer.party.name >> transfer.party.device >>
        transfer.note.id >> transfer.note.name >> transfer.note.size >> transfer.note.digest >>
        transfer.changedMs >> transfer.path >> transfer.part;
    return stream.status() == QDataStream::Ok ? std::optional(transfer) : std::nullopt;
}

} // namespace

VaultTransfers::VaultTransfers(Database &database, ValueSealer &sealer)
    : m_database(database), m_sealer(sealer)
{}

Result<std::vector<KeptTransfer>> VaultTransfers::load()
{
    const auto rows = m_database.select(QStringLiteral("SELECT id, content FROM transfer ORDER BY id"));
    if (!rows)
        return tl::make_unexpected(rows.error());
    m_uploads.clear();
    std::vector<KeptTransfer> kept;
    for (const auto &row : *rows) {
        const qint64 id = row.at(0).toLongLong();
        const auto opened = m_sealer.open(contentPlace(id), row.at(1).toByteArray());
        auto transfer = opened ? unpack(id, *opened) : std::nullopt;
        if (!transfer)
            continue;
        if (transfer->isUpload)
            m_uploads.emplace(transfer->note.id, id);
        kept.push_back(*std::move(transfer));
    }
    return kept;
}

Result<void> VaultTransfers::keep(const KeptTransfer &transfer)
{
    const auto kept =
        m_database.change(QStringLiteral("INSERT OR REPLACE INTO transfer (id, content) VALUES (?, ?)"),
                          {transfer.id, m_sealer.seal(contentPlace(transfer.id), toSpan(pack(transfer)))});
    if (!kept)
        return tl::make_unexpected(kept.error());
    if (transfer.isUpload)
        m_uploads.insert_or_assign(transfer.note.id, transfer.id);
    return {};
}

Result<void> VaultTransfers::remove(qint64 id)
{
    std::erase_if(m_uploads, [id](const auto &upload) { return upload.second == id; });
    const auto removed = m_database.change(QStringLiteral("DELETE FROM transfer WHERE id = ?"), {id});
    return removed ? Result<void>() : tl::make_unexpected(removed.error());
}

Result<void> VaultTransfers::removeUploadOf(const Bytes &file)
{
    const auto found = m_uploads.find(file);
    return found == m_uploads.end() ? Result<void>() : remove(found->second);
}

} // namespace waxwing
