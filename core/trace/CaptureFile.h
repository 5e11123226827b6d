// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Result.h"

#include <QFile>

namespace waxwing {

/// A capture file on the disk: blocks are appended, and only whole ones ever stay, so that it can be read at
/// any time and after any failure. Mode 0600. Failures are RecordingFailed with a sentence that names the
/// path.
class CaptureFile
{
public:
    /// A new file. One that is there is refused, or where `mayReplace` removed first; what is no file (a
    /// folder, a device) is refused in any case.
    Result<void> open(const QString &path, bool mayReplace);
    /// Whole blocks. After a failure the file is closed, and ends with the last block that fitted.
    Result<void> append(const Bytes &blocks);
    void close() { m_file.close(); }
    void remove() { m_file.remove(); } ///< while it is open: what was made here
    [[nodiscard]] bool isOpen() const { return m_file.isOpen(); }
    [[nodiscard]] quint64 size() const { return quint64(m_size); }

private:
    QFile m_file;
    qint64 m_size = 0; ///< of the whole blocks
};

} // namespace waxwing
