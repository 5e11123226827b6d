// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileMemory.h"

#include "Engine.h"
#include "History.h"
#include "InBackground.h"
#include "RoomClient.h"
#include "RoomFiles.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace waxwing::fileMemory {

namespace {

/// "name of the file in hex, its path".
const QString savedKey = QStringLiteral("files/saved");
constexpr qsizetype mostSaved = 300;

} // namespace

void add(Engine &engine, const Bytes &file, const QString &path)
{
    QStringList all = kept(engine);
    all.append(QString::fromLatin1(file.toHex()) + u' ' + path);
    if (all.size() > mostSaved)
        all = all.mid(all.size() - mostSaved);
    engine.setSetting(savedKey, all);
}

void forget(Engine &engine, const QList<Bytes> &files)
{
    QSet<QString> names;
    for (const Bytes &file : files)
        names.insert(QString::fromLatin1(file.toHex()));
    QStringList all = kept(engine);
    if (all.removeIf([&names](const QString &entry) { return names.contains(entry.section(u' ', 0, 0)); }) >
        0)
        engine.setSetting(savedKey, all);
}

void goWithMessages(Engine &engine, RoomClient *client)
{
    QObject::connect(client->history(), &History::filesGone, client, [&engine](const QList<Bytes> &files) {
        forget(engine, files);
        if (const QString profile = engine.profileFolder(); !profile.isEmpty())
            inBackground([profile, files] { removePictures(profile, files); });
    });
}

void clear(Engine &engine)
{
    if (!kept(engine).isEmpty())
        engine.setSetting(savedKey, QStringList());
}

QStringList kept(const Engine &engine)
{
    return engine.setting(savedKey).toStringList();
}

Saved stillThere(const QStringList &kept)
{
    Saved result;
    for (const QString &entry : kept) {
        const QString path = entry.section(u' ', 1);
        if (QFileInfo(path).isFile())
            result.append({Bytes::fromHex(entry.section(u' ', 0, 0).toLatin1()), path});
    }
    return result;
}

QString picturesFolder(const QString &profileFolder)
{
    return profileFolder + QStringLiteral("/pictures");
}

void removePictures(const QString &profileFolder, const QList<Bytes> &files)
{
    for (const Bytes &file : files) {
        if (file.isEmpty()) // its folder would be that of all
            continue;
        QDir(RoomFiles::folderIn(picturesFolder(profileFolder), file)).removeRecursively();
    }
}

void removeAllPictures(const QString &profileFolder)
{
    QDir(picturesFolder(profileFolder)).removeRecursively();
}

} // namespace waxwing::fileMemory
