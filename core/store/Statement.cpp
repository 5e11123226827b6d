// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Statement.h"

#include <sqlite3.h>

namespace waxwing {

namespace {

int bindOne(sqlite3_stmt *statement, int place, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return sqlite3_bind_null(statement, place);
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return sqlite3_bind_int64(statement, place, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(statement, place, value.toDouble());
    case QMetaType::QString: {
        // As UTF-8, the encoding of our files: of UTF-16 SQLite takes a first U+FEFF for a byte order mark.
        const QByteArray utf8 = static_cast<const QString *>(value.constData())->toUtf8();
        return sqlite3_bind_text64(statement, place, utf8.constData(),
                                   static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    case QMetaType::QByteArray: {
        const auto &bytes = *static_cast<const QByteArray *>(value.constData());
        return bytes.isEmpty()
                   ? sqlite3_bind_zeroblob(statement, place, 0)
                   : sqlite3_bind_blob64(statement, place, bytes.constData(),
                                         static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
    }
    default:
        return SQLITE_MISMATCH;
    }
}

} // namespace

int RowView::size() const
{
    return sqlite3_column_count(m_statement);
}

qint64 RowView::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

BytesView RowView::bytes(int column) const
{
    const void *first = sqlite3_column_blob(m_statement, column); // before its size: it may convert
    return {static_cast<const char *>(first), sqlite3_column_bytes(m_statement, column)};
}

QVariant RowView::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return QVariant::fromValue(integer(column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_statement, column);
    case SQLITE_BLOB:
        return bytes(column).toByteArray();
    case SQLITE_TEXT: {
        const auto *first = static_cast<const QChar *>(sqlite3_column_text16(m_statement, column));
        const auto size = static_cast<qsizetype>(sqlite3_column_bytes16(m_statement, column));
        return QString(first, size / qsizetype(sizeof(QChar)));
    }
    default:
        return {};
    }
}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3 *connection, const QString &sql)
{
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    const char *rest = nullptr;
    m_result = sqlite3_prepare_v3(connection, utf8.constData(), static_cast<int>(utf8.size()),
                                  SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    m_statement.reset(statement);
    if (statement && !QByteArrayView(rest, utf8.constEnd()).trimmed().isEmpty()) {
        m_statement.reset();
        m_result = SQLITE_MISUSE;
    }
}

bool Statement::isRunning() const
{
    return sqlite3_stmt_busy(m_statement.get()) != 0;
}

int Statement::bind(const QVariantList &values)
{
    if (values.size() != sqlite3_bind_parameter_count(m_statement.get()))
        return SQLITE_RANGE;
    int done = SQLITE_OK;
    for (int i = 0; i < values.size() && done == SQLITE_OK; ++i)
        done = bindOne(m_statement.get(), i + 1, values.at(i));
    return done;
}

int Statement::step()
{
    return sqlite3_step(m_statement.get());
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

} // namespace waxwing
