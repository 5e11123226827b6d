// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "SecretBytes.h"

/// Files and folders for this person's eyes alone: 0700 and 0600 (DESIGN §3). All failures are StorageFailed
/// with a sentence that names the path.
namespace waxwing::privateFiles {

/// Makes the folder and what leads to it; one that is there already becomes 0700.
Result<void> makeFolder(const QString &path);
/// Whether others on this machine may look into the folder or file. Always false on Windows.
bool isOpenToOthers(const QString &path);
/// Whether anybody on this machine may rename or remove what is in this folder, or put something in its
/// place: everybody may write to it and no sticky bit keeps them from it, or it belongs to somebody else than
/// this person and root. Always false on Windows.
bool mayOthersReplace(const QString &folder);
/// The same of the folder's group, which is often the person's own. Always false on Windows.
bool mayGroupReplace(const QString &folder);
/// Makes an existing file 0600.
Result<void> closeToOthers(const QString &path);
/// A new file, 0600 from its first moment, on the disk when this returns. Refuses one that is there already.
Result<void> writeNew(const QString &path, std::span<const quint8> bytes);
/// Reads a whole file that must have exactly this size (StorageDamaged otherwise, and where it is missing).
Result<SecretBytes> readSecret(const QString &path, std::size_t size);
/// Puts what was written to a file on the disk.
Result<void> sync(const QString &path);
/// What is new in a folder, or has another name, survives a power cut only when the folder is on the disk
/// too; Windows does that by itself.
Result<void> syncFolder(const QString &path);
/// Renames a finished file or folder to a name that is free, and puts the new name on the disk, and those of
/// the files in a folder.
Result<void> publish(const QString &from, const QString &to);

} // namespace waxwing::privateFiles
