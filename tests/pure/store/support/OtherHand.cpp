// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "OtherHand.h"

#include "Statement.h"

#include <sqlite3.h>

namespace waxwing::otherHand {

namespace {

struct Close
{
    void operator()(sqlite3 *connection) const { sqlite3_close(connection); }
};

struct Done
{
    QByteArrayList cells;
    qint64 rows = 0;
};

std::optional<Done> run(const QString &path, const QString &sql)
{
    sqlite3 *opened = nullptr;
    const int result = sqlite3_open_v2(path.toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, Close> connection(opened);
    Statement statement(opened, sql);
    if (result != SQLITE_OK || !statement.isPrepared())
        return {};
    Done done;
    int step = SQLITE_ROW;
    while ((step = statement.step()) == SQLITE_ROW)
        done.cells.append(statement.row().bytes(0).toByteArray());
    done.rows = sqlite3_changes64(opened);
    return step == SQLITE_DONE ? std::optional(done) : std::nullopt;
}

} // namespace

std::optional<qint64> change(const QString &path, const QString &sql)
{
    const auto done = run(path, sql);
    return done ? std::optional(done->rows) : std::nullopt;
}

std::optional<QByteArrayList> read(const QString &path, const QString &sql)
{
    const auto done = run(path, sql);
    return done ? std::optional(done->cells) : std::nullopt;
}

} // namespace waxwing::otherHand
