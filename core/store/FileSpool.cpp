// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileSpool.h"

#include "DiskSpace.h"
#include "FolderFiles.h"
#include "Limits.h"
#include "MessageCodec.h"
#include "PrivateFiles.h"
#include "ValueSealer.h"

#include <QDir>

namespace waxwing {

namespace {

constexpr qint64 sealedExtra = Aes256Gcm::nonceSize + Aes256Gcm::tagSize;
constexpr qint64 sealedChunk = limits::chunkBytes + sealedExtra;
constexpr int checkedAtOnce = 16;

ValuePlace placeOf(quint64 chunk)
{
    return {QLatin1StringView("files"), QLatin1StringView("chunk"), chunk, 1};
}

QString nameOf(const Bytes &id)
{
    return QString::fromLatin1(id.toHex());
}

} // namespace

FileSpool::FileSpool(QString folder, Random &random, qint64 reserve)
    : m_folder(std::move(folder)), m_random(random), m_reserve(reserve)
{}

QString FileSpool::pathOf(const Bytes &id) const
{
    return m_folder + u'/' + nameOf(id);
}

qint64 FileSpool::freeBytes() const
{
    auto free = freeBytesBeyond(m_folder, m_reserve);
    if (!free) // not made yet
        free = freeBytesBeyond(QFileInfo(m_folder).absolutePath(), m_reserve);
    return free.value_or(0);
}

bool FileSpool::open(QFile &file, const Item &item) const
{
    return folderFiles::openAgain(file, m_folder, nameOf(item.id));
}

Result<void> FileSpool::write(const Item &item, quint64 first, const std::vector<Bytes> &chunks) const
{
    ValueSealer sealer(*item.key, m_random);
    Bytes sealed;
    sealed.reserve(qsizetype(chunks.size()) * sealedChunk);
    for (std::size_t at = 0; at < chunks.size(); ++at)
        sealer.append(sealed, placeOf(first + at), toSpan(chunks[at]));
    if (freeBytes() < sealed.size())
        return failure(Code::FilesFull, QStringLiteral("the disk is full"));
    QFile file;
    if (!open(file, item)) {
        if (const auto made = privateFiles::makeFolder(m_folder); !made)
            return failure(Code::FilesFull, made.error().detail);
        if (!folderFiles::openNew(file, m_folder, nameOf(item.id)))
            return failure(Code::FilesFull, file.errorString());
    }
    const qint64 offset = qint64(first) * sealedChunk;
    if (!file.seek(offset) || file.write(sealed) != sealed.size()) {
        (void)file.resize(qMin(offset, file.size()));
        return failure(Code::FilesFull, file.errorString());
    }
    return {};
}

/// `take(number, bytes)` for each.
template <class Take>
Result<void> FileSpool::openChunks(const Item &item, quint64 first, int count, Take take) const
{
    QFile file;
    if (!open(file, item) || !file.seek(qint64(first) * sealedChunk))
        return failure(Code::FileUnknown, QStringLiteral("a file of the room is gone"));
    const auto last = quint64((item.size + limits::chunkBytes - 1) / limits::chunkBytes);
    const quint64 end = qMin(first + quint64(count), last);
    Bytes sealed = file.read(qint64(end - qMin(first, end)) * sealedChunk);
    ValueSealer sealer(*item.key, m_random);
    std::span<quint8> rest = toMutableSpan(sealed);
    for (quint64 chunk = first; chunk < end; ++chunk) {
        const qint64 size = qMin<qint64>(limits::chunkBytes, item.size - qint64(chunk) * limits::chunkBytes);
        const std::span<quint8> one = rest.first(qMin(rest.size(), std::size_t(size + sealedExtra)));
        rest = rest.subspan(one.size());
        const auto opened = sealer.openInPlace(placeOf(chunk), one);
        if (!opened || qint64(opened->size()) != size)
            return failure(Code::FileUnknown, QStringLiteral("a file of the room is damaged"));
        take(chunk, toView(*opened));
    }
    return {};
}

Result<std::vector<Bytes>> FileSpool::readChunks(const Item &item, quint64 first, int count) const
{
    std::vector<Bytes> chunks;
    const auto read = openChunks(item, first, count, [&](quint64 chunk, BytesView bytes) {
        const FileChunk message{
            item.id, chunk * quint64(limits::chunkBytes),
            Bytes::fromRawData(bytes.data(), bytes.size())}; // no copy but the encoded one
        chunks.push_back(encode(message).content);
    });
    return read ? Result<std::vector<Bytes>>(std::move(chunks)) : tl::make_unexpected(read.error());
}

int FileSpool::countGood(const Item &item, quint64 first, int most) const
{
    const quint64 whole = quint64(item.size / limits::chunkBytes);
    const int wanted = int(qMin<quint64>(quint64(most), whole - qMin(first, whole)));
    int good = 0;
    while (good < wanted) {
        const int count = qMin(checkedAtOnce, wanted - good);
        const auto all = openChunks(item, first + quint64(good), count, [&](quint64, BytesView) { ++good; });
        if (!all)
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
