// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "Statement.h"

#include <QList>
#include <QStringList>
#include <functional>
#include <map>
#include <optional>

class QThread;

namespace waxwing {

/// What a transaction survives once it has been committed: Full a power cut, Normal the death of the process,
/// None neither (a file that is being made: it is put on the disk as a whole, once).
enum class Durability { Full, Normal, None };

/// One sort of file: how to know it, and how it came to its present form.
struct DatabaseKind
{
    QString name;                ///< for words: "room"
    qint32 applicationId = 0;    ///< in the file's header (SQLite file format §1.3.15)
    QList<QStringList> versions; ///< the statements that lead from version i to i + 1
};

/// One SQLite file with one exclusive connection, WAL, and every error as a value: StorageDamaged for what is
/// no database, cut or garbled; ProfileInUse where another connection holds it; StorageFailed for all else
/// (full, read-only, made by a newer version). Opened, used and closed in one thread. Text and bytes are
/// never part of a statement: they are bound.
class Database
{
public:
    using Row = QVariantList;
    struct Change
    {
        qint64 rows = 0;       ///< touched
        qint64 insertedId = 0; ///< of an INSERT
    };
    using Work = std::function<Result<void>()>;

    Database();
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Makes a new file at a path that is free, filled by `fill` in the transaction that makes it, and closes
    /// it again: whole when this returns, gone where it failed.
    static Result<void> make(const QString &path, const DatabaseKind &kind,
                             const std::function<Result<void>(Database &)> &fill = {});
    /// make() under another name and a rename, so that no instant leaves half a file under `path`.
    static Result<void> makeWhereMissing(const QString &path, const DatabaseKind &kind);

    /// Opens a file that must be there, checks all of it, and brings it to the present version. An empty file
    /// is damaged, never a fresh start. `mostPages` > 0 stands for a disk with so much room (tests).
    Result<void> open(const QString &path, const DatabaseKind &kind, int mostPages = 0);
    void close();

    /// Hands each row to `take` while it is read, until there is none or `take` says false. The same
    /// words asked meanwhile are Internal.
    Result<void> forEach(const QString &sql, const QVariantList &values,
                         const std::function<bool(const RowView &)> &take);
    Result<QList<Row>> select(const QString &sql, const QVariantList &values = {});
    /// The one row that must be there; StorageDamaged for none or more.
    Result<Row> selectOne(const QString &sql, const QVariantList &values = {});
    Result<Change> change(const QString &sql, const QVariantList &values = {});
    /// Runs `work` in a transaction: committed where it gives success, undone where not. Not to be nested.
    Result<void> transaction(Durability durability, const Work &work);

private:
    struct Close
    {
        void operator()(sqlite3 *connection) const;
    };

    Result<void> connectTo(const QString &path);
    Result<void> build(const DatabaseKind &kind, const std::function<Result<void>(Database &)> &fill);
    Result<void> keepLog();
    Result<void> checkContent();
    Result<void> checkKind(const DatabaseKind &kind);
    Result<void> migrate(const DatabaseKind &kind, int from);
    Result<void> setDurability(Durability durability);
    Result<Statement *> bound(const QString &sql, const QVariantList &values);
    [[nodiscard]] Error lastError() const;

    QString m_path;
    std::unique_ptr<sqlite3, Close> m_connection;
    std::map<QString, Statement> m_statements; ///< prepared once
    std::optional<Durability> m_durability;
    QThread *m_thread = nullptr;
};

} // namespace waxwing
