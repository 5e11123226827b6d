// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PrivateFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <io.h>
#endif

namespace waxwing::privateFiles {

namespace {

constexpr QFile::Permissions filePermissions = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions folderPermissions = filePermissions | QFile::ExeOwner;
#ifdef Q_OS_UNIX
constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
#endif

bool syncHandle(int handle)
{
#ifdef Q_OS_UNIX
    return ::fsync(handle) == 0;
#else
    return ::_commit(handle) == 0;
#endif
}

} // namespace

bool isOpenToOthers(const QString &path)
{
#ifdef Q_OS_UNIX
    return (QFile::permissions(path) & others) != QFile::Permissions();
#else
    Q_UNUSED(path)
    return false;
#endif
}

bool mayOthersReplace(const QString &folder)
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    if (::stat(QFile::encodeName(folder).constData(), &status) != 0)
        return false;
    const bool isForeign = status.st_uid != 0 && status.st_uid != ::geteuid();
    return isForeign || ((status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0);
#else
    Q_UNUSED(folder)
    return false;
#endif
}

bool mayGroupReplace(const QString &folder)
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    return ::stat(QFile::encodeName(folder).constData(), &status) == 0 && (status.st_mode & S_IWGRP) != 0 &&
           (status.st_mode & S_ISVTX) == 0;
#else
    Q_UNUSED(folder)
    return false;
#endif
}

Result<void> makeFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isDir()) {
        return failure(Code::StorageFailed,
                       QStringLiteral("%1 is a file where a folder is needed.").arg(path));
    }
    if (!info.exists()) {
        const QString parent = info.absolutePath();
        if (!QDir().mkpath(parent) || !QDir().mkdir(path, folderPermissions)) {
            return failure(Code::StorageFailed, QStringLiteral("The folder %1 cannot be made.").arg(path));
        }
    }
    if (isOpenToOthers(path) && !QFile::setPermissions(path, folderPermissions)) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The folder %1 cannot be closed to others.").arg(path));
    }
    return {};
}

Result<void> closeToOthers(const QString &path)
{
    if (isOpenToOthers(path) && !QFile::setPermissions(path, filePermissions)) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 cannot be closed to others.").arg(path));
    }
    return {};
}

Result<void> writeNew(const QString &path, std::span<const quint8> bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, filePermissions)) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 cannot be made: %2.").arg(path, file.errorString()));
    }
    const auto size = static_cast<qint64>(bytes.size());
    if (file.write(reinterpret_cast<const char *>(bytes.data()), size) != size ||
        !syncHandle(file.handle())) {
        const QString reason = file.errorString();
        file.remove();
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 cannot be written: %2.").arg(path, reason));
    }
    return {};
}

Result<SecretBytes> readSecret(const QString &path, std::size_t size)
{
    QFile file(path);
    if (!file.exists()) {
        return failure(Code::StorageDamaged, QStringLiteral("The file %1 is missing.").arg(path));
    }
    // Unbuffered: no second copy of a secret in a buffer that nobody wipes.
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    }
    if (file.size() != static_cast<qint64>(size)) {
        return failure(Code::StorageDamaged,
                       QStringLiteral("The file %1 is damaged: it has %2 bytes in place of %3.")
                           .arg(path)
                           .arg(file.size())
                           .arg(size));
    }
    SecretBytes secret(size);
    if (file.read(reinterpret_cast<char *>(secret.span().data()), static_cast<qint64>(size)) !=
        static_cast<qint64>(size)) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    }
    return secret;
}

Result<void> sync(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !syncHandle(file.handle())) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The file %1 cannot be written to the disk.").arg(path));
    }
    return {};
}

Result<void> syncFolder(const QString &path)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = handle >= 0 && syncHandle(handle);
    if (handle >= 0) {
        ::close(handle);
    }
    if (!synced) {
        return failure(Code::StorageFailed,
                       QStringLiteral("The folder %1 cannot be written to the disk.").arg(path));
    }
#else
    Q_UNUSED(path)
#endif
    return {};
}

Result<void> publish(const QString &from, const QString &to)
{
    if (QFileInfo(from).isDir()) {
        if (auto synced = syncFolder(from); !synced) {
            return synced;
        }
    }
    if (!QDir().rename(from, to)) {
        return failure(Code::StorageFailed, QStringLiteral("%1 cannot be renamed to %2.").arg(from, to));
    }
    return syncFolder(QFileInfo(to).absolutePath());
}

} // namespace waxwing::privateFiles
