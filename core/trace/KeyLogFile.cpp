// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyLogFile.h"

#include "PrivateFiles.h"

#include <QFileInfo>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace waxwing {

namespace {

constexpr BytesView mark("# Waxwing key log");
constexpr BytesView
    firstLine("# Waxwing key log: a key for each direction and epoch. Whoever reads this can read what was "
              "said.\n");
constexpr QFile::Permissions forOwnerAlone = QFile::ReadOwner | QFile::WriteOwner;

bool isMine(const QFileInfo &file)
{
#ifdef Q_OS_UNIX
    return file.ownerId() == ::geteuid();
#else
    Q_UNUSED(file)
    return true;
#endif
}

} // namespace

Result<QString> KeyLogFile::open(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (privateFiles::mayOthersReplace(folder))
        return failure(
            Code::RecordingFailed,
            QStringLiteral("Others on this PC can change what is in the folder %1, so no key log is "
                           "written there. Choose another folder.")
                .arg(folder));
    m_file.setFileName(path);
    const QFileInfo there(path);
    if (there.exists() || there.isSymLink()) {
        if (const auto opened = openExisting(); !opened)
            return tl::make_unexpected(opened.error());
    } else if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::NewOnly |
                                QIODevice::Unbuffered,
                            forOwnerAlone)) {
        return failure(Code::RecordingFailed,
                       QStringLiteral("The file %1 cannot be made: %2.").arg(path, m_file.errorString()));
    }
    if (const auto begun = beginLine(); !begun)
        return tl::make_unexpected(begun.error());
    if (privateFiles::mayGroupReplace(folder))
        return QStringLiteral("Whoever is in the group of the folder %1 can put another file in the place of "
                              "the key log, and cannot read it.")
            .arg(folder);
    if (!privateFiles::isOpenToOthers(folder))
        return QString();
    return QStringLiteral(
               "Others on this PC can look into the folder %1: they see that the key log is there, "
               "and cannot read it.")
        .arg(folder);
}

Result<void> KeyLogFile::openExisting()
{
    const QFileInfo there(m_file.fileName());
    const bool isFile = there.isFile() && !there.isSymLink() && isMine(there);
    constexpr auto further = QIODevice::ReadWrite | QIODevice::Append | QIODevice::ExistingOnly;
    if (isFile && !m_file.open(further | QIODevice::Unbuffered))
        return failure(Code::RecordingFailed, QStringLiteral("The file %1 cannot be written: %2.")
                                                  .arg(m_file.fileName(), m_file.errorString()));
    if (isFile)
        m_file.seek(0);
    if (!isFile || (m_file.size() > 0 && m_file.read(mark.size()) != mark)) {
        m_file.close();
        return failure(Code::RecordingFailed,
                       QStringLiteral("There is something called %1 already that is no key log of yours.")
                           .arg(m_file.fileName()));
    }
    if (!m_file.setPermissions(forOwnerAlone)) {
        m_file.close();
        return failure(Code::RecordingFailed,
                       QStringLiteral("The file %1 cannot be closed to others.").arg(m_file.fileName()));
    }
    return {};
}

/// A program that was cut off may have left a part of one.
Result<void> KeyLogFile::beginLine()
{
    const qint64 size = m_file.size();
    if (size == 0)
        return append(firstLine);
    char last = '\n';
    if (m_file.seek(size - 1) && m_file.getChar(&last) && last != '\n')
        return append("\n");
    return {};
}

Result<void> KeyLogFile::append(BytesView lines)
{
    const qint64 before = m_file.size();
    const qint64 written = m_file.write(lines.data(), lines.size());
    if (written == lines.size())
        return {};
    const QString reason = m_file.errorString();
    endTornLine(before, std::max<qint64>(written, 0));
    m_file.close();
    return failure(
        Code::RecordingFailed,
        QStringLiteral("The file %1 cannot be written further: %2.").arg(m_file.fileName(), reason));
}

/// Shrinking needs no room, but is only for what nobody has written behind.
void KeyLogFile::endTornLine(qint64 before, qint64 written)
{
    if (m_file.size() == before + written)
        m_file.resize(before);
    else if (written > 0)
        m_file.write("\n", 1);
}

} // namespace waxwing
