// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"

#include <QList>
#include <QStringList>
#include <utility>

namespace waxwing {

class Engine;
class RoomClient;

/// Where files lie that were saved, or given to one person, at an earlier time, so that their folder can be
/// opened and their picture shown: a setting of the profile, the last few hundred. And the folder of the
/// pictures that came by themselves or were pasted.
namespace fileMemory {

using Saved = QList<std::pair<Bytes, QString>>;

void add(Engine &engine, const Bytes &file, const QString &path);
void forget(Engine &engine, const QList<Bytes> &files); ///< where they lie, not the files
/// From here on both go, the place and the picture, with their message, whether or not a page shows that. For
/// every client that has a history; the engine outlives it.
void goWithMessages(Engine &engine, RoomClient *client);
void clear(Engine &engine);
[[nodiscard]] QStringList kept(const Engine &engine);
/// Of these, what is still there. Touches the disk: for a thread of the pool.
[[nodiscard]] Saved stillThere(const QStringList &kept);
[[nodiscard]] QString picturesFolder(const QString &profileFolder);
/// Of these files, or all. Touches the disk: for a thread of the pool, or the program's end.
void removePictures(const QString &profileFolder, const QList<Bytes> &files);
void removeAllPictures(const QString &profileFolder);

} // namespace fileMemory

} // namespace waxwing
