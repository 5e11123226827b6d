// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReceivedFile.h"

#include "FileName.h"
#include "FolderFiles.h"
#include "Limits.h"
#include "PrivateFiles.h"

#include <QDir>
#include <QStorageInfo>

namespace waxwing {

namespace {

constexpr qsizetype pieceSize = 256 * 1024;
constexpr int piecesInASlice = 64;
constexpr int mostNames = 10'000;
constexpr qint64 spare = 16 * 1024 * 1024; ///< bytes that a disk keeps for others

} // namespace

Result<std::unique_ptr<ReceivedFile>> ReceivedFile::make(const QString &folder, const QString &name,
                                                         const Bytes &id, qint64 size)
{
    if (!QDir().mkpath(folder))
        return failure(Code::StorageFailed, QStringLiteral("The folder %1 cannot be made.").arg(folder));
    const QStorageInfo disk(folder);
    if (disk.isValid() && disk.bytesAvailable() < size + qMin(spare, disk.bytesTotal() / 20))
        return failure(Code::FilesFull, QStringLiteral("%1 has no place for it.").arg(folder));
    auto file = std::make_unique<ReceivedFile>();
    file->m_folder = folder;
    const QString safe = fileName::madeSafe(name);
    const QString mark = QString::fromLatin1(id.toHex().left(16));
    for (int attempt = 1; attempt <= mostNames; ++attempt) {
        const QString numbered = attempt == 1 ? safe : fileName::numbered(safe, attempt);
        file->m_partName = QStringLiteral("%1.%2.part").arg(numbered, mark);
        if (folderFiles::openNew(file->m_file, folder, file->m_partName))
            return file;
        if (!QFileInfo(folder + u'/' + file->m_partName).isSymLink() &&
            !QFileInfo::exists(folder + u'/' + file->m_partName))
            break; // not because of its name
    }
    return failure(Code::StorageFailed, QStringLiteral("In %1 no file can be made.").arg(folder));
}

Result<std::unique_ptr<ReceivedFile>> ReceivedFile::reopen(const QString &folder, const QString &partName,
                                                           qint64 size)
{
    auto file = std::make_unique<ReceivedFile>();
    file->m_folder = folder;
    file->m_partName = partName;
    if (!folderFiles::openAgain(file->m_file, folder, partName))
        return failure(Code::FileUnknown, QStringLiteral("%1 is gone.").arg(partName));
    const qint64 there = file->m_file.size();
    const qint64 whole = there == size ? size : qMin(there, size) / limits::chunkBytes * limits::chunkBytes;
    if (there != whole && !file->m_file.resize(whole))
        return failure(Code::StorageFailed, QStringLiteral("%1 cannot be written.").arg(partName));
    file->m_size = whole;
    return file;
}

Result<bool> ReceivedFile::countIn()
{
    if (!m_file.seek(m_counted))
        return failure(Code::StorageFailed, m_file.errorString());
    for (int piece = 0; piece < piecesInASlice && m_counted < m_size; ++piece) {
        const Bytes bytes = m_file.read(qMin<qint64>(pieceSize, m_size - m_counted));
        if (bytes.isEmpty())
            return failure(Code::StorageFailed, QStringLiteral("%1 cannot be read.").arg(m_partName));
        m_hash.add(bytes);
        m_counted += bytes.size();
    }
    return m_counted >= m_size;
}

Result<void> ReceivedFile::append(const Bytes &bytes)
{
    if (!m_file.seek(m_size) || m_file.write(bytes) != bytes.size()) {
        (void)m_file.resize(m_size);
        return failure(Code::FilesFull,
                       QStringLiteral("%1 cannot be written: %2.").arg(m_partName, m_file.errorString()));
    }
    m_hash.add(bytes);
    m_size += bytes.size();
    m_counted = m_size;
    return {};
}

Result<QString> ReceivedFile::finish(const QString &name, const Bytes &digest)
{
    if (m_hash.finish() != digest) {
        remove();
        return failure(Code::FileDamaged, QStringLiteral("%1 is not what was said.").arg(m_partName));
    }
    if (!folderFiles::sync(m_file))
        return failure(Code::FilesFull, QStringLiteral("%1 cannot be put on the disk.").arg(m_partName));
    folderFiles::openToOthers(m_file);
    m_file.close();
    const QString safe = fileName::madeSafe(name);
    for (int attempt = 1; attempt <= mostNames; ++attempt) {
        const QString free = attempt == 1 ? safe : fileName::numbered(safe, attempt);
        const auto renamed = folderFiles::rename(m_folder, m_partName, free);
        if (renamed == folderFiles::Renamed::Done)
            (void)privateFiles::syncFolder(m_folder);
        if (renamed == folderFiles::Renamed::Done)
            return QDir(m_folder).absoluteFilePath(free);
        if (renamed == folderFiles::Renamed::Failed)
            break;
    }
    return failure(Code::StorageFailed, QStringLiteral("%1 cannot get its name.").arg(m_partName));
}

void ReceivedFile::remove()
{
    m_file.close();
    QFile::remove(m_folder + u'/' + m_partName);
}

} // namespace waxwing
