// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InstancePlace.h"

#include "PrivateFiles.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/un.h>
#include <unistd.h>
#else
#include <QCryptographicHash>
#endif

namespace waxwing {

namespace {

const QString socketName = QStringLiteral("instance");

} // namespace

#ifdef Q_OS_UNIX

InstancePlace::InstancePlace(const QString &profileFolder) : m_folder(profileFolder)
{
    // QLocalServer makes the socket in a new folder of six letters beside its name first: "/abcdef/s", as
    // long as "/instance".
    constexpr qsizetype mostForFolder = sizeof(sockaddr_un::sun_path) - 1 - sizeof "/instance";
    if (QFile::encodeName(m_folder).size() <= mostForFolder) {
        m_name = m_folder + u'/' + socketName;
        return;
    }
#ifdef O_PATH
    m_descriptor = ::open(QFile::encodeName(m_folder).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (m_descriptor >= 0)
        m_name = QStringLiteral("/proc/self/fd/%1/").arg(m_descriptor) + socketName;
#endif
}

InstancePlace::~InstancePlace()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool InstancePlace::mayBeAsked() const
{
    return !m_name.isEmpty() && QFileInfo::exists(m_folder + u'/' + socketName) &&
           !privateFiles::isOpenToOthers(m_folder) && !privateFiles::mayOthersReplace(m_folder);
}

#else

/// A pipe's name belongs to the whole PC, so the folder's is in it; QLocalServer closes it to other people.
InstancePlace::InstancePlace(const QString &profileFolder)
    : m_folder(profileFolder),
      m_name(
          QStringLiteral("waxwing-") +
          QString::fromLatin1(
              QCryptographicHash::hash(profileFolder.toLower().toUtf8(), QCryptographicHash::Sha256).toHex()))
{}

InstancePlace::~InstancePlace() = default;

bool InstancePlace::mayBeAsked() const
{
    return true;
}

#endif

} // namespace waxwing
