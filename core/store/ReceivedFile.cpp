// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReceivedFile.h"

#include "DiskSpace.h"
#include "FileName.h"
#include "FolderFiles.h"
#include "Limits.h"
#include "PrivateFiles.h"

#include <QDir>

namespace waxwing {

namespace {

constexpr qsizetype pieceSize = 256 * 1024;
constexpr int piecesInASlice = 64;
constexpr int mostNames = 10'000;
constexpr qint64 spare = 16 * 1024 * 1024; ///< bytes that a disk keeps for others

constexpr qint64 lookEvery = 4 * 1024 * 1024;
constexpr int mostCompared = 8; ///< files of one size

QString nameAt(int attempt, const QString &safe)
{
    return attempt == 1 ? safe : fileName::numbered(safe, attempt);
}

Result<void> hasPlace(const QString &folder, qint64 size)
{
    const auto free = freeBytesBeyond(folder, spare);
    if (free && *free < size)
        return failure(Code::StorageFailed, QStringLiteral("%1 has no place for it.").arg(folder));
    return {};
}

bool isThatFile(const QString &path, const Bytes &digest)
{
    QFile file(path);
    Sha256 hash;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    for (Bytes bytes = file.read(pieceSize); !bytes.isEmpty(); bytes = file.read(pieceSize))
        hash.add(bytes);
    return hash.finish() == digest;
}

} // namespace

Result<std::unique_ptr<ReceivedFile>> ReceivedFile::make(const QString &folder, const QString &name,
                                                         const Bytes &mark, qint64 size)
{
    if (!QDir().mkpath(folder))
        return failure(Code::StorageFailed, QStringLiteral("The folder %1 cannot be made.").arg(folder));
    auto file = std::make_unique<ReceivedFile>();
    file->m_folder = folder;
    const QString safe = fileName::madeSafe(name);
    const QString marked = QString::fromLatin1(mark.toHex().left(16));
    for (int attempt = 1; attempt <= mostNames; ++attempt) {
        file->m_partName = QStringLiteral("%1.%2.part").arg(nameAt(attempt, safe), marked);
        const bool isNew = folderFiles::openNew(file->m_file, folder, file->m_partName);
        if (isNew || folderFiles::openAgain(file->m_file, folder, file->m_partName)) {
            if (auto taken = file->takeUp(size); !taken)
                return tl::make_unexpected(taken.error());
            if (auto place = hasPlace(folder, size - file->m_size); !place) {
                if (isNew)
                    file->remove();
                return tl::make_unexpected(place.error());
            }
            return file;
        }
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
    if (auto taken = file->takeUp(size); !taken)
        return tl::make_unexpected(taken.error());
    return file;
}

Result<void> ReceivedFile::takeUp(qint64 size)
{
    const qint64 there = m_file.size();
    const qint64 whole = there == size ? size : qMin(there, size) / limits::chunkBytes * limits::chunkBytes;
    if (there != whole && !m_file.resize(whole))
        return failure(Code::StorageFailed, QStringLiteral("%1 cannot be written.").arg(m_partName));
    m_size = whole;
    return {};
}

/// The newest first: it has the highest number of those that follow each other.
QString ReceivedFile::findFinished(const QString &folder, const QString &name, qint64 size,
                                   const Bytes &digest)
{
    const QString safe = fileName::madeSafe(name);
    int last = 0;
    while (last < mostNames && QFileInfo::exists(folder + u'/' + nameAt(last + 1, safe)))
        ++last;
    for (int compared = 0; last > 0 && compared < mostCompared; --last) {
        const QFileInfo info(folder + u'/' + nameAt(last, safe));
        if (!info.isFile() || info.isSymLink() || info.size() != size)
            continue;
        ++compared;
        if (isThatFile(info.filePath(), digest))
            return info.absoluteFilePath();
    }
    return {};
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
    if ((m_beforeLook -= bytes.size()) < 0) { // others fill it too
        if (auto place = hasPlace(m_folder, bytes.size()); !place)
            return place;
        m_beforeLook = lookEvery;
    }
    if (!m_file.seek(m_size) || m_file.write(bytes) != bytes.size()) {
        (void)m_file.resize(m_size);
        return failure(Code::StorageFailed,
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
        return failure(Code::StorageFailed, QStringLiteral("%1 cannot be put on the disk.").arg(m_partName));
    folderFiles::openToOthers(m_file);
    m_file.close();
    const QString safe = fileName::madeSafe(name);
    for (int attempt = 1; attempt <= mostNames; ++attempt) {
        const QString free = nameAt(attempt, safe);
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
