// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Database.h"

#include "DatabaseFile.h"
#include "PrivateFiles.h"
#include "SqliteCode.h"

#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <sqlite3.h>

namespace waxwing {

namespace {

constexpr int busyTimeoutMs = 300; // nobody else should be there

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

/// A mistake of ours: two statements in one, values that fit no place, or words asked again while they run.
tl::unexpected<Error> unfit(const QString &sql, int result)
{
    return failure(
        Code::Internal,
        QStringLiteral("\"%1\" cannot be run so: %2").arg(sql, QString::fromUtf8(sqlite3_errstr(result))));
}

/// Makes a statement ready for its next use, whatever came of this one.
class Reset
{
public:
    explicit Reset(Statement &statement) : m_statement(statement) {}
    ~Reset() { m_statement.reset(); }
    Reset(const Reset &) = delete;
    Reset &operator=(const Reset &) = delete;

private:
    Statement &m_statement;
};

} // namespace

Database::Database() = default;

Database::~Database()
{
    close();
}

void Database::Close::operator()(sqlite3 *connection) const
{
    sqlite3_close(connection);
}

void Database::close()
{
    if (!m_connection) {
        return;
    }
    Q_ASSERT(QThread::currentThread() == m_thread);
    m_statements.clear();
    m_connection.reset();
    m_durability.reset();
}

Error Database::lastError() const
{
    const QString reason = QString::fromUtf8(sqlite3_errmsg(m_connection.get()));
    const Code code = codeOfSqlite(sqlite3_extended_errcode(m_connection.get()), reason);
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
    sqlite3 *connection = nullptr;
    const int opened = sqlite3_open_v2(path.toUtf8().constData(), &connection,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    m_connection.reset(connection);
    if (opened != SQLITE_OK) {
        const Error error = lastError();
        close();
        return tl::make_unexpected(error);
    }
    sqlite3_busy_timeout(connection, busyTimeoutMs);
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

Result<Statement *> Database::bound(const QString &sql, const QVariantList &values)
{
    if (!m_connection) {
        return failure(Code::StorageFailed, QStringLiteral("The file %1 is not open.").arg(m_path));
    }
    Q_ASSERT(QThread::currentThread() == m_thread);
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        Statement prepared(m_connection.get(), sql);
        if (prepared.result() == SQLITE_MISUSE) {
            return unfit(sql, SQLITE_MISUSE);
        }
        if (!prepared.isPrepared()) {
            return tl::make_unexpected(lastError());
        }
        found = m_statements.emplace(sql, std::move(prepared)).first;
    }
    Statement &statement = found->second;
    if (statement.isRunning()) {
        return unfit(sql, SQLITE_MISUSE);
    }
    if (const int done = statement.bind(values); done != SQLITE_OK) {
        const bool isOurs = done == SQLITE_RANGE || done == SQLITE_MISMATCH;
        const auto refused = isOurs ? unfit(sql, done) : tl::make_unexpected(lastError());
        statement.reset();
        return refused;
    }
    return &statement;
}

Result<void> Database::forEach(const QString &sql, const QVariantList &values,
                               const std::function<bool(const RowView &)> &take)
{
    const auto statement = bound(sql, values);
    if (!statement) {
        return tl::make_unexpected(statement.error());
    }
    const Reset reset(**statement);
    int step = SQLITE_ROW;
    while ((step = (*statement)->step()) == SQLITE_ROW && take((*statement)->row())) {
    }
    // A damaged page shows itself only when it is reached.
    return step == SQLITE_ROW || step == SQLITE_DONE ? Result<void>() : tl::make_unexpected(lastError());
}

Result<QList<Database::Row>> Database::select(const QString &sql, const QVariantList &values)
{
    QList<Row> rows;
    const auto read = forEach(sql, values, [&](const RowView &view) {
        Row row;
        row.reserve(view.size());
        for (int column = 0; column < view.size(); ++column) {
            row.append(view.value(column));
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
    if (const auto done = forEach(sql, values, [](const RowView &) { return true; }); !done) {
        return tl::make_unexpected(done.error());
    }
    return Change{sqlite3_changes64(m_connection.get()), sqlite3_last_insert_rowid(m_connection.get())};
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
