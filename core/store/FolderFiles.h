// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>

/// Files by one name in a folder, for contents that others choose: no symbolic link is followed, nothing is
/// overwritten.
namespace waxwing::folderFiles {

/// A new file, 0600, for reading and writing. False where something of that name is there.
bool openNew(QFile &file, const QString &folder, const QString &name);
/// One that is there already: false for anything but a plain file with this one name, of this user.
bool openAgain(QFile &file, const QString &folder, const QString &name);
enum class Renamed { Done, Taken, Failed };
/// Never in place of anything.
Renamed rename(const QString &folder, const QString &from, const QString &to);
/// The same for disks that cannot do so in one step: an empty file of one's own takes the name first.
Renamed renameByReserving(const QString &folder, const QString &from, const QString &to);
/// As open to others as any file that this user makes.
void openToOthers(QFile &file);
/// Puts it on the disk.
bool sync(QFile &file);

} // namespace waxwing::folderFiles
