// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SourceFile.h"

#include "Limits.h"
#include "MessageCodec.h"

#include <QDateTime>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace waxwing {

namespace {

constexpr qsizetype pieceSize = 256 * 1024;
constexpr int piecesInASlice = 64;

#ifdef Q_OS_UNIX
#ifdef Q_OS_DARWIN
qint64 changedMs(const struct stat &status)
{
    return qint64(status.st_ctimespec.tv_sec) * 1'000 + status.st_ctimespec.tv_nsec / 1'000'000;
}
#else
qint64 changedMs(const struct stat &status)
{
    return qint64(status.st_ctim.tv_sec) * 1'000 + status.st_ctim.tv_nsec / 1'000'000;
}
#endif
#endif

} // namespace

/// Of what is open: another one may lie under its name by now.
FileMark SourceFile::markNow() const
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    if (::fstat(m_file.handle(), &status) == 0)
        return {qint64(status.st_size), changedMs(status)};
#endif
    const QFileInfo info(m_file.fileName());
    return {info.size(), info.lastModified().toMSecsSinceEpoch()};
}

bool SourceFile::isStillThere() const
{
#ifdef Q_OS_UNIX
    struct stat open = {};
    struct stat named = {};
    return ::fstat(m_file.handle(), &open) == 0 &&
           ::stat(QFile::encodeName(m_file.fileName()).constData(), &named) == 0 &&
           open.st_ino == named.st_ino && open.st_dev == named.st_dev;
#else
    return QFileInfo::exists(m_file.fileName());
#endif
}

Result<std::unique_ptr<SourceFile>> SourceFile::open(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return failure(Code::FileChanged, QStringLiteral("%1 is no file.").arg(path));
    auto source = std::make_unique<SourceFile>();
    source->m_file.setFileName(path);
    if (!source->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(Code::FileChanged,
                       QStringLiteral("%1 cannot be read: %2.").arg(path, source->m_file.errorString()));
    source->m_mark = source->markNow();
    return source;
}

Result<std::unique_ptr<SourceFile>> SourceFile::open(const QString &path, const FileMark &mark)
{
    auto source = open(path);
    if (source && (*source)->mark() != mark)
        return failure(Code::FileChanged, QStringLiteral("%1 was changed.").arg(path));
    return source;
}

Result<FileMark> SourceFile::markOf(const QString &path)
{
    const auto source = open(path);
    return source ? Result<FileMark>((*source)->mark()) : tl::make_unexpected(source.error());
}

Result<bool> SourceFile::skipTowards(qint64 offset)
{
    for (int piece = 0; piece < piecesInASlice && m_position < offset; ++piece) {
        const auto bytes = read(qsizetype(qMin<qint64>(pieceSize, offset - m_position)));
        if (!bytes)
            return tl::make_unexpected(bytes.error());
    }
    return m_position >= offset;
}

Result<void> SourceFile::startAt(qint64 offset)
{
    if (!m_file.seek(offset))
        return failure(Code::FileChanged, QStringLiteral("%1 cannot be read.").arg(m_file.fileName()));
    m_position = offset;
    m_hashes = false;
    return {};
}

Result<void> SourceFile::requireUnchanged() const
{
    if (markNow() != m_mark || !isStillThere())
        return failure(Code::FileChanged, QStringLiteral("%1 was changed.").arg(m_file.fileName()));
    return {};
}

Result<Bytes> SourceFile::read(qsizetype size)
{
    Bytes bytes(size, Qt::Uninitialized);
    qsizetype filled = 0;
    while (filled < size) {
        const qint64 read = m_file.read(bytes.data() + filled, size - filled);
        if (read <= 0)
            return failure(Code::FileChanged, QStringLiteral("%1 became shorter.").arg(m_file.fileName()));
        filled += read;
    }
    if (m_hashes)
        m_hash.add(bytes);
    m_position += size;
    return bytes;
}

/// Of the size that was told: what has grown meanwhile is found at the end.
Result<std::vector<Bytes>> SourceFile::readChunks(const Bytes &file, int count)
{
    const qint64 begin = m_position;
    const qint64 left = qMax<qint64>(0, m_mark.size - begin);
    const auto bytes = read(qsizetype(qMin<qint64>(count * qint64(limits::chunkBytes), left)));
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    std::vector<Bytes> chunks;
    for (qsizetype at = 0; at < bytes->size(); at += limits::chunkBytes) {
        const auto size = qMin<qsizetype>(limits::chunkBytes, bytes->size() - at);
        const FileChunk chunk{
            file, quint64(begin + at),
            Bytes::fromRawData(bytes->constData() + at, size)}; // no copy but the encoded one
        chunks.push_back(encode(chunk).content);
    }
    return chunks;
}

Result<Bytes> SourceFile::digest()
{
    if (m_position != m_mark.size)
        return failure(Code::FileChanged, QStringLiteral("%1 was changed.").arg(m_file.fileName()));
    const auto unchanged = requireUnchanged();
    return unchanged ? Result<Bytes>(m_hash.finish()) : tl::make_unexpected(unchanged.error());
}

} // namespace waxwing
