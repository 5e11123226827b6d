// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Attachments.h"

#include "FileName.h"
#include "FileWords.h"
#include "ForeignText.h"
#include "Limits.h"
#include "PictureReader.h"
#include "WholeFile.h"

#include <QBuffer>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QImageWriter>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

namespace waxwing::attachments {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Attachments)
};

QString refusal(const QFileInfo &file, const FileLimitsView &limits)
{
    const QString name = foreignInside(file.fileName());
    if (file.isDir())
        return Words::tr("“%1” is a folder. Pack it into one file first, or choose the files in it.")
            .arg(name);
    if (!file.exists() || !file.isFile() || !file.isReadable())
        return Words::tr("“%1” cannot be read.").arg(name);
    if (file.size() == 0)
        return Words::tr("“%1” is empty.").arg(name);
    if (file.size() > limits.largest)
        return Words::tr("“%1” has %2. %3").arg(name, FileWords::size(file.size()), limitWords(limits));
    if (file.size() > limits.room)
        return Words::tr("“%1” has %2, and this room has place for %3 only.")
            .arg(name, FileWords::size(file.size()), FileWords::size(limits.room));
    return {};
}

Result<QString> keep(const QByteArray &content, const QString &name, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return failure(Code::StorageFailed, folder);
    for (int number = 1; number < 1'000; ++number) {
        const QString path = QDir(folder).filePath(number == 1 ? name : fileName::numbered(name, number));
        if (QFileInfo::exists(path))
            continue;
        if (const Result<void> written = writeWholeFile(path, content); !written)
            return tl::make_unexpected(written.error());
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }
    return failure(Code::StorageFailed, folder);
}

QString moment()
{
    return QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss"));
}

} // namespace

Judged judge(const QStringList &paths, const FileLimitsView &limits)
{
    Judged result;
    for (const QString &path : paths) {
        const QString why = refusal(QFileInfo(path), limits);
        if (!why.isEmpty())
            result.refusals.append(why);
        else if (result.paths.size() >= limits::filesAtOnce)
            result.refusals.append(Words::tr("At most %n files go at once.", nullptr, limits::filesAtOnce));
        else
            result.paths.append(path);
    }
    result.refusals.removeDuplicates();
    return result;
}

QString limitWords(const FileLimitsView &limits)
{
    return limits.largest > 0
               ? Words::tr("This room takes files up to %1.").arg(FileWords::limit(limits.largest))
               : Words::tr("This room takes no files.");
}

QString usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DownloadLocation) + QStringLiteral("/Waxwing");
}

bool hasFiles(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return std::any_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); });
}

QStringList filesOf(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

Result<QString> keepPicture(const QImage &picture, const QString &folder)
{
    QByteArray content;
    QBuffer buffer(&content);
    QImageWriter writer(&buffer, QByteArrayLiteral("png"));
    if (!writer.write(picture))
        return failure(Code::StorageFailed, writer.errorString());
    return keep(content, Words::tr("Picture %1").arg(moment()) + QStringLiteral(".png"), folder);
}

Result<QString> keepText(const QString &text, const QString &folder)
{
    return keep(text.toUtf8(), Words::tr("Text %1").arg(moment()) + QStringLiteral(".txt"), folder);
}

QString putAway(const QString &path, const QString &folder)
{
    const QString kept = folder + u'/' + QFileInfo(path).fileName();
    if (!folder.isEmpty() && QDir().mkpath(folder) && QFile::rename(path, kept))
        return kept;
    QFile::remove(path);
    return {};
}

void dropForgotten(const QString &folder, const QStringList &named, int days)
{
    const QDateTime before = QDateTime::currentDateTime().addDays(-days);
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo &file : files) {
        if (file.lastModified() < before && !named.contains(file.filePath()))
            QFile::remove(file.filePath());
    }
}

Result<void> copyTo(const QString &path, const QString &to)
{
    QFile from(path);
    if (!from.open(QIODevice::ReadOnly))
        return failure(Code::StorageFailed, from.errorString());
    if (from.size() > picture::mostFileBytes)
        return failure(Code::FileTooLarge);
    return writeWholeFile(to, from.readAll());
}

void trim(const QString &folder, qint64 most)
{
    qint64 together = 0;
    const QFileInfoList newestFirst =
        QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Time);
    for (const QFileInfo &entry : newestFirst) {
        const QFileInfoList files = QDir(entry.filePath()).entryInfoList(QDir::Files | QDir::NoSymLinks);
        for (const QFileInfo &file : files)
            together += file.size();
        if (together > most)
            QDir(entry.filePath()).removeRecursively();
    }
}

} // namespace waxwing::attachments
