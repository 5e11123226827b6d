// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Database.h"

#include "DatabaseFile.h"
#include "PrivateFiles.h"
#include "SqliteCode.h"

#include <QAtomicInteger>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QThread>

namespace waxwing {

namespace {

/// Qt binds a null string or byte array as NULL; here an empty one is meant.
QVariant bindable(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString:
        return value.toString().isNull() ? QVariant(QLatin1StringView("").toString()) : value;
    case QMetaType::QByteArray:
        return value.toByteArray().isNull() ? QVariant(QByteArray("")) : value;
    default:
        return value;
    }
}

/// SQLite, PRAGMA synchronous.
QLatin1StringView levelOf(Durability durability)
{
    switch (durability) {
    case Durability::Full:
        return QLatin1StringView("FULL");
    case Durability::Normal:
        return QLatin1StringView("NORMAL");
    case Durability::None:
        break;
    }
    return QLatin1StringView("OFF");
}

QString nextConnectionName()
{
    static QAtomicInteger<quint64> counter;
    return QStringLiteral("waxwing-%1").arg(counter.fetchAndAddRelaxed(1));
}

} // namespace

Database::Database() = default;

Database::~Database()
{
    close();
}

void Database::close()
{
    if (m_connection.isEmpty()) {
        return;
    }
    Q_ASSERT(QThread::currentThread() == m_thread);
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
    m_durability.reset();
}

Error Database::errorOf(const QSqlError &error) const
{
    const Code code = codeOfSqlite(error.nativeErrorCode().toInt(), error.databaseText());
    const QString reason = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    const QString sentence = code == Code::StorageDamaged ? QStringLiteral("The file %1 is damaged: %2.")
                             : code == Code::ProfileInUse ? QStringLiteral("The file %1 is in use: %2.")
                                                          : QStringLiteral("The file %1 cannot be used: %2.");
    return {code, sentence.arg(m_path, reason)};
}

Result<void> Database::connectTo(const QString &path)
{
    close();
    m_path = path;
    m_thread = QThread::currentThread();
    m_connection = nextConnectionName();
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!m_database.isValid()) {
        close();
        return failure(Code::StorageFailed, QStringLiteral("Qt's SQLite driver is not installed."));
    }
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(
        QStringLiteral("QSQLITE_BUSY_TIMEOUT=300")); // ms; nobody else should be there
    if (!m_database.open()) {
        const Error error = errorOf(m_database.lastError());
        close();
        return tl::make_unexpected(error);
    }
    // Exclusive before the first access: then WAL needs no shared memory file, and no second process gets in.
    for (const auto &pragma :
         {QStringLiteral("PRAGMA locking_mode=EXCLUSIVE"), QStringLiteral("PRAGMA foreign_keys=ON"),
          QStringLiteral("PRAGMA trusted_schema=OFF"), QStringLiteral("PRAGMA cell_size_check=ON")}) {
        if (auto done = select(pragma); !done) {
            return tl::make_unexpected(done.error());
        }
    }
    return {};
}

Result<void> Database::make(const QString &path, const DatabaseKind &kind,
                            const std::function<Result<void>(Database &)> &fill)
{
    if (auto made = privateFiles::writeNew(path, {}); !made) {
        return made;
    }
    Database database;
    Result<void> result = database.connectTo(path);
    if (result) {
        result = database.build(kind, fill);
    }
    database.close();
    if (result) {
        result = privateFiles::sync(path);
    }
    if (!result) {
        QFile::remove(path);
        QFile::remove(path + QStringLiteral("-wal"));
    }
    return result;
}

/// One transaction without a journal on the disk, since nobody knows of the file before it is whole; the mode
/// that it is given at the end stays in its header.
Result<void> Database::build(const DatabaseKind &kind, const std::function<Result<void>(Database &)> &fill)
{
    if (auto light = select(QStringLiteral("PRAGMA journal_mode=MEMORY")); !light) {
        return tl::make_unexpected(light.error());
    }
    const auto number = QStringLiteral("PRAGMA application_id=%1").arg(kind.applicationId);
    const auto built = transaction(Durability::None, [&]() -> Result<void> {
        if (auto named = change(number); !named) {
            return tl::make_unexpected(named.error());
        }
        if (auto migrated = migrate(kind, 0); !migrated) {
            return migrated;
        }
        return fill ? fill(*this) : Result<void>();
    });
    return built ? keepLog() : built;
}

Result<void> Database::keepLog()
{
    const auto mode = selectOne(QStringLiteral("PRAGMA journal_mode=WAL"));
    if (!mode) {
        return tl::make_unexpected(mode.error());
    }
    if (mode->first().toString() != QLatin1StringView("wal")) {
        return failure(Code::StorageFailed, QStringLiteral("The file %1 cannot keep a log.").arg(m_path));
    }
    return {};
}

Result<void> Database::makeWhereMissing(const QString &path, const DatabaseKind &kind)
{
    if (QFileInfo::exists(path)) {
        return {};
    }
    if (QFileInfo::exists(path + QStringLiteral("-wal"))) {
        return failure(
            Code::StorageDamaged,
            QStringLiteral("The file %1 is damaged: it is missing and its log is there.").arg(path));
    }
    const QString unfinished = path + QStringLiteral(".new");
    QFile::remove(unfinished);
    QFile::remove(unfinished + QStringLiteral("-wal"));
    if (auto made = make(unfinished, kind); !made) {
        return made;
    }
    return privateFiles::publish(unfinished, path);
}

Result<void> Database::open(const QString &path, const DatabaseKind &kind, int mostPages)
{
    const QString log = path + QStringLiteral("-wal");
    Result<void> result = checkDatabaseFile(path);
    if (result) {
        result = privateFiles::closeToOthers(path); // SQLite gives its log the mode of the file
    }
    if (result && QFileInfo::exists(log)) {
        result = privateFiles::closeToOthers(log);
    }
    if (result) {
        result = connectTo(path);
    }
    if (result) {
        result = checkKind(kind);
    }
    if (result && mostPages > 0) {
        const auto limited = select(QStringLiteral("PRAGMA max_page_count=%1").arg(mostPages));
        result = limited ? Result<void>() : tl::make_unexpected(limited.error());
    }
    if (!result) {
        close();
    }
    return result;
}

/// Nothing is written before the file is known to be ours, whole, and not newer than this program.
Result<void> Database::checkKind(const DatabaseKind &kind)
{
    const auto id = selectOne(QStringLiteral("PRAGMA application_id"));
    if (!id) {
        return tl::make_unexpected(id.error());
    }
    if (id->first().toInt() != kind.applicationId) {
        return failure(
            Code::StorageDamaged,
            QStringLiteral("The file %1 is damaged: it is no %2 of Waxwing.").arg(m_path, kind.name));
    }
    if (auto content = checkContent(); !content) {
        return content;
    }
    const auto version = selectOne(QStringLiteral("PRAGMA user_version"));
    if (!version) {
        return tl::make_unexpected(version.error());
    }
    const int number = version->first().toInt();
    if (number > kind.versions.size()) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 was made by a newer version of Waxwing.").arg(m_path));
    }
    if (number < 1) {
        return failure(Code::StorageDamaged,
                       QStringLiteral("The file %1 is damaged: it has no version.").arg(m_path));
    }
    if (auto kept = keepLog(); !kept || number == kind.versions.size()) {
        return kept;
    }
    return transaction(Durability::Full, [&] { return migrate(kind, number); });
}

Result<void> Database::checkContent()
{
    // Not quick_check: a row that an index has lost would be there and never be found.
    const auto verdict = select(QStringLiteral("PRAGMA integrity_check(1)"));
    if (!verdict) {
        return tl::make_unexpected(verdict.error());
    }
    const QString word = verdict->isEmpty() ? QString() : verdict->first().first().toString();
    if (word != QLatin1StringView("ok")) {
        return failure(Code::StorageDamaged, QStringLiteral("The file %1 is damaged: %2.").arg(m_path, word));
    }
    return {};
}

Result<void> Database::migrate(const DatabaseKind &kind, int from)
{
    for (qsizetype version = from; version < kind.versions.size(); ++version) {
        for (const QString &statement : kind.versions.at(version)) {
            if (auto done = change(statement); !done) {
                return tl::make_unexpected(done.error());
            }
        }
    }
    const auto stamped = change(QStringLiteral("PRAGMA user_version=%1").arg(kind.versions.size()));
    return stamped ? Result<void>() : tl::make_unexpected(stamped.error());
}

Result<QSqlQuery *> Database::execute(const QString &sql, const QVariantList &values)
{
    if (!m_database.isOpen()) {
        return failure(Code::StorageFailed, QStringLiteral("The file %1 is not open.").arg(m_path));
    }
    Q_ASSERT(QThread::currentThread() == m_thread);
    auto &statement = m_statements[sql];
    if (!statement) {
        statement = std::make_unique<QSqlQuery>(m_database);
        statement->setForwardOnly(true);
        if (!statement->prepare(sql)) {
            const Error error = errorOf(statement->lastError());
            m_statements.erase(sql);
            return tl::make_unexpected(error);
        }
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        statement->bindValue(int(i), bindable(values.at(i)));
    }
    if (!statement->exec()) {
        const Error error = errorOf(statement->lastError());
        m_statements.erase(sql);
        return tl::make_unexpected(error);
    }
    return statement.get();
}

Result<void> Database::forEach(const QString &sql, const QVariantList &values,
                               const std::function<bool(const QSqlQuery &)> &take)
{
    const auto executed = execute(sql, values);
    if (!executed) {
        return tl::make_unexpected(executed.error());
    }
    QSqlQuery &query = **executed;
    while (query.next() && take(query)) {
    }
    // A damaged page shows itself only when it is reached.
    if (query.lastError().isValid()) {
        const Error error = errorOf(query.lastError());
        m_statements.erase(sql);
        return tl::make_unexpected(error);
    }
    query.finish();
    return {};
}

Result<QList<Database::Row>> Database::select(const QString &sql, const QVariantList &values)
{
    QList<Row> rows;
    int columns = 0;
    const auto read = forEach(sql, values, [&](const QSqlQuery &query) {
        columns = columns > 0 ? columns : query.record().count();
        Row row;
        for (int column = 0; column < columns; ++column) {
            row.append(query.value(column));
        }
        rows.append(std::move(row));
        return true;
    });
    return read ? Result<QList<Row>>(std::move(rows)) : tl::make_unexpected(read.error());
}

Result<Database::Row> Database::selectOne(const QString &sql, const QVariantList &values)
{
    auto rows = select(sql, values);
    if (!rows) {
        return tl::make_unexpected(rows.error());
    }
    if (rows->size() != 1) {
        return failure(
            Code::StorageDamaged,
            QStringLiteral("The file %1 is damaged: a row that must be there is not.").arg(m_path));
    }
    return rows->first();
}

Result<Database::Change> Database::change(const QString &sql, const QVariantList &values)
{
    const auto executed = execute(sql, values);
    if (!executed) {
        return tl::make_unexpected(executed.error());
    }
    QSqlQuery &query = **executed;
    const Change result{query.numRowsAffected(), query.lastInsertId().toLongLong()};
    query.finish();
    return result;
}

/// Between transactions only: inside one SQLite refuses it.
Result<void> Database::setDurability(Durability durability)
{
    if (m_durability == durability) {
        return {};
    }
    const auto set = change(QStringLiteral("PRAGMA synchronous=%1").arg(levelOf(durability)));
    if (!set) {
        return tl::make_unexpected(set.error());
    }
    m_durability = durability;
    return {};
}

Result<void> Database::transaction(Durability durability, const Work &work)
{
    if (auto set = setDurability(durability); !set) {
        return set;
    }
    if (auto begun = change(QStringLiteral("BEGIN IMMEDIATE")); !begun) {
        return tl::make_unexpected(begun.error());
    }
    Result<void> result = work();
    if (result) {
        if (auto committed = change(QStringLiteral("COMMIT")); !committed) {
            result = tl::make_unexpected(committed.error());
        }
    }
    if (!result) {
        change(QStringLiteral("ROLLBACK")); // SQLite may have done it already; there is nothing to add then
    }
    return result;
}

} // namespace waxwing
