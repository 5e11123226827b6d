// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "GeneratedText.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

namespace waxwing::test {

namespace {

QString firstDifference(const QString &left, const QString &right)
{
    const QStringList had = left.split(u'\n');
    const QStringList made = right.split(u'\n');
    qsizetype line = 0;
    while (line < had.size() && line < made.size() && had[line] == made[line])
        ++line;
    return QStringLiteral("\"%1\" for \"%2\"").arg(had.value(line), made.value(line));
}

} // namespace

QString differenceOf(const GeneratedText &stretch, const QString &made)
{
    const QString name = QString::fromUtf8(stretch.file);
    QFile file(QStringLiteral(WAXWING_SOURCE_DIR "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return name + QStringLiteral(" cannot be opened");
    const QString document = QString::fromUtf8(file.readAll());
    const QString begin = u'\n' + QString::fromUtf8(stretch.begin) + u'\n';
    const qsizetype from = document.indexOf(begin) + begin.size();
    const qsizetype to = document.indexOf(QString::fromUtf8(stretch.end) + u'\n', from);
    if (from < begin.size() || to < from)
        return name + QStringLiteral(" lacks the lines around what is made");
    const QString had = document.sliced(from, to - from);
    if (had == made)
        return {};
    if (qEnvironmentVariableIsSet("WAXWING_REGENERATE")) {
        const QByteArray whole = (document.first(from) + made + document.sliced(to)).toUtf8();
        file.close();
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(whole) == whole.size();
        return isWritten ? QString() : name + QStringLiteral(" cannot be written");
    }
    return QStringLiteral("%1 has %2; run: WAXWING_REGENERATE=1 %3")
        .arg(name, firstDifference(had, made), QCoreApplication::applicationFilePath());
}

} // namespace waxwing::test
