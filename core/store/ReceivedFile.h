// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "Sha256.h"

#include <QFile>
#include <memory>

namespace waxwing {

/// A file that comes from the room (PROTOCOL 8.11): lies as `name….part` in its folder until it is whole and
/// what its message names, then under a name that was free. Follows no symbolic link, overwrites nothing.
/// Blocking calls, for the files' thread.
class ReceivedFile
{
public:
    /// A part, 0600, in a folder that is made where it is missing; one that was made with the same name and
    /// `mark` goes on. `name` is its sender's; `mark` 16 bytes, of this taking alone. StorageFailed, also
    /// where the disk has no place for `size` bytes.
    static Result<std::unique_ptr<ReceivedFile>> make(const QString &folder, const QString &name,
                                                      const Bytes &mark, qint64 size);
    /// A part of an earlier time; what is no whole chunk at its end is cut off, as is what goes beyond
    /// `size`. FileUnknown where it is not there any more, or is no plain file of one's own; StorageFailed.
    static Result<std::unique_ptr<ReceivedFile>> reopen(const QString &folder, const QString &partName,
                                                        qint64 size);

    /// Where it lies already under a name that finish() gives, as when the word of it was lost; empty: it
    /// does not.
    static QString findFinished(const QString &folder, const QString &name, qint64 size, const Bytes &digest);

    [[nodiscard]] const QString &partName() const { return m_partName; }
    [[nodiscard]] qint64 size() const { return m_size; } ///< that is there
    /// A slice of reading what an earlier time left. True: all of it is counted in.
    Result<bool> countIn();
    /// StorageFailed where the disk is full; what came before stays.
    Result<void> append(const Bytes &bytes);
    /// All is there: compares, and gives it its name; the path. FileDamaged, and it is gone, where the digest
    /// is another; StorageFailed, and it stays.
    Result<QString> finish(const QString &name, const Bytes &digest);
    void remove();

private:
    Result<void> takeUp(qint64 size);

    QFile m_file;
    QString m_folder;
    QString m_partName;
    qint64 m_size = 0;
    qint64 m_counted = 0;    ///< in m_hash
    qint64 m_beforeLook = 0; ///< bytes, until the disk is looked at again
    Sha256 m_hash;
};

} // namespace waxwing
