// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileSpool.h"

#include "FolderFiles.h"
#include "Limits.h"
#include "PrivateFiles.h"
#include "ValueSealer.h"

#include <QDir>
#include <QStorageInfo>

namespace waxwing {

namespace {

constexpr qint64 sealedExtra = Aes256Gcm::nonceSize + Aes256Gcm::tagSize;
constexpr qint64 sealedChunk = limits::chunkBytes + sealedExtra;
constexpr int checkedAtOnce = 16;

ValuePlace placeOf(quint64 chunk)
{
    return {QLatin1StringView("files"), QLatin1StringView("chunk"), chunk, 1};
}

} // namespace

FileSpool::FileSpool(QString folder, Random &random, qint64 reserve)
    : m_folder(std::move(folder)), m_random(random), m_reserve(reserve)
{}

QString FileSpool::pathOf(const Bytes &id) const
{
    return m_folder + u'/' + QString::fromLatin1(id.toHex());
}

qint64 FileSpool::freeBytes() const
{
    QStorageInfo disk(m_folder);
    if (!QDir(m_folder).exists())
        disk.setPath(QDir(m_folder + QStringLiteral("/..")).absolutePath());
    if (!disk.isValid())
        return 0;
    return qMax<qint64>(0, disk.bytesAvailable() - qMin(m_reserve, disk.bytesTotal() / 20));
}

Result<void> FileSpool::write(const Item &item, quint64 first, const std::vector<Bytes> &chunks) const
{
    if (auto made = privateFiles::makeFolder(m_folder); !made)
        return tl::make_unexpected(Error{Code::FilesFull, made.error().detail});
    ValueSealer sealer(*item.key, m_random);
    Bytes sealed;
    sealed.reserve(qsizetype(chunks.size()) * sealedChunk);
    for (std::size_t at = 0; at < chunks.size(); ++at)
        sealed += sealer.seal(placeOf(first + at), toSpan(chunks[at]));
    if (freeBytes() < sealed.size())
        return failure(Code::FilesFull, QStringLiteral("the disk is full"));
    QFile file;
    const QString name = QString::fromLatin1(item.id.toHex());
    const qint64 offset = qint64(first) * sealedChunk;
    const bool isOpen =
        folderFiles::openAgain(file, m_folder, name) || folderFiles::openNew(file, m_folder, name);
    if (!isOpen || !file.seek(offset) || file.write(sealed) != sealed.size()) {
        if (isOpen)
            (void)file.resize(qMin(offset, file.size()));
        return failure(Code::FilesFull, file.errorString());
    }
    return {};
}

Result<std::vector<Bytes>> FileSpool::read(const Item &item, quint64 first, int count) const
{
    QFile file;
    const qint64 offset = qint64(first) * sealedChunk;
    if (!folderFiles::openAgain(file, m_folder, QString::fromLatin1(item.id.toHex())) || !file.seek(offset))
        return failure(Code::FileUnknown, QStringLiteral("a file of the room is gone"));
    ValueSealer sealer(*item.key, m_random);
    std::vector<Bytes> chunks;
    for (int at = 0; at < count; ++at) {
        const quint64 chunk = first + quint64(at);
        const qint64 size = qMin<qint64>(limits::chunkBytes, item.size - qint64(chunk) * limits::chunkBytes);
        if (size <= 0)
            break;
        const Bytes sealed = file.read(size + sealedExtra);
        const auto opened = sealer.open(placeOf(chunk), sealed);
        if (!opened || qint64(opened->size()) != size)
            return failure(Code::FileUnknown, QStringLiteral("a file of the room is damaged"));
        chunks.push_back(toView(*opened).toByteArray());
    }
    return chunks;
}

int FileSpool::countGood(const Item &item, quint64 first, int most) const
{
    const quint64 whole = quint64(item.size / limits::chunkBytes);
    const int wanted = int(qMin<quint64>(quint64(most), whole - qMin(first, whole)));
    int good = 0;
    while (good < wanted) {
        const int count = qMin(checkedAtOnce, wanted - good);
        if (read(item, first + quint64(good), count)) {
            good += count;
            continue;
        }
        while (good < wanted && read(item, first + quint64(good), 1)) // one of these
            ++good;
        break;
    }
    return good;
}

Result<qint64> FileSpool::cut(const Item &item, quint64 chunks) const
{
    const QString path = pathOf(item.id);
    const qint64 there = QFileInfo(path).size();
    const quint64 whole = quint64(qMin(there / sealedChunk, item.size / limits::chunkBytes));
    const qint64 stays = qint64(qMin(chunks, whole));
    if (there != stays * sealedChunk && there > 0 && !QFile::resize(path, stays * sealedChunk))
        return failure(Code::FilesFull, QStringLiteral("a file of the room cannot be written"));
    return stays * limits::chunkBytes;
}

Result<void> FileSpool::sync(const Item &item) const
{
    if (item.size == 0)
        return {};
    const QString above = QFileInfo(m_folder).absolutePath();
    if (!privateFiles::sync(pathOf(item.id)) || !privateFiles::syncFolder(m_folder) ||
        !privateFiles::syncFolder(above))
        return failure(Code::FilesFull, QStringLiteral("a file of the room cannot be put on the disk"));
    return {};
}

bool FileSpool::isAllThere(const Item &item) const
{
    const qint64 chunks = (item.size + limits::chunkBytes - 1) / limits::chunkBytes;
    const QFileInfo file(pathOf(item.id));
    return item.size == 0 || (file.exists() && file.size() == item.size + chunks * sealedExtra);
}

void FileSpool::remove(const Bytes &id) const
{
    QFile::remove(pathOf(id));
}

void FileSpool::removeOthers(const QSet<Bytes> &ids) const
{
    const QStringList names = QDir(m_folder).entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &name : names) {
        if (!ids.contains(Bytes::fromHex(name.toLatin1())))
            QFile::remove(m_folder + u'/' + name);
    }
}

} // namespace waxwing
