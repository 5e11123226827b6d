// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PictureReader.h"

#include <QFile>
#include <QImageReader>

namespace waxwing::picture {

namespace {

/// By its first bytes alone, so that no other reader ever sees what a stranger made. Empty: none of ours.
QByteArray formatOf(const QByteArray &head)
{
    if (head.startsWith("\x89PNG\r\n\x1a\n"))
        return QByteArrayLiteral("png");
    if (head.startsWith("\xff\xd8\xff"))
        return QByteArrayLiteral("jpeg");
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a"))
        return QByteArrayLiteral("gif");
    if (head.startsWith("RIFF") && head.mid(8, 4) == "WEBP")
        return QByteArrayLiteral("webp");
    return {};
}

/// Opens both; the size is upright and within the bounds.
Result<QSize> open(QFile &file, QImageReader &reader)
{
    QImageReader::setAllocationLimit(mostDecodedMiB);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Code::StorageFailed, file.errorString());
    if (file.size() > mostFileBytes)
        return failure(Code::FileTooLarge, QStringLiteral("picture of %1 bytes").arg(file.size()));
    const QByteArray format = formatOf(file.peek(16));
    if (format.isEmpty())
        return failure(Code::FileDamaged, QStringLiteral("no picture of a kind that is shown"));
    reader.setAutoDetectImageFormat(false);
    reader.setFormat(format);
    reader.setDevice(&file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty())
        return failure(Code::FileDamaged, reader.errorString());
    if (static_cast<qint64>(size.width()) * size.height() > mostPixels)
        return failure(Code::FileTooLarge,
                       QStringLiteral("picture of %1 × %2").arg(size.width()).arg(size.height()));
    const bool turned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    return turned ? size.transposed() : size;
}

} // namespace

QSize fitted(QSize whole, QSize most)
{
    if (whole.width() <= most.width() && whole.height() <= most.height())
        return whole;
    return whole.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1});
}

Result<QSize> readSize(const QString &path)
{
    QFile file(path);
    QImageReader reader;
    return open(file, reader);
}

Result<QImage> read(const QString &path, QSize most)
{
    QFile file(path);
    QImageReader reader;
    const Result<QSize> size = open(file, reader);
    if (!size)
        return tl::make_unexpected(size.error());
    const QSize wanted = fitted(*size, most);
    const bool turned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    if (wanted != *size) // some kinds are decoded smaller, which costs less
        reader.setScaledSize(turned ? wanted.transposed() : wanted);
    const QImage image = reader.read();
    if (image.isNull() || image.size() != wanted)
        return failure(Code::FileDamaged, reader.errorString());
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                         : QImage::Format_RGB32);
}

} // namespace waxwing::picture
