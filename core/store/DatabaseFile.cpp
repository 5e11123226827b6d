// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DatabaseFile.h"

#include "Bytes.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace waxwing {

namespace {

constexpr qsizetype headerSize = 100;

tl::unexpected<Error> damaged(const QString &path, const QString &reason)
{
    return failure(Code::StorageDamaged, QStringLiteral("The file %1 is damaged: %2.").arg(path, reason));
}

/// Pages and bytes must agree; with a log beside it the file may rightly be behind, and SQLite mends it.
bool sizeFits(const Bytes &header, qint64 size)
{
    const auto declared = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pageSize = declared == 1 ? 65'536 : declared;
    const auto pages = qFromBigEndian<quint32>(header.constData() + 28);
    return pageSize >= 512 && size % pageSize == 0 && size >= pageSize * qint64(pages);
}

} // namespace

Result<void> checkDatabaseFile(const QString &path)
{
    const QFileInfo info(path);
    const QFileInfo log(path + QStringLiteral("-wal"));
    if (!info.exists()) {
        return damaged(path, QStringLiteral("it is missing"));
    }
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        return failure(Code::StorageFailed, QStringLiteral("The file %1 cannot be opened.").arg(path));
    }
    const Bytes header = file.read(headerSize);
    if (header.size() < headerSize) {
        return damaged(path,
                       header.isEmpty() ? QStringLiteral("it is empty") : QStringLiteral("it is cut off"));
    }
    if (!header.startsWith("SQLite format 3")) {
        return damaged(path, QStringLiteral("it is not a database"));
    }
    if (log.size() == 0 && !sizeFits(header, info.size())) {
        return damaged(path, QStringLiteral("it is cut off"));
    }
    return {};
}

} // namespace waxwing
