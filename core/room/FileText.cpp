// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileText.h"

#include <QLocale>

namespace waxwing {

QString textOf(const FileNote &file)
{
    return QStringLiteral("\U0001F4CE %1, %2")
        .arg(file.name, QLocale::c().formattedDataSize(qint64(file.size), 1, QLocale::DataSizeSIFormat));
}

} // namespace waxwing
