// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CaptureFile.h"

#include "Pcapng.h"

#include <QFileInfo>

namespace waxwing {

Result<void> CaptureFile::open(const QString &path, bool mayReplace)
{
    const QFileInfo there(path);
    const bool isThere = there.exists() || there.isSymLink();
    if (isThere && (!mayReplace || (!there.isFile() && !there.isSymLink())))
        return failure(Code::RecordingFailed,
                       QStringLiteral("There is something called %1 already.").arg(path));
    m_file.setFileName(path);
    if (isThere && !m_file.remove())
        return failure(Code::RecordingFailed,
                       QStringLiteral("The file %1 cannot be replaced: %2.").arg(path, m_file.errorString()));
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                     QFile::ReadOwner | QFile::WriteOwner))
        return failure(Code::RecordingFailed,
                       QStringLiteral("The file %1 cannot be made: %2.").arg(path, m_file.errorString()));
    return {};
}

Result<void> CaptureFile::append(const Bytes &blocks)
{
    qint64 written = 0;
    while (written < blocks.size()) {
        const qint64 more = m_file.write(blocks.constData() + written, blocks.size() - written);
        if (more <= 0)
            break;
        written += more;
    }
    if (written == blocks.size()) {
        m_size += written;
        return {};
    }
    const QString reason = m_file.errorString();
    m_size += pcapng::wholeBlocks(blocks, written);
    const bool isWhole = m_file.resize(m_size); // shrinking needs no room
    m_file.close();
    const QString end = isWhole ? QStringLiteral("What was written before can be read.")
                                : QStringLiteral("Its last packet is cut off.");
    return failure(
        Code::RecordingFailed,
        QStringLiteral("The file %1 cannot be written further: %2. %3").arg(m_file.fileName(), reason, end));
}

} // namespace waxwing
