// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Aes256Gcm.h"
#include "Database.h"
#include "Random.h"
#include "SecretBytes.h"
#include "StoredMessage.h"

#include <memory>
#include <optional>
#include <vector>

namespace waxwing {

/// A file that a host keeps, or is getting.
struct StoredFile
{
    qint64 row = 0;
    qint64 account = 0;                     ///< whose it is
    FileNote note;                          ///< without a digest while it is not whole
    std::shared_ptr<const SecretBytes> key; ///< 32 bytes: seals its chunks (FileSpool)
    bool isWhole = false;
    quint64 number = 0; ///< of the message that brought it; 0: none yet
};

/// `file` in `room.sqlite`: name, digest and key sealed as what was said is. Blocking calls for the store's
/// thread; tie() and what is dropped belong to the transaction that numbers, the others make their own.
class FileTable
{
public:
    /// Both borrowed.
    FileTable(Database &database, Random &random) : m_database(database), m_random(random) {}

    void setKey(const SecretBytes &key); ///< 32 bytes; before anything else
    /// All of them; those whose message is not kept any more are dropped first. What does not open is left
    /// out, and dropped too.
    Result<std::vector<StoredFile>> load();
    Result<qint64> add(const StoredFile &file);    ///< the row that it gets
    Result<void> setWhole(const StoredFile &file); ///< StorageFailed where it has no row any more
    Result<void> remove(const std::vector<qint64> &rows);

    // In the caller's transaction.
    /// The message of this number brought the file.
    Result<void> tie(const Bytes &id, quint64 number);
    Result<void> dropOf(quint64 number);
    Result<void> dropBelow(quint64 number);
    /// What the messages of these numbers brought, by number.
    Result<std::vector<StoredFile>> between(quint64 first, quint64 last);

private:
    Result<std::vector<StoredFile>> rows(const QString &condition, const QVariantList &values,
                                         std::vector<qint64> &damaged);
    [[nodiscard]] Bytes sealed(qint64 row, const StoredFile &file);
    Result<void> change(const QString &sql, const QVariantList &values);

    Database &m_database;
    Random &m_random;
    std::optional<Aes256Gcm> m_sealer;
    std::optional<Aes256Gcm> m_opener;
    qint64 m_nextRow = 1;
};

} // namespace waxwing
