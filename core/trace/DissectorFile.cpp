// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DissectorFile.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <filesystem>

namespace waxwing::dissectorFile {

namespace {

tl::unexpected<Error> failed(const QString &what, const QString &path, const QString &why)
{
    return failure(Code::StorageFailed,
                   QStringLiteral("%1 %2: %3").arg(what, QDir::toNativeSeparators(path), why));
}

/// Whether it had to be made. QDir does not say why it cannot.
Result<bool> makeFolder(const QString &folder)
{
    std::error_code error;
    const bool isMade = std::filesystem::create_directories(folder.toStdU16String(), error);
    if (error)
        return failed(QStringLiteral("cannot make the folder"), folder,
                      QString::fromLocal8Bit(error.message()));
    return isMade;
}

Result<void> write(const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes()) < 0 || !file.commit())
        return failed(QStringLiteral("cannot write"), path, file.errorString());
    return {};
}

} // namespace

Bytes bytes()
{
    QFile file(QStringLiteral(":/wireshark/waxwing.lua"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return isOpen ? file.readAll() : Bytes();
}

QString personalPluginFolder()
{
#ifdef Q_OS_WIN
    const QString roaming = qEnvironmentVariable("APPDATA");
    return roaming.isEmpty() ? QString() : QDir::cleanPath(roaming + QLatin1String("/Wireshark/plugins"));
#else
    return QDir::cleanPath(QDir::homePath() + QLatin1String("/.local/lib/wireshark/plugins"));
#endif
}

Result<Installed> install(const QString &folder)
{
    if (folder.isEmpty())
        return failure(Code::StorageFailed,
                       QStringLiteral("this system names no folder for Wireshark's plugins"));
    const Result<bool> isMade = makeFolder(folder);
    if (!isMade)
        return tl::make_unexpected(isMade.error());
    Installed installed;
    installed.path = QDir(folder).filePath(QStringLiteral("waxwing.lua"));
    installed.madeFolder = *isMade;
    QFile before(installed.path);
    if (before.open(QIODevice::ReadOnly)) {
        installed.wasThere = before.readAll() == bytes();
        installed.replaced = !installed.wasThere;
        before.close();
    }
    if (!installed.wasThere) {
        if (const Result<void> written = write(installed.path); !written)
            return tl::make_unexpected(written.error());
    }
    return installed;
}

} // namespace waxwing::dissectorFile
