// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Result.h"
#include "TransferView.h"

#include <QImage>
#include <QStringList>

class QMimeData;

/// What a person wants to send: looked at before the first byte goes. Blocking calls that touch the disk are
/// for a thread of the pool.
namespace waxwing::attachments {

/// What may be sent, and a sentence for each that may not.
struct Judged
{
    QStringList paths;
    QStringList refusals;
};
Judged judge(const QStringList &paths, const FileLimitsView &limits);
/// "This room takes files up to 2 GiB."; or that it takes none.
[[nodiscard]] QString limitWords(const FileLimitsView &limits);

[[nodiscard]] bool hasFiles(const QMimeData *data); ///< of this PC
[[nodiscard]] QStringList filesOf(const QMimeData *data);

/// Where files are saved as delivered: in the platform's folder for downloads.
[[nodiscard]] QString usualFolder();
/// In a folder of the program's own, with a name that people can read: where it lies; StorageFailed.
Result<QString> keepPicture(const QImage &picture, const QString &folder);
Result<QString> keepText(const QString &text, const QString &folder);
/// What was made to be sent, `path`, is needed no more: it goes, or stays to be seen in `folder` where that
/// is not empty. Gives where it lies then; empty: nowhere.
QString putAway(const QString &path, const QString &folder);
/// Of what was made to be sent, the files go that are older than so many days and are not named.
void dropForgotten(const QString &folder, const QStringList &named, int days);
/// A copy in that place, over what a person has agreed to lose; StorageFailed, and what was there stays.
Result<void> copyTo(const QString &path, const QString &to);
/// The oldest go until the folder's folders have no more than so many bytes.
void trim(const QString &folder, qint64 most);

} // namespace waxwing::attachments
