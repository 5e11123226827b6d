// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ProfileLock.h"

#include "PrivateFiles.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

namespace waxwing {

namespace {

constexpr int lockWaitMs = 200; ///< for a process that is just going

/// Empty, or a profile already.
bool mayBeClosed(const QString &folder)
{
    return QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot) ||
           QFileInfo::exists(folder + QStringLiteral("/profile.lock")) ||
           QFileInfo::exists(folder + QStringLiteral("/profile.sqlite")) ||
           QFileInfo::exists(folder + QStringLiteral("/room/room.sqlite"));
}

Error inUse(const QLockFile &lock, const QString &folder)
{
    qint64 pid = 0;
    QString host;
    QString program;
    lock.getLockInfo(&pid, &host, &program);
    return {Code::ProfileInUse,
            QStringLiteral("Process %1 on %2 uses the profile %3.").arg(pid).arg(host, folder)};
}

} // namespace

struct ProfileLock::Private
{
    std::unique_ptr<QLockFile> lock;
};

ProfileLock::ProfileLock() : d(std::make_unique<Private>()) {}
ProfileLock::~ProfileLock() = default;

Result<void> ProfileLock::acquire(const QString &folder)
{
    d->lock.reset();
    if (QFileInfo(folder).isDir() && privateFiles::isOpenToOthers(folder) && !mayBeClosed(folder)) {
        return failure(
            Code::StorageFailed,
            QStringLiteral("The folder %1 holds other things and others may look into it.").arg(folder));
    }
    if (auto made = privateFiles::makeFolder(folder); !made) {
        return made;
    }
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral("/profile.lock"));
    lock->setStaleLockTime(0); // never stale by age; a dead owner is seen by its number
    bool locked = lock->tryLock(lockWaitMs);
    if (!locked && lock->error() == QLockFile::LockFailedError) {
        // A lock cut by a power failure names nobody and would stay for ever. Taking it away fails by itself
        // where a living process holds it.
        qint64 pid = 0;
        QString host;
        QString program;
        if (!lock->getLockInfo(&pid, &host, &program) && lock->removeStaleLockFile()) {
            locked = lock->tryLock(lockWaitMs);
        }
    }
    if (locked) {
        d->lock = std::move(lock);
        return privateFiles::closeToOthers(folder + QStringLiteral("/profile.lock"));
    }
    if (lock->error() == QLockFile::LockFailedError) {
        return tl::make_unexpected(inUse(*lock, folder));
    }
    return failure(Code::StorageFailed, QStringLiteral("The folder %1 cannot be written to.").arg(folder));
}

QString profileFolder(const QString &asked, const QString &programFolder)
{
    if (!asked.isEmpty()) {
        return QDir::cleanPath(QDir::current().absoluteFilePath(asked));
    }
    const QString beside = QDir(programFolder).absoluteFilePath(QStringLiteral("waxwing-data"));
    if (!programFolder.isEmpty() && QFileInfo(beside).isDir()) {
        return QDir::cleanPath(beside);
    }
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/waxwing");
}

} // namespace waxwing
