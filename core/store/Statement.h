// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QString>
#include <QVariant>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace waxwing {

/// The row a statement stands at, read in place: nothing of it is copied, and it stands until the statement
/// goes on. Columns from 0 on; of another sort than asked for, as SQLite converts them.
class RowView
{
public:
    explicit RowView(sqlite3_stmt *statement) : m_statement(statement) {}

    [[nodiscard]] int size() const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] quint64 number(int column) const { return static_cast<quint64>(integer(column)); }
    [[nodiscard]] BytesView bytes(int column) const;
    /// A copy: qint64, double, QString, QByteArray, or none for NULL.
    [[nodiscard]] QVariant value(int column) const;

private:
    sqlite3_stmt *m_statement;
};

/// One statement of an open file, prepared once, run as often as wished. Gives SQLite's own result codes.
class Statement
{
public:
    /// isPrepared() is false where it is no statement of this file (the connection says why), and where more
    /// stands behind it, which would be left out in silence: then result() is SQLITE_MISUSE.
    Statement(sqlite3 *connection, const QString &sql);
    [[nodiscard]] bool isPrepared() const { return m_statement != nullptr; }
    [[nodiscard]] int result() const { return m_result; }
    /// It stands at a row.
    [[nodiscard]] bool isRunning() const;

    /// Values in their order: integers, bool, double, QString, QByteArray (empty ones are empty, not NULL),
    /// or an invalid one for NULL. Bytes are pointed to, not copied: they must stand until reset().
    /// SQLITE_RANGE for another number of values than the statement has places, SQLITE_MISMATCH for another
    /// sort.
    int bind(const QVariantList &values);
    int step();
    [[nodiscard]] RowView row() const { return RowView(m_statement.get()); }
    /// Ready to be run again; nothing is bound any more.
    void reset();

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_result = 0;
};

} // namespace waxwing
