// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileTable.h"

#include "Limits.h"
#include "SealedValue.h"

#include <algorithm>

namespace waxwing {

namespace {

constexpr std::size_t keySize = 32;
constexpr auto digestSize = std::size_t(limits::hashSize);

ValuePlace placeOf(qint64 row)
{
    return {QLatin1StringView("file"), QLatin1StringView("content"), quint64(row), 1};
}

} // namespace

void FileTable::setKey(const SecretBytes &key)
{
    m_sealer.emplace(Aes256Gcm::Direction::Seal, key.span());
    m_opener.emplace(Aes256Gcm::Direction::Open, key.span());
}

Result<void> FileTable::change(const QString &sql, const QVariantList &values)
{
    const auto changed = m_database.change(sql, values);
    return changed ? Result<void>() : tl::make_unexpected(changed.error());
}

/// Key ‖ digest (zeros while there is none) ‖ name.
Bytes FileTable::sealed(qint64 row, const StoredFile &file)
{
    const Bytes digest = file.note.digest.isEmpty() ? Bytes(limits::hashSize, 0) : file.note.digest;
    Bytes content; // of its whole size at once: a copy that grows leaves what it was behind
    const Bytes name = file.note.name.toUtf8();
    content.reserve(qsizetype(file.key->size()) + digest.size() + name.size());
    content.append(toView(file.key->span())).append(digest).append(name);
    Bytes result = sealValue(*m_sealer, placeOf(row), toSpan(content), m_random);
    wipe(toMutableSpan(content));
    return result;
}

Result<std::vector<StoredFile>> FileTable::rows(const QString &condition, const QVariantList &values,
                                                std::vector<qint64> &damaged)
{
    const auto found = m_database.select(
        QStringLiteral("SELECT id, account, name, size, whole, number, content FROM file ") + condition,
        values);
    if (!found)
        return tl::make_unexpected(found.error());
    std::vector<StoredFile> files;
    for (const auto &row : *found) {
        StoredFile file;
        file.row = row.at(0).toLongLong();
        const auto content = openValue(*m_opener, placeOf(file.row), row.at(6).toByteArray());
        if (!content || content->size() < keySize + digestSize) {
            damaged.push_back(file.row);
            continue;
        }
        file.account = row.at(1).toLongLong();
        file.isWhole = row.at(4).toBool();
        file.number = row.at(5).toULongLong();
        file.key = std::make_shared<const SecretBytes>(content->span().first(keySize));
        file.note.id = row.at(2).toByteArray();
        file.note.size = row.at(3).toULongLong();
        if (file.isWhole)
            file.note.digest = toView(content->span().subspan(keySize, digestSize)).toByteArray();
        file.note.name = QString::fromUtf8(toView(content->span().subspan(keySize + digestSize)));
        files.push_back(std::move(file));
    }
    return files;
}

Result<std::vector<StoredFile>> FileTable::load()
{
    if (auto dropped = change(QStringLiteral("DELETE FROM file WHERE number IS NOT NULL"
                                             " AND number NOT IN (SELECT number FROM said)"),
                              {});
        !dropped)
        return tl::make_unexpected(dropped.error());
    std::vector<qint64> damaged; // their names would be refused for ever
    auto files = rows(QStringLiteral("ORDER BY id"), {}, damaged);
    Result<void> removed;
    for (auto row = damaged.begin(); removed && row != damaged.end(); ++row)
        removed = change(QStringLiteral("DELETE FROM file WHERE id = ?"), {*row});
    const auto next = m_database.selectOne(QStringLiteral("SELECT ifnull(max(id), 0) + 1 FROM file"));
    if (!removed)
        return tl::make_unexpected(removed.error());
    if (!files || !next)
        return files ? tl::make_unexpected(next.error()) : files;
    m_nextRow = next->first().toLongLong();
    return files;
}

Result<qint64> FileTable::add(const StoredFile &file)
{
    const qint64 row = m_nextRow++;
    const auto added = m_database.transaction(Durability::Normal, [&] {
        return change(QStringLiteral("INSERT INTO file (id, account, name, size, whole, content)"
                                     " VALUES (?, ?, ?, ?, 0, ?)"),
                      {row, file.account, file.note.id, qint64(file.note.size), sealed(row, file)});
    });
    if (!added)
        return tl::make_unexpected(added.error());
    return row;
}

/// On the disk when this returns: its sender forgets that it sends it.
Result<void> FileTable::setWhole(const StoredFile &file)
{
    return m_database.transaction(Durability::Full, [&]() -> Result<void> {
        const auto changed =
            m_database.change(QStringLiteral("UPDATE file SET whole = 1, content = ? WHERE id = ?"),
                              {sealed(file.row, file), file.row});
        if (!changed)
            return tl::make_unexpected(changed.error());
        return changed->rows == 1 ? Result<void>() : failure(Code::StorageFailed, QStringLiteral("no row"));
    });
}

Result<void> FileTable::remove(const std::vector<qint64> &rows)
{
    return m_database.transaction(Durability::Normal, [&] {
        Result<void> done;
        for (auto row = rows.begin(); done && row != rows.end(); ++row)
            done = change(QStringLiteral("DELETE FROM file WHERE id = ?"), {*row});
        return done;
    });
}

Result<void> FileTable::tie(const Bytes &id, quint64 number)
{
    return change(QStringLiteral("UPDATE file SET number = ? WHERE name = ? AND number IS NULL"),
                  {qint64(number), id});
}

Result<void> FileTable::dropOf(quint64 number)
{
    return change(QStringLiteral("DELETE FROM file WHERE number = ?"), {qint64(number)});
}

Result<void> FileTable::dropBelow(quint64 number)
{
    return change(QStringLiteral("DELETE FROM file WHERE number < ?"), {qint64(number)});
}

Result<std::vector<StoredFile>> FileTable::between(quint64 first, quint64 last)
{
    std::vector<qint64> damaged; // their messages come without them
    return rows(QStringLiteral("WHERE number BETWEEN ? AND ? AND whole = 1 ORDER BY number"),
                {qint64(first), qint64(last)}, damaged);
}

} // namespace waxwing
