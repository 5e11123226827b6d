// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "WholeFile.h"

#include <QSaveFile>

namespace waxwing {

Result<void> writeWholeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(Code::StorageFailed, file.errorString());
    qint64 written = 0;
    while (written < content.size()) {
        const qint64 now = file.write(content.constData() + written, content.size() - written);
        if (now <= 0)
            break;
        written += now; // a nearly full disk takes a part first
    }
    const QString why = file.errorString();
    if (written < content.size())
        file.cancelWriting();
    if (!file.commit())
        return failure(Code::StorageFailed, written < content.size() ? why : file.errorString());
    return {};
}

} // namespace waxwing
