// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SourceFile.h"

#include <QDateTime>
#include <QFileInfo>

namespace waxwing {

namespace {

constexpr qsizetype pieceSize = 256 * 1024;
constexpr int piecesInASlice = 64;

FileMark markOf(const QString &path)
{
    const QFileInfo info(path);
    return {info.size(), info.lastModified().toMSecsSinceEpoch()};
}

} // namespace

Result<std::unique_ptr<SourceFile>> SourceFile::open(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return failure(Code::FileChanged, QStringLiteral("%1 is no file.").arg(path));
    auto source = std::make_unique<SourceFile>();
    source->m_file.setFileName(path);
    source->m_mark = markOf(path);
    if (!source->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(Code::FileChanged,
                       QStringLiteral("%1 cannot be read: %2.").arg(path, source->m_file.errorString()));
    return source;
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
    if (markOf(m_file.fileName()) != m_mark)
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

Result<Bytes> SourceFile::digest()
{
    if (m_position != m_mark.size || markOf(m_file.fileName()) != m_mark)
        return failure(Code::FileChanged, QStringLiteral("%1 was changed.").arg(m_file.fileName()));
    return m_hash.finish();
}

} // namespace waxwing
