// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "DataFile.h"

#include <QFile>

namespace waxwing::test {

QStringList textsOf(const QByteArray &line)
{
    QStringList result;
    for (const QByteArray &field : line.split(';')) {
        QString text;
        for (const QByteArray &hex : field.trimmed().split(' ')) {
            if (!hex.isEmpty())
                text += QChar::fromUcs4(hex.toUInt(nullptr, 16));
        }
        result += text;
    }
    return result;
}

QList<QStringList> readTexts(const QString &name)
{
    QFile file(name);
    QList<QStringList> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            rows += textsOf(line);
    }
    return rows;
}

} // namespace waxwing::test
