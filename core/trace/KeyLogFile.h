// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <QFile>

namespace waxwing {

/// A key log on the disk (PROTOCOL 14): lines are appended, and only whole ones stay. Mode 0600. Failures are
/// RecordingFailed with a sentence that names the path.
class KeyLogFile
{
public:
    /// A new file, or a key log of this person that is there, which is then continued, on a line of its own.
    /// Refuses anything else that is there, and a folder in which others could put a file of theirs in its
    /// place. Gives a warning, or nothing: others may look into the folder, or its group may change it.
    Result<QString> open(const QString &path);
    /// Whole lines. After a failure the file is closed; what another program has appended meanwhile stays.
    Result<void> append(BytesView lines);
    void close() { m_file.close(); }

private:
    Result<void> openExisting();
    Result<void> beginLine();
    void endTornLine(qint64 before, qint64 written);

    QFile m_file;
};

} // namespace waxwing
