// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FolderFiles.h"

#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <io.h>
#endif

namespace waxwing::folderFiles {

namespace {

QString pathOf(const QString &folder, const QString &name)
{
    return folder + u'/' + name;
}

#ifdef Q_OS_UNIX
/// By its own name in the folder, so that no part of a path can lead elsewhere.
bool openIn(QFile &file, const QString &folder, const QString &name, int flags)
{
    const int directory = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return false;
    const int handle = ::openat(directory, QFile::encodeName(name).constData(),
                                O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | flags, S_IRUSR | S_IWUSR);
    const int error = errno;
    ::close(directory);
    errno = error;
    if (handle < 0)
        return false;
    struct stat status = {};
    const bool isOurs = ::fstat(handle, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1 &&
                        status.st_uid == ::geteuid();
    if (!isOurs ||
        !file.open(handle, QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)) {
        ::close(handle);
        return false;
    }
    return true;
}
#endif

} // namespace

bool openNew(QFile &file, const QString &folder, const QString &name)
{
#ifdef Q_OS_UNIX
    return openIn(file, folder, name, O_CREAT | O_EXCL);
#else
    file.setFileName(pathOf(folder, name));
    return file.open(QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered);
#endif
}

bool openAgain(QFile &file, const QString &folder, const QString &name)
{
#ifdef Q_OS_UNIX
    return openIn(file, folder, name, 0);
#else
    const QFileInfo info(pathOf(folder, name));
    file.setFileName(info.filePath());
    return info.isFile() && !info.isSymLink() &&
           file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered);
#endif
}

Renamed rename(const QString &folder, const QString &from, const QString &to)
{
    const QString source = pathOf(folder, from);
    const QString target = pathOf(folder, to);
#ifdef Q_OS_UNIX
#ifdef Q_OS_LINUX
    if (::renameat2(AT_FDCWD, QFile::encodeName(source).constData(), AT_FDCWD,
                    QFile::encodeName(target).constData(), RENAME_NOREPLACE) == 0)
        return Renamed::Done;
    if (errno == EEXIST)
        return Renamed::Taken;
#endif
    return renameByReserving(folder, from, to);
#else
    if (QFile::rename(source, target))
        return Renamed::Done;
    return QFileInfo::exists(target) ? Renamed::Taken : Renamed::Failed;
#endif
}

Renamed renameByReserving(const QString &folder, const QString &from, const QString &to)
{
    const QString target = pathOf(folder, to);
    {
        QFile own;
        if (!openNew(own, folder, to))
            return QFileInfo(target).isSymLink() || QFileInfo::exists(target) ? Renamed::Taken
                                                                              : Renamed::Failed;
    }
#ifdef Q_OS_UNIX
    if (::rename(QFile::encodeName(pathOf(folder, from)).constData(),
                 QFile::encodeName(target).constData()) == 0)
        return Renamed::Done;
    QFile::remove(target);
    return Renamed::Failed;
#else
    QFile::remove(target);
    return QFile::rename(pathOf(folder, from), target) ? Renamed::Done : Renamed::Failed;
#endif
}

void openToOthers(QFile &file)
{
#ifdef Q_OS_UNIX
    const mode_t mask = ::umask(S_IRWXG | S_IRWXO); // it can only be asked for by setting it
    ::umask(mask);
    (void)::fchmod(file.handle(), (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask);
#else
    Q_UNUSED(file)
#endif
}

bool sync(QFile &file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return ::_commit(file.handle()) == 0;
#endif
}

} // namespace waxwing::folderFiles
