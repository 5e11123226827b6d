// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReadyRoom.h"

#include "PrivateFiles.h"
#include "RoomDatabase.h"
#include "SystemRandom.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace waxwing::test {

namespace {

/// Where the one that is copied lies.
QString madeRoom()
{
    static const QTemporaryDir folder;
    const QString room = folder.path() + QStringLiteral("/room");
    if (QDir(room).exists())
        return room;
    SystemRandom random;
    RoomDatabase database;
    RoomDatabase::OpenOptions options;
    options.folder = folder.path();
    if (!database.open(std::move(options), random) || !database.closeCleanly())
        qFatal("no room to copy");
    return room;
}

} // namespace

void layRoom(const QString &profileFolder)
{
    const QString to = profileFolder + QStringLiteral("/room");
    if (QDir(to).exists())
        return;
    const QDir from(madeRoom());
    if (!privateFiles::makeFolder(to))
        qFatal("no folder %s", qPrintable(to));
    const auto names = from.entryList(QDir::Files);
    for (const QString &name : names) {
        if (!QFile::copy(from.filePath(name), to + u'/' + name))
            qFatal("no copy of %s", qPrintable(name));
    }
}

} // namespace waxwing::test
