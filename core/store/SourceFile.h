// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "Sha256.h"

#include <QFile>
#include <memory>
#include <vector>

namespace waxwing {

/// What tells a file from what it was before.
struct FileMark
{
    qint64 size = 0;
    qint64 changedMs = 0; ///< ms since 1970; where the system tells, the time that nobody can set back
    friend bool operator==(const FileMark &, const FileMark &) = default;
};

/// A file of this PC that is being sent: read once from its beginning, hashed on the way (PROTOCOL 8.11), or
/// from where somebody has it, whose digest was told before (16.7). Blocking calls, for the files' thread.
class SourceFile
{
public:
    /// Refuses what is no plain file and what cannot be read (FileChanged).
    static Result<std::unique_ptr<SourceFile>> open(const QString &path);
    /// FileChanged, too, where it is another than that.
    static Result<std::unique_ptr<SourceFile>> open(const QString &path, const FileMark &mark);
    /// Of what open() takes.
    static Result<FileMark> markOf(const QString &path);

    [[nodiscard]] FileMark mark() const { return m_mark; }
    [[nodiscard]] qint64 position() const { return m_position; }
    /// A slice of the way to `offset`, which the other side has already. True: it is there.
    Result<bool> skipTowards(qint64 offset);
    /// From there on, and without a digest. FileChanged where the file cannot be read there.
    Result<void> startAt(qint64 offset);
    /// The next `size` bytes; FileChanged where the file has no more so many.
    Result<Bytes> read(qsizetype size);
    /// The next so many pieces of it as they are sent, fewer at its end: each a `chunk`, encoded.
    Result<std::vector<Bytes>> readChunks(const Bytes &file, int count);
    /// SHA-256 of all of it, at its end; FileChanged where it was changed meanwhile.
    Result<Bytes> digest();
    /// FileChanged where it is another than it was.
    [[nodiscard]] Result<void> requireUnchanged() const;

private:
    [[nodiscard]] FileMark markNow() const;
    [[nodiscard]] bool isStillThere() const;

    QFile m_file;
    FileMark m_mark;
    qint64 m_position = 0;
    Sha256 m_hash;
    bool m_hashes = true;
};

} // namespace waxwing
