// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileName.h"

#include "Limits.h"

#include <QStringList>

namespace waxwing::fileName {

namespace {

constexpr qsizetype mostBytes = 200;
constexpr qsizetype mostExtension = 16; ///< characters that are kept behind the last dot

/// What no file system takes, what ends or hides a name, and what turns the direction of text.
bool isBad(char32_t c)
{
    static const QString taken = QStringLiteral("/\\:*?\"<>|");
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi controls, zero width, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return c < 0x80 && taken.contains(QChar(char16_t(c)));
    }
}

QString replacedBad(const QString &name)
{
    QString good;
    for (const char32_t c : name.toUcs4()) {
        if (isBad(c))
            good += u'_';
        else if (QChar::category(c) == QChar::Separator_Space)
            good += u' ';
        else
            good += QString::fromUcs4(&c, 1);
    }
    return good;
}

/// NUL, CON, COM1 …, with or without an extension.
bool isDevice(const QString &name)
{
    static const QStringList devices{
        QStringLiteral("CON"),    QStringLiteral("PRN"),     QStringLiteral("AUX"),   QStringLiteral("NUL"),
        QStringLiteral("CONIN$"), QStringLiteral("CONOUT$"), QStringLiteral("CLOCK$")};
    const QString stem = name.section(u'.', 0, 0).trimmed().toUpper();
    if (devices.contains(stem))
        return true;
    if (stem.size() != 4 ||
        (!stem.startsWith(QLatin1StringView("COM")) && !stem.startsWith(QLatin1StringView("LPT"))))
        return false;
    const QChar last = stem.back(); // superscripts count, too
    return (last >= u'0' && last <= u'9') || last == u'\u00B9' || last == u'\u00B2' || last == u'\u00B3';
}

QString trimmedEnds(QString name)
{
    while (!name.isEmpty() && (name.front() == u'.' || name.front() == u' ' || name.front() == u'-'))
        name.remove(0, 1);
    while (!name.isEmpty() && (name.back() == u'.' || name.back() == u' '))
        name.chop(1);
    return name;
}

/// As many whole characters as fit.
QString cut(const QString &text, qsizetype bytes)
{
    QString kept;
    qsizetype size = 0;
    for (const char32_t c : text.toUcs4()) {
        const QString one = QString::fromUcs4(&c, 1);
        size += one.toUtf8().size();
        if (size > bytes)
            break;
        kept += one;
    }
    return kept;
}

struct Parts
{
    QString stem;
    QString extension; ///< with its dot
};

Parts partsOf(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot <= 0 || name.size() - dot - 1 > mostExtension)
        return {name, {}};
    return {name.left(dot), name.mid(dot)};
}

QString shortened(const Parts &parts, qsizetype most)
{
    return trimmedEnds(cut(parts.stem, most - parts.extension.toUtf8().size())) + parts.extension;
}

} // namespace

QString madeSafe(const QString &suggested)
{
    QString name = trimmedEnds(replacedBad(suggested).normalized(QString::NormalizationForm_C));
    if (name.toUtf8().size() > mostBytes)
        name = shortened(partsOf(name), mostBytes);
    if (isDevice(name))
        name.prepend(u'_');
    const bool isBlank = QString(name).remove(u'_').remove(u'.').trimmed().isEmpty();
    return isBlank ? QStringLiteral("file") : name;
}

QString numbered(const QString &safe, int number)
{
    Parts parts = partsOf(safe);
    const QString mark = QStringLiteral(" (%1)").arg(number);
    parts.extension.prepend(mark);
    return shortened(parts, mostBytes + mark.size());
}

QString toSend(const QString &name)
{
    QString good;
    for (const char32_t c : name.normalized(QString::NormalizationForm_C).toUcs4())
        good += QChar::category(c) == QChar::Other_Control ? QStringLiteral("_") : QString::fromUcs4(&c, 1);
    if (good.isEmpty())
        return QStringLiteral("file");
    return good.toUtf8().size() > limits::fileNameBytes ? shortened(partsOf(good), limits::fileNameBytes)
                                                        : good;
}

} // namespace waxwing::fileName
